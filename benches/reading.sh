#!/usr/bin/env bash
# The figures of `tidings validate` beside their targets, as a table in Markdown.
# With --instructions also counted by valgrind; with TIDINGS_CORPUS also on the real documents of that folder.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --release -p tidings-cli
cargo build --quiet --release -p tidings-benches --bin reading
programs="${CARGO_TARGET_DIR:-target}/release"
exec "$programs/reading" --tidings "$programs/tidings" "$@"
