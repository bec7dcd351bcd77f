# Sourced by every script: the repository root, messages, and a clean environment. No side effects on the system.
# shellcheck shell=bash
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=$ROOT/.cache                                                   # this checkout's tools and stamps
# shellcheck disable=SC2034
USER_CACHE=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/llm-agents        # shared by all checkouts of this user
cd "$ROOT" || exit 1
export PATH="$CACHE/tools/bin:$PATH"

# Without bytecode Home Assistant compiles itself at every start.
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV
# uv settings of an outer project must not leak in; indexes and proxies of the user still apply.
unset UV_PROJECT_ENVIRONMENT UV_PYTHON

say() { [ -n "${QUIET:-}" ] || printf '==> %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# The hash of the given files' contents and of extra words: changes when, and only when, one of them does.
fingerprint() { { cat -- "$@" 2>/dev/null; printf '%s\n' "${EXTRA:-}"; } | sha256sum | cut -c1-32; }

# stamped DIR KEY: true when DIR was completed for exactly this KEY.
stamped() { [ -f "$1/.complete" ] && [ "$(cat "$1/.complete")" = "$2" ]; }
