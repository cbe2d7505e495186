#!/usr/bin/env bash
# Runs all tests, those that need a server on WildFly and then on Payara; installs the browser that one of
# them drives, where it can. Arguments go to Maven.
cd "$(dirname "$0")" || exit 1
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  else
    echo "No chromium on the PATH: please install Debian's package chromium, or run this as root." >&2
  fi
fi
mvn -B -ntp verify "$@"
wildfly=$?
mvn -B -ntp verify -Ppayara -DskipUnitTests=true "$@"
payara=$?
echo "WildFly: exit $wildfly, Payara: exit $payara"
exit $((wildfly | payara))
