#!/usr/bin/env bash
# Runs the unit tests, then the integration tests on each server. Arguments go to Maven.
# Installs Chromium, which one of the tests needs, if it may.
cd "$(dirname "$0")" || exit 1
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  else
    echo "No chromium on the PATH: please install Debian's package chromium, or run this as root." >&2
  fi
fi
mkdir -p target
failed=
unit_tests=
for server in wildfly payara; do
  mvn -B -ntp verify -P$server $unit_tests "$@" | tee target/$server.log
  [ "${PIPESTATUS[0]}" = 0 ] || failed="$failed $server"
  unit_tests=-DskipUnitTests=true
done
# Repeat the failures at the end, for readers who see only the last lines.
for server in $failed; do
  echo "Tests failed in the run on $server:" >&2
  grep '^\[ERROR\]' target/$server.log >&2
done
[ -z "$failed" ]
