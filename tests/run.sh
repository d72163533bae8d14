#!/usr/bin/env bash
# All tests: `bash tests/run.sh`. Unit, integration and documentation tests with cargo, then the independent readers
# (tests/readers/*.sh: does other software understand what we write?) and the browser (tests/browser/*.sh: does the
# report look and work as it should?).
#
# What the last two need and is absent is installed where that is possible: Debian packages with apt-get, Python packages
# into target/. A script that still lacks something exits with 77 and is listed as not run.
# Scripts find the program in $BEADWORK, a Python with translate-toolkit in $PYTHON (may be empty).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo="${CARGO:-cargo}"
target="${CARGO_TARGET_DIR:-target}"
case "$target" in /*) ;; *) target="$PWD/$target" ;; esac
export BEADWORK="$target/debug/beadwork" PYTHON=""

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

has_browser() { have chromium || have chromium-browser || have google-chrome; }

# Makes a Python environment with translate-toolkit, an independent reader of translation formats.
python_environment() {
    local place="$target/python"
    if ! "$place/bin/python" -c 'import translate' >/dev/null 2>&1; then
        have python3 || return 0
        note "installing translate-toolkit into $place"
        if ! { python3 -m venv "$place" && "$place/bin/pip" install --quiet translate-toolkit lxml; } \
            >"$target/install.log" 2>&1; then
            tail -n 3 "$target/install.log"
            echo "could not install translate-toolkit (no network?): the checks that need it will not run"
            return 0
        fi
    fi
    PYTHON="$place/bin/python"
}

run_script() {
    note "$1"
    local code=0
    bash "$1" || code=$?
    case "$code" in
        0) ;;
        77) not_run="$not_run $1" ;;
        *) echo "FAILED: $1 (exit code $code)"; exit 1 ;;
    esac
}

note "cargo test"
"$cargo" test --all-targets
"$cargo" test --doc

shopt -s nullglob
readers="$(echo tests/readers/*.sh)"
browser="$(echo tests/browser/*.sh)"
if [ -n "$readers" ]; then
    install libxml2-utils unless have xmllint
    install python3-venv unless python3 -c 'import ensurepip'
    python_environment
fi
if [ -n "$browser" ]; then
    install chromium unless has_browser
fi
not_run=""
for script in $readers $browser; do
    run_script "$script"
done

note "all tests passed"
for script in $not_run; do
    echo "not run, something it needs is absent: $script"
done
