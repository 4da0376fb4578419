#!/usr/bin/env bash
# The tour: collector with embedded ClickHouse, a node agent for this machine, and five small services under load.
#   demo.sh up      start all, print the URL, stop all on Ctrl-C
#   demo.sh fix     put the fix into the slow service of the running demo
#   demo.sh down    stop a demo that runs elsewhere
# Environment: PORT (7070), DATA (./data), EVERYTHING=1 (profile the whole machine), JAVA_HOME
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-7070}
data=$(realpath -m "${DATA:-data}")
logs=$data/logs
run=$data/run
url=http://localhost:$port
jdk=$(build-support/find-jdk.sh)
children=()

say() { printf '%s\n' "$*"; }
fail() { printf 'podflame: %s\n' "$*" >&2; exit 1; }

running() { # the process id of a running demo, nothing if none runs
  local pid
  pid=$(cat "$run/demo.pid" 2>/dev/null) || return 0
  [[ $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) == *demo.sh\ up* ]] && echo "$pid" || true
}

start() { # start NAME COMMAND…: in the background, with its own log
  local name=$1
  shift
  "$@" </dev/null >"$logs/$name.log" 2>&1 &
  children+=("$!")
  echo "$!" >"$run/$name.pid"
}

await() { # await NAME URL SECONDS: until the URL answers; fails with the log's end when the process dies or time is up
  local name=$1 pid
  pid=$(cat "$run/$1.pid")
  for ((i = 0; i < $3 * 5; i++)); do
    curl --silent --fail --output /dev/null --max-time 2 "$2" && return
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  tail -n 5 "$logs/$name.log" >&2
  fail "the $name did not start (log: $logs/$name.log)"
}

stop() {
  trap - EXIT INT TERM
  say ""
  say "Stopping"
  demo/run-services.sh stop "$run/services" >>"$logs/services.log" 2>&1 || true
  for ((i = ${#children[@]} - 1; i >= 0; i--)); do # the agent first: it still has samples to hand over
    kill -TERM "${children[i]}" 2>/dev/null || continue
    wait "${children[i]}" 2>/dev/null || true
  done
  rm -f "$run"/*.pid
  say "Stopped. The data stays in $data (make clean-data removes it)."
}

up() {
  local other targets=demo/targets
  other=$(running)
  [[ -z $other ]] || fail "a demo runs already (process $other): stop it with Ctrl-C or make demo-down"
  mkdir -p "$logs" "$run" 2>/dev/null || fail "can't write to $data: choose another folder with DATA=…"
  [[ -z ${EVERYTHING:-} ]] || targets=demo/everything.yaml
  [[ $(id -u) == 0 ]] || say "Not root: the eBPF profiler can't start, only CPU and memory will be charted. Try: sudo make demo"
  echo $$ >"$run/demo.pid"
  trap stop EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  say "Starting collector and ClickHouse"
  # The last option allows what Netty and protobuf do; without it the JVM warns.
  start collector "$jdk/bin/java" -Xmx512m --sun-misc-unsafe-memory-access=allow -cp "collector/target/podflame-collector.jar:collector/target/lib/*" \
    dev.podflame.collector.Collector --data "$data/collector" --listen "127.0.0.1:$port" \
    --grpc-listen "127.0.0.1:$((port + 1))" --embedded-home embedded-clickhouse/target \
    --libchdb "$(embedded-clickhouse/fetch-libchdb.sh)"
  await collector "$url/health/ready" 60
  say "Starting node agent"
  start agent env "JAVA_HOME=$jdk" node-agent/bin/podflame-node-agent --targets "$targets" \
    --collector "http://127.0.0.1:$port" --data "$data/agent" --native node-agent/native/bin \
    --listen "127.0.0.1:$((port + 2))"
  await agent "http://127.0.0.1:$((port + 2))/health" 30
  say "Starting services"
  demo/run-services.sh start "$run/services" >"$logs/services.log" 2>&1 \
    || { tail -n 5 "$logs/services.log" >&2; fail "the services did not start (log: $logs/services.log)"; }

  say ""
  say "  $url/services"
  say ""
  say "First flame graphs in about 30 seconds. Open biggest-numbers, then run: make demo-fix"
  say "Logs: $logs   Stop: Ctrl-C"
  wait -n "${children[@]}" || true
  fail "collector or agent ended by itself; see $logs"
}

case ${1:-} in
  up) up ;;
  fix)
    [[ -n $(running) ]] || fail "no demo runs here: start it with make demo"
    demo/run-services.sh fix "$run/services"
    say "biggest-numbers now uses heapq.nlargest. Look at the next minutes: $url/services/demo/biggest-numbers?from=now-5m"
    ;;
  down)
    pid=$(running)
    [[ -n $pid ]] || { say "no demo runs here"; exit 0; }
    kill -TERM "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
    say "stopped"
    ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
