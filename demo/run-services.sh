#!/usr/bin/env bash
# The demo's five services and their load.
#   run-services.sh build STATE_DIR    builds, starts nothing
#   run-services.sh start STATE_DIR    builds and starts all; what is already there is replaced
#   run-services.sh fix STATE_DIR      deploys the fixed biggest-numbers and restarts only that
#   run-services.sh status STATE_DIR   watches for five seconds: CPU, requests, CPU per request
#   run-services.sh stop STATE_DIR     ends what start and fix have started, nothing else
# STATE_DIR gets bin/ (what was built), run/ (NAME.pid, NAME.port), logs/ and
# requests.json (the load's totals). Python packages go to the user's cache folder.
set -euo pipefail

demo=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
services=(biggest-numbers prices report checksum mandel)
# Requests a second. On a 2-core machine: a third of a core for the first, 5-10 % for the others.
load=(biggest-numbers=50 prices=25 report=15 checksum=40 mandel=50)

say() { printf '%s\n' "$*"; }
fail() {
	printf 'demo: %s\n' "$*" >&2
	exit 1
}

# started_at PID: when the process started, in clock ticks since boot; empty when it is gone or a zombie.
started_at() {
	sed -nE 's/^.*\) [^Z]( [0-9-]+){18} ([0-9]+) .*/\2/p' "/proc/$1/stat" 2>/dev/null || true
}

# own_pid NAME: the pid of what we started by that name, if it still runs and the pid is still its own.
own_pid() {
	local pid start
	read -r pid start 2>/dev/null <"$state/run/$1.pid" || return 0
	[[ -n $start && $(started_at "$pid") == "$start" ]] && echo "$pid" || true
}

# launch NAME COMMAND…: in a session of its own, so that Ctrl-C at the terminal reaches it only through stop.
launch() {
	local name=$1 pid
	shift
	setsid "$@" </dev/null >"$state/logs/$name.log" 2>&1 &
	pid=$!
	echo "$pid $(started_at "$pid")" >"$state/run/$name.pid"
}

# launch_service NAME COMMAND…: adds the port file to the command and waits until the service listens.
launch_service() {
	local name=$1 port_file=$state/run/$1.port
	shift
	rm -f "$port_file"
	launch "$name" "$@" "$port_file"
	for ((i = 0; i < 200; i++)); do
		if [[ -s $port_file ]]; then
			say "  $name: process $(own_pid "$name"), port $(<"$port_file")"
			return
		fi
		[[ -n $(own_pid "$name") ]] || break
		sleep 0.1
	done
	tail -n 5 "$state/logs/$name.log" >&2
	fail "$name did not start (log: $state/logs/$name.log)"
}

# end NAME…: SIGTERM to all, then SIGKILL to whatever is left after five seconds.
end() {
	local name pid
	for name; do
		pid=$(own_pid "$name")
		[[ -z $pid ]] || kill -TERM "$pid" 2>/dev/null || true
	done
	for name; do
		for ((i = 0; i < 100; i++)); do
			pid=$(own_pid "$name")
			[[ -n $pid ]] || break
			((i < 99)) || kill -KILL "$pid" 2>/dev/null || true
			sleep 0.05
		done
		rm -f "$state/run/$name.pid" "$state/run/$name.port"
	done
}

# stale SOURCE… TARGET: whether the target is missing or older than one of its sources.
stale() {
	local target=${*: -1} source
	for source in "${@:1:$#-1}"; do
		[[ $source -nt $target ]] && return
	done
	return 1
}

need() { command -v "$1" >/dev/null || fail "$1 is missing: $2"; }

python_home() {
	local requirements=$demo/biggest-numbers/requirements.txt home
	need python3 "apt-get install python3 python3-venv"
	home=${XDG_CACHE_HOME:-$HOME/.cache}/podflame/demo-python-$({
		python3 -c 'import sys; print(sys.version, sys.prefix)'
		cat "$requirements"
	} | sha256sum | cut -c 1-12)
	if [[ ! -e $home/complete ]]; then
		say "  fetching Flask" >&2
		rm -rf "$home"
		python3 -m venv "$home" >&2 || fail "no Python environment in $home: apt-get install python3-venv"
		"$home/bin/pip" install --quiet --disable-pip-version-check --require-hashes \
			--requirement "$requirements" >&2 || fail "pip could not install $requirements"
		touch "$home/complete"
	fi
	echo "$home"
}

build() {
	local jdk
	python=$(python_home)/bin/python
	need node "apt-get install nodejs"
	need go "https://go.dev/dl (1.26 or newer)"
	need gcc "apt-get install gcc libc6-dev"
	jdk=$("$demo/../build-support/find-jdk.sh")
	java=$jdk/bin/java

	if stale "$demo/java-prices/Prices.java" "$state/bin/prices.jar"; then
		rm -rf "$state/bin/classes"
		"$jdk/bin/javac" -Xlint:all -Werror -d "$state/bin/classes" "$demo/java-prices/Prices.java"
		"$jdk/bin/jar" --create --file "$state/bin/prices.jar" --main-class shop.Prices -C "$state/bin/classes" .
	fi
	# Frames stay frames: nothing inlined, no tail calls. No debug information, as in production.
	if stale "$demo/c-mandel/mandel.c" "$state/bin/mandel"; then
		gcc -O2 -g0 -fno-inline -fno-optimize-sibling-calls -Wall -Wextra -o "$state/bin/mandel" "$demo/c-mandel/mandel.c"
	fi
	# Go caches by itself. Stripped of symbols and DWARF, as many images are.
	(cd "$demo" && CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w" -o "$state/bin/checksum" ./go-checksum &&
		CGO_ENABLED=0 go build -trimpath -buildvcs=false -o "$state/bin/load" ./load)
	echo "$python" >"$state/run/python"
}

make_folders() { mkdir -p "$state/bin" "$state/run" "$state/logs" 2>/dev/null || fail "cannot write to $state"; }

start() {
	local name
	make_folders
	end load "${services[@]}"
	say "Building"
	build
	trap 'end load "${services[@]}"' EXIT
	say "Starting"
	rm -rf "$state/biggest-numbers"
	mkdir "$state/biggest-numbers"
	cp "$demo/biggest-numbers/app.py" "$demo/biggest-numbers/biggest_numbers.py" "$state/biggest-numbers/"
	launch_service biggest-numbers "$python" "$state/biggest-numbers/app.py"
	launch_service prices "$java" -Xmx64m -XX:+UseSerialGC -jar "$state/bin/prices.jar"
	launch_service report node "$demo/node-report/report.js"
	launch_service checksum "$state/bin/checksum"
	launch_service mandel "$state/bin/mandel"
	rm -f "$state/requests.json"
	launch load "$state/bin/load" --ports "$state/run" --report "$state/requests.json" "${load[@]}"
	trap - EXIT
	say "The load is on: ${load[*]} requests a second"
}

fix() {
	[[ -n $(own_pid biggest-numbers) ]] || fail "biggest-numbers does not run in $state: start it first"
	diff -u --label before --label after "$state/biggest-numbers/biggest_numbers.py" \
		"$demo/biggest-numbers/fixed/biggest_numbers.py" || true
	end biggest-numbers
	cp "$demo/biggest-numbers/fixed/biggest_numbers.py" "$state/biggest-numbers/"
	launch_service biggest-numbers "$(<"$state/run/python")" "$state/biggest-numbers/app.py"
}

usage() {
	sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
	exit 2
}

[[ $# == 2 ]] || usage
state=$(realpath -m "$2")
case $1 in
build)
	make_folders
	build
	;;
start) start ;;
fix) fix ;;
status) exec python3 "$demo/status.py" "$state" ;;
stop) end load "${services[@]}" ;;
*) usage ;;
esac
