# shellcheck shell=bash disable=SC2154
# Starts, watches and stops the node's processes. Each writes to $state/log/NAME.log.

declare -A pids
admin=(kubectl --kubeconfig "$state/admin.kubeconfig")
containers=(ctr --address "$run/containerd.sock" --namespace k8s.io)

launch() { # launch NAME COMMAND…
  local name=$1
  shift
  "$@" >"$state/log/$name.log" 2>&1 &
  pids[$name]=$!
}

show_logs() {
  local log
  for log in "$state"/log/*.log; do
    echo "--- $log"
    tail -n 10 "$log"
  done
}

start_all() {
  # Tests don't need their cluster to survive a power cut.
  launch etcd etcd --name node --data-dir "$state/etcd" --unsafe-no-fsync --initial-cluster node=http://127.0.0.1:2380 \
    --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
    --listen-peer-urls http://127.0.0.1:2380 --initial-advertise-peer-urls http://127.0.0.1:2380
  launch containerd containerd -c "$state/containerd.toml"
  launch_apiserver
  await 30 "containerd answers" "${containers[@]}" version
  import_images
  await 120 "API server is ready" "${admin[@]}" get --raw /readyz
  launch kube-controller-manager kube-controller-manager --kubeconfig="$state/admin.kubeconfig" \
    --root-ca-file="$state/pki/ca.crt" --service-account-private-key-file="$state/pki/service-accounts.key" \
    --leader-elect=false --bind-address=127.0.0.1 --profiling=false
  launch kube-scheduler kube-scheduler --kubeconfig="$state/admin.kubeconfig" --leader-elect=false \
    --bind-address=127.0.0.1 --profiling=false
  launch kubelet kubelet --kubeconfig="$state/kubelet.kubeconfig" --config="$state/kubelet.yaml" \
    --root-dir="$state/kubelet" --hostname-override="$node" --node-ip="$node_ip" --cert-dir="$state/pki/kubelet"
  launch coredns coredns -conf "$state/Corefile"
  launch kube-proxy kube-proxy --config="$state/proxy.yaml"
  await 120 "node is ready" node_ready
  await 60 "default service account is there" "${admin[@]}" --namespace default get serviceaccount default
}

launch_apiserver() {
  launch kube-apiserver kube-apiserver --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 \
    --secure-port=6443 --advertise-address="$node_ip" --service-cluster-ip-range="$services" \
    --tls-cert-file="$state/pki/apiserver.crt" --tls-private-key-file="$state/pki/apiserver.key" \
    --client-ca-file="$state/pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --kubelet-client-certificate="$state/pki/admin.crt" --kubelet-client-key="$state/pki/admin.key" \
    --service-account-issuer=https://kubernetes.default.svc \
    --service-account-key-file="$state/pki/service-accounts.pub" \
    --service-account-signing-key-file="$state/pki/service-accounts.key" \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true --profiling=false \
    "${apiserver_options[@]}"
}

import_images() {
  local archive
  for archive in /opt/kube/images/*.tar "$images"/*.tar; do
    [[ -f $archive ]] || continue
    "${containers[@]}" images import "$archive" >>"$state/log/images.log" 2>&1 || say "could not import $archive"
  done
  say "images are there"
}

node_ready() {
  "${admin[@]}" wait --for=condition=Ready --timeout=0 "node/$node"
}

# watch_all: says which component has died, once; the node goes on without it, as a real one would.
watch_all() {
  local name
  while :; do
    for name in "${!pids[@]}"; do
      kill -0 "${pids[$name]}" 2>/dev/null && continue
      say "$name has ended"
      tail -n 5 "$state/log/$name.log"
      unset "pids[$name]"
    done
    sleep 1 &
    wait $!
  done
}

# stop_all: the kubelet first, or it would start what we stop; the containers next; containerd and etcd last.
stop_all() {
  local name task
  trap - TERM INT
  say "stopping"
  for name in kubelet kube-proxy kube-scheduler kube-controller-manager coredns kube-apiserver; do
    [[ -z ${pids[$name]:-} ]] || kill "${pids[$name]}" 2>/dev/null || true
  done
  for task in $("${containers[@]}" task ls -q); do
    "${containers[@]}" task rm --force "$task" >/dev/null 2>&1 || true
  done
  kill "${pids[etcd]:-}" "${pids[containerd]:-}" 2>/dev/null || true
  wait
  exit 0
}
