#!/usr/bin/env bash
# Every test there is, from a fresh clone on. A step that fails doesn't keep the next ones from running; the last line
# counts all. Logs of the steps are in build/logs.
set -uo pipefail
cd "$(dirname "$0")/.."

results=$PWD/build/test-results
logs=$PWD/build/logs
rm -rf "$results" ./*/target/surefire-reports ./*/target/failsafe-reports
mkdir -p "$results" "$logs"
failed_steps=()
started=$SECONDS

step() { # step NAME COMMAND…: runs it, log in a file, time on the screen, the log's end when it fails
  local name=$1 from=$SECONDS
  shift
  printf '%-34s ' "$name"
  if "$@" >"$logs/${name// /-}.log" 2>&1; then
    printf 'ok      %4d s\n' $((SECONDS - from))
  else
    printf 'FAILED  %4d s   (build/logs/%s.log)\n' $((SECONDS - from)) "${name// /-}"
    tail -n 40 "$logs/${name// /-}.log" | sed 's/^/    /'
    failed_steps+=("$name")
    return 1
  fi
}

need() { # like step, but nothing after it makes sense without it
  step "$@" || { echo "stopped: \"$1\" is needed by all that follows"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
}

JAVA_HOME=$(build-support/find-jdk.sh) || exit 1
export JAVA_HOME
maven=(mvn --batch-mode --no-transfer-progress)
npm=(npm --prefix ui --no-fund --no-audit --loglevel=error)

need "set-up" build-support/setup.sh test
need "native build" node-agent/native/build.sh
need "page install" "${npm[@]}" ci
need "page build" "${npm[@]}" run build
need "ClickHouse engine" embedded-clickhouse/fetch-libchdb.sh
step "native checks and tests" node-agent/native/check.sh "$results/go.xml"
step "demo workload tests" demo/check.sh "$results/demo.xml"
step "page checks" "${npm[@]}" run check
step "page tests" "${npm[@]}" test -- --reporter=default --reporter=junit --outputFile.junit="$results/ui.xml"
step "java build, checks and tests" "${maven[@]}" --fail-at-end verify
step "the product, end to end" build-support/test-product.sh "$results"
step "JVMs of all kinds" "${maven[@]}" --projects e2e verify -Djvm.skip=false
step "Kubernetes, on a real cluster" build-support/test-cluster.sh

build-support/count-tests.sh "$PWD" | tee "$logs/count.log"
verdict=${PIPESTATUS[0]}
if ((${#failed_steps[@]})); then
  # The counts stay the last line, so the steps that failed are told before it.
  printf 'failed steps: %s\n' "${failed_steps[*]}"
  if ((verdict == 0)); then
    # A step can fail without a failed test: formatting, a lint, a build.
    sed -nE '$ s/([0-9]+) passed, ([0-9]+) failed/\1 passed, '${#failed_steps[@]}' failed/p' "$logs/count.log"
  else
    tail -n 1 "$logs/count.log"
  fi
  exit 1
fi
printf 'all in %d s\n' $((SECONDS - started))
tail -n 1 "$logs/count.log"
exit "$verdict"
