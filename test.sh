#!/usr/bin/env bash
# Runs all tests; installs the browser that one of them drives, where it can. Arguments go to Maven.
cd "$(dirname "$0")" || exit 1
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  else
    echo "No chromium on the PATH: please install Debian's package chromium, or run this as root." >&2
  fi
fi
exec mvn -B -ntp verify "$@"
