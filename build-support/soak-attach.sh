#!/usr/bin/env bash
# Attaches to five JVMs under load and leaves them, again and again, and prints what is left behind. Run `make build`
# before; as root.
#   soak-attach.sh [CYCLES [MINUTES]]    default 1000 cycles, and no more than 15 minutes
set -euo pipefail
cd "$(dirname "$0")/.."
cycles=${1:-1000} minutes=${2:-15}
[[ $(id -u) == 0 ]] || { echo "podflame: the soak's JVMs have a /tmp of their own, which takes root" >&2; exit 1; }
JAVA_HOME=$(build-support/find-jdk.sh)
export JAVA_HOME
mvn --batch-mode --no-transfer-progress -q --projects profile,crds,node-agent -DskipTests package

work=$(mktemp -d /var/tmp/podflame-soak.XXXXXX)
trap 'rm -rf "$work"' EXIT
# The program is among the tests; it runs with the agent's own heap.
"$JAVA_HOME/bin/java" -Xms12m -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
  -cp "node-agent/target/test-classes:node-agent/target/podflame-node-agent.jar:node-agent/target/lib/*" \
  dev.podflame.agent.soak.AttachSoak "$PWD" "$work" "$cycles" "$minutes"
