#!/usr/bin/env bash
# What answers about schemas cost, beside their targets, as a table in Markdown: `--suite FILE`, `--history FOLDER`,
# `--hostile`, `--slowest N`, `--unknown`.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --release -p tidings-benches --bin decide
exec "${CARGO_TARGET_DIR:-target}/release/decide" "$@"
