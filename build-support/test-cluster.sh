#!/usr/bin/env bash
# The tests on a real cluster: brings up Docker where none runs, makes the node's and the product's images, runs the
# suite, and puts the machine back. What this machine can't do is a skipped test with the reason.
#   test-cluster.sh [TESTS]    default all; a pattern as in Maven's -Dit.test
# Environment: KUBE_IMAGE    the node: a k3s image, or one made by kube-node/build-image.sh (default: the first of both
#                            that this machine can have)
# Needs what `make build` makes.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
tests=${1:-}

readonly K3S=rancher/k3s:v1.34.5-k3s1
readonly BUILT=local/kube-node:v1.34.4
readonly ARCHIVES=$PWD/build/cluster/archives
readonly BIN=$PWD/build/cluster/bin
readonly TAG=test NEXT=test-next
# The kubelet sets these for the whole machine.
readonly SYSCTLS=(vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops kernel.keys.root_maxkeys
  kernel.keys.root_maxbytes)
node=''
started_docker=no
unavailable=''

has_docker() {
  docker info >/dev/null 2>&1 && return
  # Said where it is needed; a machine without Docker that isn't ours to change has its tests skipped.
  [[ $(id -u) == 0 ]] || { unavailable="Docker doesn't answer, and only root can start it"; return 1; }
  command -v dockerd >/dev/null || build-support/setup.sh docker \
    || { unavailable="Docker doesn't answer and can't be installed"; return 1; }
  build-support/kube-node/docker.sh start || { unavailable="Docker doesn't answer and can't be started"; return 1; }
  started_docker=yes
}

has_node() {
  local image=${KUBE_IMAGE:-$K3S}
  if docker image inspect "$image" >/dev/null 2>&1 || timeout 300 docker pull --quiet "$image"; then
    node=$image
    return
  fi
  [[ -z ${KUBE_IMAGE:-} || $KUBE_IMAGE == "$BUILT" ]] || { unavailable="$KUBE_IMAGE can't be pulled"; return 1; }
  [[ $(uname -m) == x86_64 ]] || { unavailable="$K3S can't be pulled, and only x86_64 has a node image of its own"; return 1; }
  echo "$image can't be pulled: making a node from Debian's packages and Kubernetes' sources"
  if ! build-support/setup.sh kube-node || ! node=$(build-support/kube-node/build-image.sh "$BUILT"); then
    unavailable="$K3S can't be pulled and a node image can't be made"
    return 1
  fi
}

has_tracefs() {
  [[ -e /sys/kernel/tracing/events ]] || mount -t tracefs nodev /sys/kernel/tracing 2>/dev/null \
    || { unavailable="tracefs isn't mounted on /sys/kernel/tracing and can't be"; return 1; }
}

# The product's images and the workloads', as one archive, in which they share their layers.
make_images() {
  local images=(podflame/{operator,collector,node-agent}) image stamp
  IMAGE_TAG=$TAG build-support/images.sh || return
  e2e/workloads/build.sh || return
  for image in "${images[@]}"; do
    docker tag "$image:$TAG" "$image:$NEXT" || return
  done
  stamp=$(docker image inspect --format '{{.Id}}' "${images[@]/%/:$TAG}" podflame/workloads:$TAG)
  [[ $(cat "$ARCHIVES/../stamp" 2>/dev/null) != "$stamp" ]] || return 0
  mkdir -p "$ARCHIVES"
  docker save --output "$ARCHIVES/podflame.tar" "${images[@]/%/:$TAG}" "${images[@]/%/:$NEXT}" podflame/workloads:$TAG \
    && echo "$stamp" >"$ARCHIVES/../stamp"
}

# The kubectl of the node's own version, for the plugin to run under.
take_kubectl() {
  local container status
  mkdir -p "$BIN" && container=$(docker create "$node") || return
  docker cp --follow-link "$container:/bin/kubectl" "$BIN/kubectl"
  status=$?
  docker rm --volumes "$container" >/dev/null
  return $status
}

run_suite() {
  JAVA_HOME=$(build-support/find-jdk.sh) || return
  export JAVA_HOME
  export PATH=$BIN:$PATH
  [[ -n ${DOCKER_HOST:-} ]] || export TESTCONTAINERS_HOST_OVERRIDE=localhost
  mvn --batch-mode --no-transfer-progress --projects e2e verify -Dcluster.skip=false ${tests:+"-Dit.test=$tests"} \
    -Dpodflame.kube.image="$node" -Dpodflame.kube.archives="$ARCHIVES" \
    -Dpodflame.kube.unavailable="$unavailable" \
    -Dpodflame.docker.api="$(docker version --format '{{.Server.APIVersion}}' 2>/dev/null)"
}

clean_up() {
  sysctl -qw "${before[@]}" 2>/dev/null
  [[ $started_docker == no ]] || build-support/kube-node/docker.sh stop
}

mapfile -t before < <(sysctl "${SYSCTLS[@]}" 2>/dev/null | sed 's/ = /=/')
trap clean_up EXIT
if has_docker && has_tracefs && has_node; then
  make_images && take_kubectl || exit 1
else
  echo "no cluster tests: $unavailable"
fi
run_suite
