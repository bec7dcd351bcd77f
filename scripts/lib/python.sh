# Finds uv and a Python that Home Assistant accepts. Sourced after common.sh.
# shellcheck shell=bash
PYTHON_WANTED='>=3.14.2,<3.15'
UV_PIN=0.13.8

# Sets UV: the one on PATH, else a pinned one in .cache/tools.
find_uv() {
  UV=$(command -v uv || true)
  if [ -n "$UV" ] && "$UV" --version >/dev/null 2>&1; then return; fi
  say "Installing uv $UV_PIN into .cache/tools"
  local python
  for python in python3 python3.14 "$(debian_python_path)"; do
    if "$python" -m pip --version >/dev/null 2>&1 &&
      "$python" -m pip install --quiet --disable-pip-version-check --target "$CACHE/tools" "uv==$UV_PIN" >&2; then
      UV=$CACHE/tools/bin/uv
      return
    fi
  done
  die "uv is needed and could not be installed: install uv (https://docs.astral.sh/uv/) or python3 with pip, then run this again"
}

debian_python_path() { echo "$USER_CACHE/python3.14-debian/usr/bin/python3.14"; }

# True for an interpreter that runs, is new enough and carries its headers (some requirements compile).
usable_python() {
  [ -n "$1" ] && "$1" - <<'PY' 2>/dev/null
import pathlib, ssl, sqlite3, ctypes, zlib, lzma, bz2, sys, sysconfig
ok = (3, 14, 2) <= sys.version_info < (3, 15) and pathlib.Path(sysconfig.get_path("include"), "Python.h").is_file()
sys.exit(not ok)
PY
}

# Sets PYTHON: on PATH, else uv's own, else a private one unpacked from Debian's packages.
find_python() {
  PYTHON=$("$UV" python find --system --no-python-downloads "$PYTHON_WANTED" 2>/dev/null || true)
  if usable_python "$PYTHON"; then return; fi
  PYTHON=$(debian_python_path)
  if usable_python "$PYTHON"; then return; fi
  say "Looking for a Python $PYTHON_WANTED to download"
  if UV_HTTP_RETRIES=0 UV_HTTP_CONNECT_TIMEOUT=5 UV_HTTP_TIMEOUT=20 timeout 300 "$UV" python install 3.14 >/dev/null 2>&1; then
    PYTHON=$("$UV" python find --system --managed-python --no-python-downloads "$PYTHON_WANTED" 2>/dev/null || true)
    if usable_python "$PYTHON"; then return; fi
  fi
  say "None there: unpacking a private one from Debian's packages (about 40 s, nothing is installed into the system)"
  if UV=$UV bash "$ROOT/scripts/lib/python314_debian.sh" "$USER_CACHE/python3.14-debian" >&2; then
    PYTHON=$(debian_python_path)
    if usable_python "$PYTHON"; then return; fi
  fi
  die "Python 3.14.2 or newer is needed (with its headers). Put a python3.14 on PATH, for example by 'uv python install 3.14'," \
    "pyenv, or your distribution's python3.14 and python3.14-dev packages, then run this again"
}

# A C and a C++ compiler for the few requirements that come as source (pymicro-vad, pyspeex-noise).
find_compiler() {
  CC=${CC:-$(command -v gcc || command -v cc || command -v clang || true)}
  CXX=${CXX:-$(command -v g++ || command -v c++ || command -v clang++ || true)}
  [ -n "$CC" ] && [ -n "$CXX" ] ||
    die "a C++ compiler is needed to build two small requirements: 'apt-get install g++ make' (Debian, Ubuntu)," \
      "'dnf install gcc-c++ make' (Fedora), then run this again"
  export CC CXX
}
