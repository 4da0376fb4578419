# shellcheck shell=bash disable=SC2154
# The configuration files of containerd, the pod network, kubelet, kube-proxy and CoreDNS.

write_configuration() {
  write_containerd
  write_pod_network
  write_kubelet
  write_proxy
  write_dns
}

write_containerd() {
  cat >"$state/containerd.toml" <<TOML
version = 2
root = "$state/containerd"
state = "$run/containerd"
[grpc]
  address = "$run/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "docker.io/local/pause:1"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$state/cni"
TOML
}

write_pod_network() {
  cat >"$state/cni/10-pods.conflist" <<JSON
{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "pods", "isGateway": true, "ipMasq": false, "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "$pods"}]], "routes": [{"dst": "0.0.0.0/0"}],
            "dataDir": "$run/cni"}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
JSON
}

# own_cgroup: the node's place in the host's hierarchy, which is what a container sees under cgroup v1.
own_cgroup() {
  local memory
  memory=$(awk -F: '$2 == "memory" { print $3 }' /proc/self/cgroup)
  if [[ -n $memory && -d /sys/fs/cgroup/memory$memory ]]; then echo "$memory"; else echo /; fi
}

write_kubelet() {
  : >"$state/resolv.conf" # pods know the cluster's names only
  cat >"$state/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: $state/pki/ca.crt}
authorization: {mode: Webhook}
cgroupDriver: cgroupfs
cgroupRoot: "$(own_cgroup)"
containerRuntimeEndpoint: unix://$run/containerd.sock
oomScoreAdj: 0
failSwapOn: false
failCgroupV1: false
podLogsDir: $state/podlogs
resolvConf: $state/resolv.conf
clusterDomain: cluster.local
clusterDNS: ["$node_ip"]
evictionHard: {memory.available: 50Mi, nodefs.available: "1%", nodefs.inodesFree: "1%", imagefs.available: "1%"}
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
nodeStatusUpdateFrequency: 5s
syncFrequency: 10s
YAML
}

write_proxy() {
  cat >"$state/proxy.yaml" <<YAML
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: $state/admin.kubeconfig}
mode: iptables
clusterCIDR: $pods
oomScoreAdj: 0
hostnameOverride: $node
# The limits on connections are the host's, not ours to change.
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
healthzBindAddress: 127.0.0.1:10256
metricsBindAddress: 127.0.0.1:10249
YAML
}

write_dns() {
  cat >"$state/Corefile" <<CONF
.:53 {
  bind $node_ip
  errors
  ready 127.0.0.1:8181
  kubernetes cluster.local in-addr.arpa {
    kubeconfig $state/admin.kubeconfig default
    pods insecure
  }
}
CONF
}
