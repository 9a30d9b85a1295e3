#!/usr/bin/env bash
# Other validators beside tidings on the same generated documents, as a table in Markdown: processor seconds, seconds,
# peak memory of the largest process, and how many findings each has.
# The others are installed with npm on demand, into the folder of the first argument, else target/peers.
set -euo pipefail
cd "$(dirname "$0")/../.."

cache="${1:-${CARGO_TARGET_DIR:-target}/peers}"
mkdir -p "$cache"
cache="$(cd "$cache" && pwd)"

cargo build --quiet --release -p tidings-cli
cargo build --quiet --release -p tidings-benches --bin reading
programs="$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)"

for package in @redocly/cli @stoplight/spectral-cli @asyncapi/cli; do
    if [ ! -d "$cache/node_modules/$package" ]; then
        cp benches/peers/package.json "$cache/"
        npm --prefix "$cache" install --no-audit --no-fund > "$cache/npm.log" 2>&1
    fi
done
printf 'extends: ["spectral:asyncapi"]\n' > "$cache/spectral.yaml"
printf 'extends: [minimal]\n' > "$cache/redocly.yaml"

documents="$cache/documents"
"$programs/reading" --write "$documents"

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

export RAYON_NUM_THREADS=1 NO_COLOR=1 CI=1 REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

printf '| document | validator | CPU s | seconds | peak MB | findings |\n|---|---|---|---|---|---|\n'
for document in "$documents"/200-lines-3.yaml "$documents"/1-mb-500-channels-3.yaml; do
    for name in tidings redocly spectral asyncapi; do
        output="$cache/$name.out"
        read -r -a command <<< "$(validator "$name")"
        "$programs/reading" measure "${command[@]}" "$document" > "$cache/cost"
        "${command[@]}" "$document" > "$output" 2>&1 || true
        read -r milliseconds elapsed memory < "$cache/cost"
        awk -v document="$(basename "$document")" -v name="$name" -v cpu="$milliseconds" -v elapsed="$elapsed" \
            -v memory="$memory" -v findings="$(findings "$name" "$output")" 'BEGIN {
                cpu /= 1000; elapsed /= 1000; memory /= 1000000
                printf "| %s | %s | %.3f | %.2f | %.0f | %s |\n", document, name, cpu, elapsed, memory, findings
            }'
    done
done
