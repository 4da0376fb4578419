# shellcheck shell=bash disable=SC2154
# The cluster's authority and what it signs. Made when the node starts; valid for as long as a test may need.

make_keys() {
  cd "$state/pki" || return
  openssl ecparam -genkey -name prime256v1 -noout -out ca.key
  openssl req -x509 -new -key ca.key -days 30 -subj /CN=kube-ca -out ca.crt
  openssl genrsa -out service-accounts.key 2048 2>/dev/null
  openssl rsa -in service-accounts.key -pubout -out service-accounts.pub 2>/dev/null
  sign apiserver /CN=kube-apiserver "subjectAltName=$(apiserver_names)"
  sign admin /O=system:masters/CN=admin extendedKeyUsage=clientAuth
  sign kubelet "/O=system:nodes/CN=system:node:$node" extendedKeyUsage=clientAuth
  write_kubeconfig admin
  write_kubeconfig kubelet
}

# sign NAME SUBJECT EXTENSION: NAME.key and NAME.crt
sign() {
  openssl ecparam -genkey -name prime256v1 -noout -out "$1.key"
  openssl req -new -key "$1.key" -subj "$2" \
    | openssl x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile <(echo "$3") -out "$1.crt" 2>/dev/null
}

apiserver_names() {
  local names=DNS:localhost,IP:127.0.0.1,IP:$first_service,IP:$node_ip name
  for name in kubernetes kubernetes.default kubernetes.default.svc kubernetes.default.svc.cluster.local; do
    names+=,DNS:$name
  done
  for name in "${sans[@]}"; do
    if [[ $name =~ ^[0-9.]+$ ]]; then names+=,IP:$name; else names+=,DNS:$name; fi
  done
  echo "$names"
}

write_kubeconfig() { # write_kubeconfig USER
  cat >"$state/$1.kubeconfig" <<YAML
apiVersion: v1
kind: Config
clusters:
- name: default
  cluster: {server: "https://127.0.0.1:6443", certificate-authority-data: $(base64 -w0 ca.crt)}
users:
- name: default
  user: {client-certificate-data: $(base64 -w0 "$1.crt"), client-key-data: $(base64 -w0 "$1.key")}
contexts:
- name: default
  context: {cluster: default, user: default}
current-context: default
YAML
}
