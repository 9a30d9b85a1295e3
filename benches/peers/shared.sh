# What the scripts beside this one share: the folder of the other tools, how they are installed, and what a run costs.
# It is sourced with the folder as first argument, else that is target/peers.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

cache="${1:-${CARGO_TARGET_DIR:-target}/peers}"
mkdir -p "$cache"
cache="$(cd "$cache" && pwd)"

# Who is on CI is not counted: `asyncapi` waits for its metrics to be taken unless `CI` is exactly this.
export RAYON_NUM_THREADS=1 NO_COLOR=1 CI=true REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
export ASYNCAPI_METRICS_CONFIG_PATH="$cache/asyncapi-analytics"

# Seconds that npm may take, and one run of a tool.
patience=900
limit=300

# Says what is going on, which is no part of the table.
progress() { # words
    printf '%s\n' "$*" >&2
}

# Builds the command, and the benchmark that writes documents and measures.
build() { # benchmark
    progress 'building tidings and what measures it'
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
            progress "installing other tools with npm, for up to $((patience / 60)) minutes"
            timeout "$patience" npm --prefix "$cache" install --no-audit --no-fund > "$cache/npm.log" 2>&1 ||
                progress "npm did not get them, it ended with $?: $(grep -m 1 '^npm error' "$cache/npm.log" || tail -n 1 "$cache/npm.log")"
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
    progress "running $*"
    # A tool that says that something breaks has not failed.
    timeout "$limit" "$@" > "$output" 2>&1 || true
    if ! timeout "$limit" "$benchmark" measure "$@" > "$cache/cost"; then
        printf 'more than %s | more than %s | not known' "$limit" "$limit"
        return
    fi
    awk '{ printf "%.3f | %.2f | %.0f", $1 / 1000, $2 / 1000, $3 / 1000000 }' "$cache/cost"
}

# Names the tools that were not asked.
tell_missing() {
    local name
    for name in "${missing[@]}"; do
        printf '\n%s could not be installed, so it was not asked; see %s.\n' "$name" "$cache/npm.log"
    done
}
