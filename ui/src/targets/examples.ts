/** Targets to begin with, as they can be pasted into a shell or a file. */
export const APPLY_TARGET = `kubectl apply -f - <<'EOF'
apiVersion: podflame.dev/v1alpha1
kind: ProfilingTarget
metadata: {name: checkout, namespace: shop}
spec:
  selector: {matchLabels: {app: checkout}}
EOF`;

export const HOST_TARGET = `apiVersion: podflame.dev/v1alpha1
kind: HostTarget
metadata: {name: checkout}
spec:
  match:
  - commandLine: "checkout\\\\.jar"
  service: {name: checkout, namespace: shop}`;
