#!/usr/bin/env bash
# What answers about schemas cost, beside their targets, as a table in Markdown: `--suite FILE`, `--history FOLDER`,
# `--hostile`, `--slowest N`, `--unknown`.
#
# With `--peers` first, other provers answer the same questions in the same run: `--suite FILE`, `--history CORPUS`,
# `--hostile`, `--notes`.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = --peers ]; then
    shift
    # In a folder of its own, because jsoncompat changes how serde_json is built.
    exec env CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/provers" \
        cargo bench --quiet --locked --manifest-path tests/provers/Cargo.toml --bench measuring -- "$@"
fi
cargo build --quiet --release -p tidings-benches --bin decide
exec "${CARGO_TARGET_DIR:-target}/release/decide" "$@"
