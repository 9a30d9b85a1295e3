#!/usr/bin/env bash
# Instructions per message, beside plain serde_json on the same message; needs valgrind.
# The count for one message is the difference between a long and a short run, so start-up does not count.
set -euo pipefail
cd "$(dirname "$0")/.."

short=200
long=1200

cargo build --quiet --release -p tidings-benches --bin message
program="${CARGO_TARGET_DIR:-target}/release/message"

instructions() { # mode, messages
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

per_message() { # mode
    echo $((($(instructions "$1" "$long") - $(instructions "$1" "$short")) / (long - short)))
}

plain=$(per_message plain)
checked=$(per_message checked)
filled=$(per_message filled)
raw=$(($(per_message raw) - filled))
handled=$(($(per_message handled) - filled))

printf 'instructions per message (256 bytes, 12 fields, 3 constraints)\n'
printf '%-58s %8d  %5s\n' 'serde_json into a plain struct' "$plain" '1.00'
for row in "generated type, decoded and checked:$checked" \
    "memory transport, decoded by hand and acknowledged:$raw" \
    "memory transport, decoded, checked, handled, acknowledged:$handled"; do
    printf '%-58s %8d  %5.2f\n' "${row%:*}" "${row##*:}" "$(awk "BEGIN { print ${row##*:} / $plain }")"
done
