#!/usr/bin/env bash
# Other validators beside tidings on the same generated documents, as a table in Markdown: processor seconds, seconds,
# peak memory of the largest process, and how many findings each has.
# The others are installed with npm on demand, into the folder of the first argument, else target/peers; those that
# cannot be had are named below the table.
set -euo pipefail
. "$(dirname "$0")/shared.sh"

build reading
install redocly spectral asyncapi
printf 'extends: ["spectral:asyncapi"]\n' > "$cache/spectral.yaml"
printf 'extends: [minimal]\n' > "$cache/redocly.yaml"

documents="$cache/documents"
"$benchmark" --write "$documents"

# The command of each validator; the document is its last argument.
validator() { # name
    case "$1" in
    tidings) echo "$programs/tidings validate" ;;
    redocly) echo "$cache/node_modules/.bin/redocly lint --config $cache/redocly.yaml" ;;
    spectral) echo "$cache/node_modules/.bin/spectral lint --ruleset $cache/spectral.yaml" ;;
    asyncapi) echo "$cache/node_modules/.bin/asyncapi validate" ;;
    esac
}

# How many findings the output of a validator tells of; each has a sentence of its own.
findings() { # name, output
    case "$1" in
    tidings) grep -cE '^(error|warning|info)\[' "$2" || true ;;
    redocly) grep -oE '[0-9]+ (error|warning)' "$2" | awk '{ sum += $1 } END { print sum + 0 }' ;;
    spectral | asyncapi) grep -oE '[0-9]+ problem' "$2" | awk 'END { print $1 + 0 }' ;;
    esac
}

printf '| document | validator | CPU s | seconds | peak MB | findings |\n|---|---|---|---|---|---|\n'
for document in "$documents"/200-lines-3.yaml "$documents"/1-mb-500-channels-3.yaml; do
    for name in "${tools[@]}"; do
        output="$cache/$name.out"
        read -r -a command <<< "$(validator "$name")"
        cells="$(cost "$output" "${command[@]}" "$document")"
        printf '| %s | %s | %s | %s |\n' "$(basename "$document")" "$name" "$cells" "$(findings "$name" "$output")"
    done
done
tell_missing
