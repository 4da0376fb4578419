#!/usr/bin/env bash
# Measures ingest, storage, queries and the agent, and writes bench/RESULTS.md. Run `make build` before; as root, or the
# agent can't be measured.
#   bench.sh [full]    the figures of the design: about 30 minutes on 2 quiet cores
#   bench.sh quick     small, about 8 minutes: shows that every part works; writes build/bench/RESULTS.md
#   bench.sh quick|full --only store,agent,java    these alone (store: ingest, storage, queries); the rest of the
#                                                  results stays as it is
set -euo pipefail
cd "$(dirname "$0")/.."

size=${1:-full}
work=$PWD/build/bench
case $size in
  full) results=bench/RESULTS.md command='make bench' ;;
  quick) results=$work/RESULTS.md command='bench/bench.sh quick' ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
shift $(($# > 0))

java=$(build-support/find-jdk.sh)/bin/java
libchdb=$(embedded-clickhouse/fetch-libchdb.sh)
rm -rf "$work"
mkdir -p "$work/bin"
gcc -O2 -fno-inline -fno-optimize-sibling-calls -Wall -Wextra -Werror -o "$work/bin/fixed-work" bench/workloads/fixed-work.c
"${java%/java}/javac" -d "$work/bin/orders" bench/workloads/Orders.java

# In place of this shell, so that Ctrl-C and signals end it, and it ends what it has started.
exec "$java" -Xmx768m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "bench/target/podflame-bench.jar:bench/target/lib/*" dev.podflame.bench.Bench "$size" \
  --root . --work "$work" --libchdb "$libchdb" --results "$results" --command "$command" "$@"
