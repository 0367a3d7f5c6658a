#!/bin/sh
# Installs the Debian packages named as arguments that are missing: as root or with password-less sudo.
# Otherwise names them, and fails; the caller decides whether it can go on.
set -eu

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is no Debian or Ubuntu; please install what these Debian packages hold: $*" >&2
    exit 1
fi

missing=
for package in "$@"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root='env'
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n env'
else
    echo "Please install: sudo apt-get install$missing" >&2
    exit 1
fi
echo "Installing Debian packages:$missing"
log=$(mktemp)
if ! { $as_root apt-get update &&
    # $missing is a list of words on purpose.
    # shellcheck disable=SC2086
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    echo "apt-get could not install:$missing" >&2
    exit 1
fi
rm -f "$log"
