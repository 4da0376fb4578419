# shellcheck shell=bash disable=SC2034,SC2154
# The node's network: everything stays in it. What isn't the container's own subnet goes to a device that drops it, so
# a pod that calls a Service's address reaches kube-proxy's rules and a pod that calls the world reaches nothing.

prepare_network() {
  ip link set lo up
  ip link add nowhere type bridge
  ip link set nowhere up
  node_ip=$(ip -4 -o address show dev eth0 | awk '{ sub("/.*", "", $4); print $4 }')
  ip route replace default dev nowhere
  ip route replace "$services" dev nowhere
  # Where the host has no bridge netfilter a pod can't call itself through its own Service; nothing else is lost.
  sysctl -qw net.ipv4.ip_forward=1
  sysctl -qw net.bridge.bridge-nf-call-iptables=1 2>/dev/null || say "no bridge netfilter here"
}
