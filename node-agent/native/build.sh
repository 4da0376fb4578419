#!/bin/sh
# Builds bin/ebpf-profiler, bin/podflame-launch and bin/podflame-demangle, and
# collects in bin/LICENSES what has to be shipped with them. Does nothing when
# bin/ was made from the same sources by the same Go. GOARCH=arm64 cross-builds.
set -eu
cd "$(dirname "$0")"

engine=go.opentelemetry.io/ebpf-profiler
own="./cmd/podflame-launch ./cmd/podflame-demangle"

command -v go >/dev/null || {
	echo "node-agent/native needs Go 1.26 or newer: https://go.dev/dl" >&2
	exit 1
}

# Static, so that one binary runs in every container image.
CGO_ENABLED=0
GOOS=linux
GOFLAGS="-trimpath -buildvcs=false"
export CGO_ENABLED GOOS GOFLAGS

stamp=$({
	go version
	go env GOARCH
	cat build.sh licenses.sh go.mod go.sum
	find cmd -name '*.go' ! -name '*_test.go' | sort | xargs cat
} | sha256sum)
if [ "$(cat bin/.stamp 2>/dev/null)" = "$stamp" ] && [ -x bin/ebpf-profiler ] &&
	[ -x bin/podflame-launch ] && [ -x bin/podflame-demangle ]; then
	exit 0
fi

echo "Building the eBPF profiler, the launcher and the demangler (a minute the first time)…" >&2
mkdir -p bin
rm -f bin/.stamp
# shellcheck disable=SC2086 # two packages
go build -ldflags "-s -w" -o bin/ $own
go build -ldflags "-s -w" -o bin/ebpf-profiler "$engine"
# shellcheck disable=SC2086
./licenses.sh bin/LICENSES "$engine" $own
echo "$stamp" >bin/.stamp
