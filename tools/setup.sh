#!/bin/sh
# Makes both environments as their lock files say, and nothing twice: .venv (any Python >= 3.11) and
# bot/.venv (Rasa's Python 3.10). `tools/setup.sh browser` installs the browser of the browser tests.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
pyenv_versions=${PYENV_ROOT:-$HOME/.pyenv}/versions
unset VIRTUAL_ENV UV_PROJECT_ENVIRONMENT UV_PYTHON PYTHONHOME PYTHONPATH
export UV_COMPILE_BYTECODE=1 # the first start is not the one to compile ten thousand files: 5 s instead of 1

say() { echo "setup: $*" >&2; }
fail() { say "$*"; exit 1; }

# found_python WHICH CANDIDATE…: the first candidate that really runs (a pyenv shim may exist and fail) and is WHICH.
found_python() {
    which=$1; shift
    for candidate in "$@"; do
        "$candidate" -c "import sys; sys.exit(not (sys.version_info[:2] $which))" >/dev/null 2>&1 || continue
        "$candidate" -c 'import sys; print(sys.executable)'
        return 0
    done
    return 1
}

modern_python() {
    found_python '>= (3, 11) and sys.version_info[:2] < (3, 15)' python3 python3.14 python3.13 python3.12 python3.11 \
        "$pyenv_versions"/3.14.*/bin/python "$pyenv_versions"/3.13.*/bin/python \
        "$pyenv_versions"/3.12.*/bin/python "$pyenv_versions"/3.11.*/bin/python /usr/bin/python3
}

rasa_python() {
    found_python '== (3, 10)' python3.10 python3 "$pyenv_versions"/3.10.*/bin/python
}

# Sets $uv: the one on PATH if it works, else our own in .tools, from PyPI.
find_uv() {
    uv=uv
    uv --version >/dev/null 2>&1 && return
    uv=$root/.tools/bin/uv
    "$uv" --version >/dev/null 2>&1 && return
    python=$(found_python '>= (3, 9)' python3 "$pyenv_versions"/3.*/bin/python /usr/bin/python3) ||
        fail "no Python found. Install Python 3.11 or newer, or uv (https://docs.astral.sh/uv)."
    say "installing uv into .tools"
    rm -rf .tools
    { "$python" -m venv .tools && .tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'; } >&2 ||
        fail "uv is missing and $python could not install it. Install uv (https://docs.astral.sh/uv) or python3-venv."
}

# environment FOLDER VERSION PYTHON: brings FOLDER/.venv to what FOLDER/uv.lock says; PYTHON names a function.
environment() {
    folder=$1 version=$2 find_python=$3
    stamp=$folder/.venv/.shirube-stamp
    # The path belongs to it: the scripts of a copied environment point to where it was made.
    wanted="$root $(cksum "$folder/pyproject.toml" "$folder/uv.lock")"
    [ -x "$folder/.venv/bin/python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return
    [ -n "${uv:-}" ] || find_uv
    case $(cat "$stamp" 2>/dev/null || echo none) in "$root "*) ;; *) rm -rf "$folder/.venv" ;; esac
    if python=$($find_python); then
        downloads=never
    else
        python=$version downloads=automatic
        say "no Python $version on PATH or in $pyenv_versions; asking uv to fetch it"
        "$uv" python install --quiet "$version" >/dev/null 2>&1 ||
            fail "Python $version is missing: not on PATH, not in $pyenv_versions, and uv could not fetch it. Install it, for instance with 'pyenv install ${version#>=}'."
    fi
    say "$folder/.venv with Python $version ($python)"
    UV_HTTP_TIMEOUT=${UV_HTTP_TIMEOUT:-300} UV_PYTHON_DOWNLOADS=$downloads \
        "$uv" sync --quiet --locked --project "$folder" --python "$python" >&2 ||
        fail "$folder/.venv could not be made; uv says why above."
    printf '%s' "$wanted" >"$stamp"
}

browser() {
    # The shell is the same browser without its windows, three times as fast.
    command -v chromium-headless-shell >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing Debian's chromium for the browser tests"
        log=$(mktemp)
        export DEBIAN_FRONTEND=noninteractive
        if apt-get update >"$log" 2>&1 && apt-get install -y --no-install-recommends chromium-headless-shell >>"$log" 2>&1; then
            rm -f "$log"
            return
        fi
        tail -n 3 "$log" >&2
        rm -f "$log"
    fi
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    say "chromium is missing and could not be installed: browser tests are skipped ('apt-get install chromium')."
}

case ${1:-environments} in
environments)
    environment . '>=3.11' modern_python
    environment bot 3.10 rasa_python
    ;;
browser) browser ;;
*) fail "unknown: $1 (environments | browser)" ;;
esac
