#!/usr/bin/env bash
# Makes the image of a Kubernetes node for Testcontainers' K3sContainer, for machines that can't pull rancher/k3s, from
# what apt-get and build-programs.sh have put on this one. Needs no registry. Does nothing when the image is there and
# was made from the same parts.
#   build-image.sh [NAME]    default local/kube-node:v1.34.4
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
image=${1:-local/kube-node:v1.34.4}

# What the node's scripts, kubelet, kube-proxy and containerd call.
readonly PROGRAMS=(bash sh cat cut mkdir date awk sed base64 mv rm ls cp ln grep find sleep dirname basename tail head seq
  tr id ps kill env sysctl mount umount nsenter findmnt ip openssl containerd containerd-shim-runc-v2 ctr runc conntrack
  ipset etcd)
readonly CNI=(bridge host-local loopback portmap)
readonly XTABLES=/usr/lib/x86_64-linux-gnu/xtables

built=$("$here/build-programs.sh")
parts=$({
  echo "$built"
  cat "$0" "$here/rootfs.sh" "$here"/node/*
  dpkg-query --show containerd runc etcd-server iptables containernetworking-plugins 2>/dev/null
} | sha256sum | cut -c 1-16)
label=dev.podflame.test-cluster.parts
if [[ $(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$image" 2>/dev/null) == "$parts" ]]; then
  echo "$image"
  exit
fi

work=$(mktemp -d)
root=$work/root
trap 'rm -rf "$work"' EXIT
# shellcheck source=SCRIPTDIR/rootfs.sh
source "$here/rootfs.sh"

add_packages() {
  local name
  for name in "${PROGRAMS[@]}"; do
    add_program "$name"
  done
  add /usr/sbin/xtables-nft-multi
  for name in {iptables,ip6tables}{,-save,-restore}; do
    ln -sf xtables-nft-multi "$root/usr/sbin/$name"
  done
  for name in "$XTABLES"/*.so; do add "$name"; done
  for name in "${CNI[@]}"; do add "/usr/lib/cni/$name"; done
  place /etc/ssl/openssl.cnf /etc/ssl/openssl.cnf
  mkdir -p "$root/usr/lib/ssl"
  ln -s /etc/ssl/openssl.cnf "$root/usr/lib/ssl/openssl.cnf"
}

add_files() {
  place /etc/os-release /etc/os-release
  [[ ! -e /etc/protocols ]] || place /etc/protocols /etc/protocols
  echo root:x:0:0:root:/root:/bin/bash >"$root/etc/passwd"
  echo root:x:0: >"$root/etc/group"
  : >"$root/etc/machine-id"
}

add_kubernetes() {
  local name
  mkdir -p "$root/opt/kube/bin"
  cp "$built"/{kubernetes,coredns} "$root/opt/kube/bin/"
  for name in kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet kubectl; do
    ln -s kubernetes "$root/opt/kube/bin/$name"
  done
  ln -s /opt/kube/bin/kubectl "$root/usr/bin/kubectl"
  mkdir "$root/opt/kube/node"
  cp "$here"/node/*.sh "$root/opt/kube/node/"
  install "$here/node/k3s" "$root/usr/bin/k3s"
}

# The image of pods' first process, as the archive that containerd imports.
add_pause() {
  local name=local/pause:1
  mkdir -p "$work/pause" "$root/opt/kube/images"
  cp "$built/pause" "$work/pause/"
  tar --directory "$work/pause" --create pause | docker import --change 'ENTRYPOINT ["/pause"]' - "$name" >/dev/null
  docker save --output "$root/opt/kube/images/pause.tar" "$name"
}

make_folders
add_packages
add_files
add_kubernetes
add_pause
tar --directory "$root" --create . | docker import \
  --change 'ENTRYPOINT ["/usr/bin/k3s"]' --change 'CMD ["server"]' --change 'ENV PATH=/opt/kube/bin:/usr/sbin:/usr/bin' \
  --change 'VOLUME /var/lib/rancher/k3s' --change 'VOLUME /var/lib/kubelet' --change 'VOLUME /var/log' \
  --change "LABEL $label=$parts" - "$image" >/dev/null
echo "$image"
