#!/usr/bin/env bash
# Other tools that compare versions beside `tidings diff`, on the same pairs, as a table in Markdown: processor seconds,
# seconds, peak memory, and what each says. The pairs are some of those that the tests argue for, as something that is
# received, and the large document with ten changes.
# The others are installed with npm on demand, into the folder of the first argument, else target/peers; those that
# cannot be had are named below the table.
set -euo pipefail
. "$(dirname "$0")/shared.sh"

build comparing
install asyncapi redocly
printf 'extends: [minimal, diff-recommended]\n' > "$cache/redocly-diff.yaml"

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
"$benchmark" --write "$cache/comparing"
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

printf '| pair | tool | CPU s | seconds | peak MB | says |\n|---|---|---|---|---|---|\n'
for pair in "$pairs"/*/; do
    for name in "${tools[@]}"; do
        output="$cache/$name.out"
        read -r -a command <<< "$(comparer "$name")"
        cells="$(cost "$output" "${command[@]}" "$pair/base.yaml" "$pair/revision.yaml")"
        said="$(said "$name" "$output" || true)"
        printf '| %s | %s | %s | %s |\n' "$(basename "$pair")" "$name" "$cells" "${said:-nothing}"
    done
done
tell_missing
