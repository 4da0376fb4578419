#!/usr/bin/env bash
# A Docker engine for the tests where none runs.
#   docker.sh start    does nothing if an engine answers; else starts dockerd, and waits until it answers
#   docker.sh stop     ends the dockerd that start has started, nothing else
# Exit 1 with the reason when there is no engine and none can be started.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

cache=${XDG_CACHE_HOME:-$HOME/.cache}/podflame/docker # images stay between runs
state=/run/podflame-docker
log=$cache/dockerd.log

fail() {
  echo "docker: $*" >&2
  exit 1
}

# can_raise_limits: whether this machine's root may hand on CAP_SYS_RESOURCE (bit 24), as `--privileged` needs it.
can_raise_limits() {
  local bounding
  bounding=$(sed -nE 's/^CapBnd:\s*([0-9a-f]+)$/\1/p' /proc/self/status)
  ((0x$bounding >> 24 & 1))
}

own_pid() { # the dockerd that we started, if it still runs
  local pid
  pid=$(cat "$state/pid" 2>/dev/null) || return 0
  [[ $(cat "/proc/$pid/comm" 2>/dev/null) != dockerd ]] || echo "$pid"
}

start() {
  docker info >/dev/null 2>&1 && return
  command -v dockerd >/dev/null || fail "no engine answers, and dockerd is not installed (apt-get install docker.io)"
  [[ $(id -u) == 0 ]] || fail "no engine answers, and only root can start one"
  mkdir -p "$cache" "$state"
  local runtime=()
  can_raise_limits || runtime=(--add-runtime "narrowed=$here/runc-narrowed.sh" --default-runtime narrowed)
  setsid dockerd --data-root "$cache/data" --exec-root "$state/exec" --pidfile "$state/pid" \
    --host unix:///var/run/docker.sock "${runtime[@]}" </dev/null >"$log" 2>&1 &
  for ((i = 0; i < 300; i++)); do
    docker info >/dev/null 2>&1 && return
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  tail -n 5 "$log" >&2
  fail "dockerd doesn't answer (log: $log)"
}

stop() {
  local pid
  pid=$(own_pid)
  [[ -n $pid ]] || return 0
  kill -TERM "$pid"
  for ((i = 0; i < 300; i++)); do
    [[ -n $(own_pid) ]] || return 0
    sleep 0.1
  done
  fail "dockerd ($pid) doesn't end"
}

case ${1:-} in
  start | stop) "$1" ;;
  *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
