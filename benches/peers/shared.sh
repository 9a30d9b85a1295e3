# What the scripts beside this one share: the folder of the other tools, how they are installed, and what a run costs.
# It is sourced with the folder as first argument, else that is target/peers.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

cache="${1:-${CARGO_TARGET_DIR:-target}/peers}"
mkdir -p "$cache"
cache="$(cd "$cache" && pwd)"

export RAYON_NUM_THREADS=1 NO_COLOR=1 CI=1 REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

# Builds the command, and the benchmark that writes documents and measures.
build() { # benchmark
    cargo build --quiet --release -p tidings-cli
    cargo build --quiet --release -p tidings-benches --bin "$1"
    programs="$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)"
    benchmark="$programs/$1"
}

# Installs the tools that are not there with npm; `tools` are those that can be asked, tidings first, `missing` the others.
install() { # names
    local name
    tools=(tidings)
    missing=()
    cp benches/peers/package.json "$cache/"
    for name in "$@"; do
        if [ ! -x "$cache/node_modules/.bin/$name" ]; then
            npm --prefix "$cache" install --no-audit --no-fund > "$cache/npm.log" 2>&1 || true
            break
        fi
    done
    for name in "$@"; do
        if [ -x "$cache/node_modules/.bin/$name" ]; then tools+=("$name"); else missing+=("$name"); fi
    done
}

# Runs a command and keeps what it writes; the cells of its processor seconds, seconds and peak memory.
cost() { # output, command
    local output="$1"
    shift
    "$benchmark" measure "$@" > "$cache/cost"
    "$@" > "$output" 2>&1 || true
    awk '{ printf "%.3f | %.2f | %.0f", $1 / 1000, $2 / 1000, $3 / 1000000 }' "$cache/cost"
}

# Names the tools that were not asked.
tell_missing() {
    local name
    for name in "${missing[@]}"; do
        printf '\n%s could not be installed, so it was not asked; see %s.\n' "$name" "$cache/npm.log"
    done
}
