#!/usr/bin/env bash
# Checks what building and running needs, installs what is missing where apt-get can, says how to get the rest.
#   setup.sh build    what `make build` and `make demo` need
#   setup.sh test     also what the browser tests need
#   setup.sh docker   also a Docker engine, for the cluster tests
#   setup.sh kube-node    also what the node image of the cluster tests is made of
set -euo pipefail

missing_packages=()
problems=()

has() { command -v "$1" >/dev/null 2>&1; }
need() { # need COMMAND DEBIAN-PACKAGE
  has "$1" || missing_packages+=("$2")
}
at_least() { # at_least WANTED FOUND: true if version FOUND is WANTED or newer
  [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]
}

need curl curl
need gcc gcc
need mvn maven
need python3 python3
need node nodejs
need npm npm
need tar tar
has python3 && { python3 -c 'import ensurepip, venv' 2>/dev/null || missing_packages+=(python3-venv); }
[[ ${1:-build} == test ]] && { has chromium || has chromium-browser || has google-chrome || missing_packages+=(chromium); }
[[ ${1:-build} == test ]] && { need nm binutils; }
[[ ${1:-build} == docker || ${1:-build} == kube-node ]] && { need docker docker.io; }
[[ ${1:-build} == docker ]] && { need dockerd docker.io; }
if [[ ${1:-build} == kube-node ]]; then
  need containerd containerd
  need runc runc
  need iptables iptables
  need conntrack conntrack
  need ipset ipset
  need etcd etcd-server
  [[ -x /usr/lib/cni/bridge ]] || missing_packages+=(containernetworking-plugins)
fi

if ((${#missing_packages[@]})); then
  if has apt-get && [[ $(id -u) == 0 ]]; then
    echo "Installing ${missing_packages[*]}"
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing_packages[@]}"; } >"$log" 2>&1; then
      tail -n 5 "$log" >&2
      problems+=("apt-get could not install ${missing_packages[*]} (log: $log)")
    fi
  else
    problems+=("missing: ${missing_packages[*]} (as root on Debian or Ubuntu: apt-get install ${missing_packages[*]})")
  fi
fi

if ! has go; then
  problems+=("Go 1.21 or newer is missing: apt-get install golang-go on Debian 13 and newer, else go.dev/dl")
elif ! at_least 1.21 "$(go env GOVERSION | sed 's/^go//')"; then
  problems+=("Go $(go env GOVERSION) is too old: 1.21 or newer is needed (it fetches the release that go.mod names itself)")
fi
if has node && ! at_least 20.19 "$(node --version | sed 's/^v//')"; then
  problems+=("Node $(node --version) is too old: 20.19 or newer is needed (nodejs.org)")
fi

if ((${#problems[@]})); then
  printf 'podflame: %s\n' "${problems[@]}" >&2
  exit 1
fi
