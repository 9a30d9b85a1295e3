#!/usr/bin/env bash
# Processor seconds that compiling takes in a debug build, as a table in Markdown:
# a client of ten messages beyond what it depends on, as a module and as a package of its own,
# and the client of README.md with everything of this repository but without the packages of others.
set -euo pipefail
cd "$(dirname "$0")/.."

repository=$PWD
runs=${1:-3}
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
# Debug information as a new package has it; each compilation from the beginning.
export CARGO_TARGET_DIR=$work/target CARGO_INCREMENTAL=0

cargo build --quiet --package tidings-cli --target-dir "${TARGET:-$repository/target}"
tidings=${TARGET:-$repository/target}/debug/tidings

package() { # name
    mkdir -p "$work/$1/src"
    cat > "$work/$1/Cargo.toml" << MANIFEST
[package]
name = "$1"
version = "0.1.0"
edition = "2024"
[workspace]
[dependencies]
tidings = { path = "$repository/runtime/tidings" }
MANIFEST
    # The versions that this repository is tested with.
    cp Cargo.lock "$work/$1/"
    echo > "$work/$1/src/lib.rs"
}

package nothing
package module
"$tidings" generate rust benches/contracts/shop.yaml -o "$work/module/src/shop" > /dev/null
echo 'pub mod shop;' > "$work/module/src/lib.rs"
"$tidings" generate rust benches/contracts/shop.yaml --crate library -o "$work/library" \
    --runtime-path "$repository/runtime/tidings" > /dev/null
printf '\n[workspace]\n' >> "$work/library/Cargo.toml"
cp Cargo.lock "$work/library/"

package readme
cp --recursive specs/orders "$work/readme/orders"
sed --in-place "s|\(path = \"[^\"]*\"\) }|\1, features = [\"embedded\"] }|" "$work/readme/Cargo.toml"
printf 'tokio = { version = "1", features = ["macros", "rt-multi-thread"] }\n[build-dependencies]\ntidings-build = { path = "%s" }\n' \
    "$repository/crates/build" >> "$work/readme/Cargo.toml"
printf 'fn main() {\n    tidings_build::compile("orders/asyncapi.yaml");\n}\n' > "$work/readme/build.rs"
echo 'pub mod orders { tidings::include_contract!("orders"); }' > "$work/readme/src/lib.rs"

# Seconds of processor time that building the package takes once the named packages are thrown away.
cheapest() { # folder, packages…
    local folder=$1 best='' run
    shift
    cargo build --quiet --manifest-path "$work/$folder/Cargo.toml"
    for ((run = 0; run < runs; run++)); do
        cargo clean --quiet --manifest-path "$work/$folder/Cargo.toml" "${@/#/--package=}"
        local seconds
        seconds=$({
            TIMEFORMAT='%U %S'
            time cargo build --quiet --manifest-path "$work/$folder/Cargo.toml"
        } 2>&1 | awk '{ print $1 + $2 }')
        best=$(awk -v best="$best" -v seconds="$seconds" 'BEGIN { print best == "" || seconds < best ? seconds : best }')
    done
    echo "$best"
}

mapfile -t ours < <(cargo tree --quiet --manifest-path "$work/readme/Cargo.toml" --edges normal,build --prefix none |
    awk '/^tidings/ { print $1 }' | sort --unique)

empty=$(cheapest nothing nothing)
module=$(cheapest module module)
library=$(cheapest library library)
readme=$(cheapest readme readme "${ours[@]}")
difference() {
    awk -v whole="$1" -v empty="$empty" 'BEGIN { printf "%.2f", whole - empty }'
}
echo '| what | seconds of processor time | at most |'
echo '|---|---|---|'
echo "| ten messages as a module | $(difference "$module") | 3 |"
echo "| ten messages as a package of its own | $(difference "$library") | 3 |"
echo "| the client of README.md, packages of others not counted | $(difference "$readme") | 60 |"
