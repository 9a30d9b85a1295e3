#!/usr/bin/env bash
# Instructions and allocations per message, by hand and by generated code, as a table in Markdown; needs valgrind.
# What one message costs is the difference between a long and a short run, so start-up does not count.
set -euo pipefail
cd "$(dirname "$0")/.."

short=200
long=1200

cargo build --quiet --release -p tidings-benches --bin message
program="${CARGO_TARGET_DIR:-target}/release/message"

instructions() { # job, messages
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

allocations() { # job, messages
    valgrind --leak-check=no "$program" "$1" "$2" 2>&1 |
        sed -n 's/.*total heap usage: \([0-9,]*\) allocs.*/\1/p' | tr --delete ,
}

of_one() { # counter, job
    echo $((($("$1" "$2" "$long") - $("$1" "$2" "$short")) * 10 / (long - short)))
}

declare -A counted
counter() { # counter: what every job costs by it, in tenths
    local job
    for job in plain checked filled received handled sent published exchanged asked; do
        counted[$1,$job]=$(of_one "$1" "$job")
    done
    # What is received was sent before.
    for job in received handled; do
        counted[$1,$job]=$((counted[$1,$job] - counted[$1,filled]))
    done
}

row() { # job, in words
    awk -v name="$2" -v instructions="${counted[instructions,$1]}" -v plain="${counted[instructions,plain]}" \
        -v allocations="${counted[allocations,$1]}" 'BEGIN {
            printf "| %s | %d | %.2f | %.1f |\n", name, instructions / 10, instructions / plain, allocations / 10
        }'
}

counter instructions
counter allocations
echo '| one message of 256 bytes, 12 fields, 3 constraints | instructions | of `serde_json` | allocations |'
echo '|---|---|---|---|'
row plain '`serde_json` into a plain struct'
row checked 'generated type, decoded and checked'
row received 'received from the memory transport and decoded by hand'
row handled 'received, decoded, checked and handled by generated code'
row sent 'encoded and sent to the memory transport by hand'
row published 'checked, encoded and sent by generated code'
row exchanged 'asked for and replied by hand'
row asked 'asked for and replied by generated code on both sides'
