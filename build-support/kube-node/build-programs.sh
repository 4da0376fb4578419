#!/usr/bin/env bash
# Builds what the node image needs and no package has: the Kubernetes components in one binary, CoreDNS, pause. The
# result is cached by what it is made of, outside the checkout, because the first build takes about ten minutes.
# Prints the folder. Progress goes to standard error.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

readonly KUBERNETES=1.34.4
export CGO_ENABLED=0 GOFLAGS=-buildvcs=false

hash=$({
  go env GOVERSION GOARCH
  cat "${BASH_SOURCE[0]}" "$here"/{kubernetes,dns}/{go.mod,go.sum,main.go} "$here/pause.c"
} | sha256sum | cut -c 1-16)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/podflame/kube-node
out=$cache/$hash

say() { echo "kube-node: $*" >&2; }

# What `kubectl version` and Helm's kubeVersion look at; without it the version is a placeholder.
version_flags() {
  local package
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    printf -- '-X %s.%s ' "$package" "gitVersion=v$KUBERNETES" "$package" gitMajor=1 "$package" gitMinor=34 \
      "$package" gitTreeState=clean "$package" "gitCommit=$(printf '0%.0s' {1..40})" \
      "$package" buildDate=2026-01-01T00:00:00Z
  done
}

build_kubernetes() {
  say "building Kubernetes $KUBERNETES (8 to 12 minutes the first time)"
  # Without cloud providers and gRPC's tracing: neither has anything to do on one machine.
  (cd "$here/kubernetes" && nice -n 19 go build -trimpath -tags providerless,grpcnotrace \
    -ldflags "-s -w $(version_flags)" -o "$1/kubernetes" .)
}

build_dns() {
  say "building CoreDNS"
  (cd "$here/dns" && nice -n 19 go build -trimpath -ldflags "-s -w" -o "$1/coredns" .)
}

build_pause() { gcc -O2 -s -static -Wall -Wextra -Werror -o "$1/pause" "$here/pause.c"; }

mkdir -p "$cache"
exec 9>"$cache/lock"
flock --nonblock 9 || { say "another build is running, waiting for it"; flock 9; }
if [[ ! -e $out/complete ]]; then
  rm -rf "$cache"/.build.*
  work=$(mktemp -d "$cache/.build.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  build_pause "$work"
  build_kubernetes "$work" >&2
  build_dns "$work" >&2
  rm -rf "$out"
  mv "$work" "$out"
  touch "$out/complete"
fi
echo "$out"
