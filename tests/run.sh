#!/usr/bin/env bash
# All tests: `bash tests/run.sh`.
#   1. Unit, integration and documentation tests, with cargo.
#   2. Independent readers (tests/readers): does other software understand what we write?
#   3. A browser (tests/browser): does the report look and work as it should?
# What the last two need and is absent is installed where that is possible: Debian packages with apt-get, Python packages
# into target/. If it is not, they are listed at the end as not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo="${CARGO:-cargo}"
target="${CARGO_TARGET_DIR:-target}"
case "$target" in /*) ;; *) target="$PWD/$target" ;; esac
program="$target/debug/beadwork"
python=python3
not_run=""

note() { printf '\n== %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif have sudo; then sudo -n "$@"
    else return 1
    fi
}

# install PACKAGE unless COMMAND...: installs the Debian package unless the command says that it is there.
install() {
    local package="$1"
    shift 2
    "$@" >/dev/null 2>&1 && return
    note "installing $package"
    if ! have apt-get; then
        echo "there is no apt-get here: install what Debian calls $package to run the checks that need it"
    elif ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$package"; } >"$target/install.log" 2>&1; then
        tail -n 3 "$target/install.log"
        echo "could not install $package (no network, or not root?): the checks that need it will not run"
    fi
}

has_browser() {
    if ! have chromium && ! have chromium-browser && have google-chrome; then
        export CHROMIUM=google-chrome
    fi
    have chromium || have chromium-browser || [ -n "${CHROMIUM:-}" ]
}

# Makes a Python environment for what reads our files back.
python_environment() {
    local place="$target/python"
    # Not by the name of pip: it leads to where the environment was made, and folders are copied.
    if ! "$place/bin/python" -m pip --version >/dev/null 2>&1; then
        have python3 || return 0
        if ! python3 -m venv "$place" >"$target/install.log" 2>&1; then
            tail -n 3 "$target/install.log"
            echo "could not make a Python environment in $place: the checks that need one will not run"
            return 0
        fi
    fi
    # translate-toolkit and pyarrow, datasets and OpusTools are independent readers of what we write.
    python_packages "$place" 'translate, jsonschema, lxml' translate-toolkit lxml jsonschema
    python_packages "$place" pyarrow pyarrow
    python_packages "$place" 'datasets, yaml' datasets pyyaml
    python_packages "$place" opustools opustools
    python="$place/bin/python"
}

# python_packages PLACE MODULES PACKAGE...: installs the packages unless the modules are there.
python_packages() {
    local place="$1" modules="$2"
    shift 2
    "$place/bin/python" -c "import $modules" >/dev/null 2>&1 && return
    note "installing $* into $place"
    if ! timeout 300 "$place/bin/python" -m pip install --quiet "$@" >"$target/install.log" 2>&1; then
        tail -n 3 "$target/install.log"
        echo "could not install $* (no network?): the checks that need it will not run"
    fi
}

# check NAME COMMAND...: runs a check, which says with exit code 2 that something it needs is absent.
check() {
    local name="$1" code=0
    shift
    note "$name"
    "$@" || code=$?
    case "$code" in
        0) ;;
        2 | 127) not_run="$not_run$name: not run, something it needs is absent"$'\n' ;;
        *) echo "FAILED: $name"; exit 1 ;;
    esac
}

# Aligns every pair of corpora/ in every format that the readers check.
write_corpora() {
    local place="$1" folder format
    mkdir -p "$place"
    for folder in corpora/*/; do
        set -- "$folder"en.* "$folder"ru.*
        printf '%s\t%s\t%s\n' "$(basename "$folder")" "$1" "$2"
    done >"$place/pairs.list"
    for format in jsonl tsv vecalign tmx html; do
        "$program" align --pairs "$place/pairs.list" --out-dir "$place" --format "$format"
    done
}

note "cargo test"
"$cargo" test --all-targets
"$cargo" test --doc

note "what the independent checks need"
install libxml2-utils unless have xmllint
install python3-venv unless python3 -c 'import ensurepip'
install chromium unless has_browser
python_environment

note "writing samples"
rm -rf "$target/samples" "$target/aligned"
mkdir -p "$target/samples"
BEADWORK_SAMPLES="$target/samples" "$cargo" test --quiet --lib write_samples -- --ignored
write_corpora "$target/aligned"

check "independent readers, made-up samples" "$python" tests/readers/check.py "$target/samples"
check "independent readers, corpora" "$python" tests/readers/check.py "$target/aligned"
check "independent readers, findings" "$python" tests/readers/sarif.py "$target/samples/findings"
for kind in files datasets opus; do
    check "independent readers, written corpora: $kind" "$python" tests/readers/corpus.py $kind "$target/samples/corpora"
done
check "browser" "$python" tests/browser/report.py "$target/samples"

note "all tests passed"
printf '%s' "$not_run"
