#!/usr/bin/env bash
# Other tools that compare versions beside `tidings diff`, on the same pairs, as a table in Markdown: processor seconds,
# seconds, peak memory, and what each says. The pairs are some of those that the tests argue for, as something that is
# received, and the large document with ten changes.
# The others are installed with npm on demand, into the folder of the first argument, else target/peers; those that
# cannot be had are named below the table.
set -euo pipefail
cd "$(dirname "$0")/../.."

cache="${1:-${CARGO_TARGET_DIR:-target}/peers}"
mkdir -p "$cache"
cache="$(cd "$cache" && pwd)"

cargo build --quiet --release -p tidings-cli
cargo build --quiet --release -p tidings-benches --bin comparing
programs="$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)"

cp benches/peers/package.json "$cache/"
if [ ! -x "$cache/node_modules/.bin/asyncapi" ] || [ ! -x "$cache/node_modules/.bin/redocly" ]; then
    npm --prefix "$cache" install --no-audit --no-fund > "$cache/npm.log" 2>&1 || true
fi
printf 'extends: [minimal, diff-recommended]\n' > "$cache/redocly-diff.yaml"

tools=(tidings)
missing=()
for name in asyncapi redocly; do
    if [ -x "$cache/node_modules/.bin/$name" ]; then tools+=("$name"); else missing+=("$name"); fi
done

pairs="$cache/pairs"
rm -rf "$pairs"
mkdir -p "$pairs"
for name in property-required property-optional enum-introduced alternative-covered message-key-renamed \
    content-type-changed correlation-dropped address-parameter-renamed; do
    file="crates/diff/tests/pairs/$name.yaml"
    if [ -f "$file" ]; then
        mkdir -p "$pairs/$name"
        awk -v folder="$pairs/$name" '
            /^---$/ { part += 1; next }
            part == 1 { gsub(/ACTION/, "receive"); print > (folder "/base.yaml") }
            part == 2 { gsub(/ACTION/, "receive"); print > (folder "/revision.yaml") }' "$file"
    fi
done
"$programs/comparing" --write "$cache/comparing"
mkdir -p "$pairs/1-mb-ten-changes"
cp "$cache/comparing/base-10.yaml" "$pairs/1-mb-ten-changes/base.yaml"
cp "$cache/comparing/revision-10.yaml" "$pairs/1-mb-ten-changes/revision.yaml"

# The command of each tool; both versions are its last arguments.
comparer() { # name
    case "$1" in
    tidings) echo "$programs/tidings diff --format concise" ;;
    asyncapi) echo "$cache/node_modules/.bin/asyncapi diff --no-error --format json" ;;
    redocly) echo "$cache/node_modules/.bin/redocly diff --config $cache/redocly-diff.yaml" ;;
    esac
}

# How often each word of the input stands there, in a few words.
counted() {
    sort | uniq -c | awk '{ printf "%s%s %s", separator, $1, $2; separator = ", " }'
}

# What the output of a tool says, in a few words.
said() { # name, output
    case "$1" in
    tidings) grep -oE '\] (breaking|unknown|risky|compatible|annotation):' "$2" | tr -d '] :' | counted ;;
    asyncapi) grep -oE '"type": *"(breaking|non-breaking|unclassified)"' "$2" | cut -d'"' -f4 | counted ;;
    redocly) grep -E '^[0-9]+ major, ' "$2" | tr -d '.' ;;
    esac
}

export RAYON_NUM_THREADS=1 NO_COLOR=1 CI=1 REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

printf '| pair | tool | CPU s | seconds | peak MB | says |\n|---|---|---|---|---|---|\n'
for pair in "$pairs"/*/; do
    for name in "${tools[@]}"; do
        output="$cache/$name.out"
        read -r -a command <<< "$(comparer "$name")"
        "$programs/comparing" measure "${command[@]}" "$pair/base.yaml" "$pair/revision.yaml" > "$cache/cost"
        "${command[@]}" "$pair/base.yaml" "$pair/revision.yaml" > "$output" 2>&1 || true
        read -r milliseconds elapsed memory < "$cache/cost"
        awk -v pair="$(basename "$pair")" -v name="$name" -v cpu="$milliseconds" -v elapsed="$elapsed" \
            -v memory="$memory" -v said="$(said "$name" "$output" || true)" 'BEGIN {
                cpu /= 1000; elapsed /= 1000; memory /= 1000000
                printf "| %s | %s | %.3f | %.2f | %.0f | %s |\n", pair, name, cpu, elapsed, memory, said == "" ? "nothing" : said
            }'
    done
done
for name in "${missing[@]}"; do
    printf '\n%s could not be installed, so it was not asked; see %s.\n' "$name" "$cache/npm.log"
done
