#!/usr/bin/env bash
# The figures of `tidings diff` beside their targets, as a table in Markdown.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --release -p tidings-cli
cargo build --quiet --release -p tidings-benches --bin comparing
programs="${CARGO_TARGET_DIR:-target}/release"
exec "$programs/comparing" --tidings "$programs/tidings" "$@"
