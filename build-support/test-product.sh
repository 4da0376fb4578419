#!/usr/bin/env bash
# Starts the demo as a user would, on free ports with data of its own, runs the end-to-end and the browser tests
# against it, and checks that stopping leaves nothing behind.
#   test-product.sh RESULTS    folder for the browser's report
set -uo pipefail
cd "$(dirname "$0")/.."
results=$1
export DATA=$PWD/build/e2e-data PORT=17070
failed=0
JAVA_HOME=$(build-support/find-jdk.sh) || exit 1
export JAVA_HOME

rm -rf "$DATA"
mkdir -p "$DATA"
demo/demo.sh up &
demo=$!
trap 'kill -TERM $demo 2>/dev/null; wait $demo' EXIT

until grep -q "The load is on" "$DATA/logs/services.log" 2>/dev/null; do
  kill -0 $demo 2>/dev/null || { echo "the demo ended"; exit 1; }
  sleep 0.5
done

# A story needs something to tell of: a minute of samples of the slow service.
enough='let text = ""; process.stdin.on("data", d => text += d).on("end", () =>
  process.exit(JSON.parse(text).values.filter(v => v > 0).length >= 6 ? 0 : 1))'
for ((i = 0; i < 180; i++)); do
  curl --silent --fail "http://localhost:$PORT/api/v1/timeline?namespace=demo&service=biggest-numbers&from=now-5m" \
    | node -e "$enough" 2>/dev/null && break
  sleep 1
done

# The browser first: its story needs the slow version that the last end-to-end test fixes.
PODFLAME_URL=http://localhost:$PORT PODFLAME_E2E_RANGE=now-5m PODFLAME_PICTURES=$PWD/build/pictures \
  npm --prefix ui --no-fund --no-audit run e2e -- \
  --reporter=default --reporter=junit --outputFile.junit="$results/browser.xml" || failed=1

mvn --batch-mode --no-transfer-progress --projects e2e verify \
  -De2e.skip=false -Dpodflame.url="http://localhost:$PORT" -Dpodflame.demo.data="$DATA" || failed=1

# The page of a JVM comes last: its first snapshot of the heap takes some minutes.
live=
for ((i = 0; i < 240; i++)); do
  curl --silent --fail "http://localhost:$PORT/api/v1/flamegraph.json?namespace=demo&service=prices&type=live&from=now-15m" \
    | grep -q '"total":[1-9]' && { live=yes; break; }
  sleep 1
done
[[ -n $live ]] || { echo "no snapshot of the heap of prices came within $i s"; failed=1; }
PODFLAME_URL=http://localhost:$PORT PODFLAME_JVM_SERVICE=demo/prices PODFLAME_PICTURES=$PWD/build/pictures \
  npm --prefix ui --no-fund --no-audit run e2e:jvm -- \
  --reporter=default --reporter=junit --outputFile.junit="$results/browser-jvm.xml" || failed=1

# And the tour: the fix has been in for some minutes by now.
fixed=$(stat --format %Y "$DATA/run/services/biggest-numbers/biggest_numbers.py")
PODFLAME_URL=http://localhost:$PORT PODFLAME_FIXED_AT=$fixed PODFLAME_PICTURES=$PWD/build/pictures \
  npm --prefix ui --no-fund --no-audit run e2e:tour -- \
  --reporter=default --reporter=junit --outputFile.junit="$results/browser-tour.xml" || failed=1

if ((failed)); then
  echo "What the agent says, and the end of its log:"
  curl --silent --max-time 5 "http://localhost:$((PORT + 2))/health"
  echo
  grep JVM "$DATA/logs/agent.log" | tail -n 20
  tail -n 10 "$DATA/logs/agent.log"
fi

started=$(cat "$DATA"/run/*.pid "$DATA"/run/services/run/*.pid 2>/dev/null | awk '{print $1}')
trap - EXIT
kill -TERM $demo
wait $demo
for pid in $started; do
  # A zombie has ended; that its new parent doesn't care is not the demo's fault.
  case $(ps -o stat= "$pid" 2>/dev/null) in '' | Z*) continue ;; esac
  [[ $pid == "$demo" ]] || { echo "process $pid outlived the demo: $(ps -o args= "$pid")"; failed=1; }
done
pgrep -f "$DATA" && { echo "processes above outlived the demo"; failed=1; }
exit $failed
