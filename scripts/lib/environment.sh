# Makes the Python environments, the cards' packages and the browser. Sourced by scripts/setup; a change here remakes all.
# shellcheck shell=bash

# make_environment NAME DIR KEY: an environment that holds exactly what requirements/NAME.txt locks.
make_environment() {
  local name=$1 dir=$2 key=$3 started=$SECONDS
  [ -n "${UV:-}" ] || find_uv
  [ -n "${PYTHON:-}" ] || { find_python; say "Python: $("$PYTHON" --version) at $PYTHON"; }
  find_compiler
  say "Environment $dir from requirements/$name.txt"
  rm -f "$dir/.complete"
  if ! [ "$(readlink -f "$dir/bin/python" 2>/dev/null)" = "$(readlink -f "$PYTHON")" ]; then
    "$UV" venv --quiet --clear --python "$PYTHON" "$dir"
  fi
  # The list of every package installed says nothing; downloads and builds do.
  "$UV" pip sync ${QUIET:+--quiet} --require-hashes --python "$dir/bin/python" "requirements/$name.txt" 2>&1 |
    sed -u '/^ [-+~] /d' >&2
  # Its own server is installed as a link; its build backend is in the lock, so nothing unpinned is fetched for it.
  [ "$name" != app ] ||
    "$UV" pip install --quiet --no-deps --no-build-isolation --python "$dir/bin/python" --editable addon/server >&2
  say "Compiling $dir"
  "$dir/bin/python" -m compileall -q -j 2 "$dir/lib" >/dev/null 2>&1 || true
  printf '%s' "$key" >"$dir/.complete"
  say "$dir ready ($((SECONDS - started)) s)"
}

# make_cards KEY: the cards' packages from their lock.
make_cards() {
  local version
  version=$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/')
  [ "${version:-0}" -ge 20 ] || die "Node 20 or newer is needed to build and test the cards (found: ${version:-none})"
  have npm || die "npm is needed beside Node to build and test the cards"
  say "Packages of the cards"
  (cd cards && npm ci --no-fund --no-audit --loglevel=error >&2)
  printf '%s' "$1" >cards/node_modules/.complete
}

# make_browser: Debian's chromium where this may be installed; tests drive it, nothing else needs it.
make_browser() {
  if [ "$(id -u)" = 0 ] && have apt-get; then
    say "Installing chromium for the browser tests"
    { DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
      DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install chromium; } >"$CACHE/chromium.log" 2>&1 && return
    tail -n 3 "$CACHE/chromium.log" >&2
  fi
  die "the browser tests need chromium: 'apt-get install chromium' (as root), or set CHROMIUM to a Chromium's path"
}
