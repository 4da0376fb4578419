{{- /* The agents' DaemonSet. Helm doesn't install it: the operator does, as long as there is something to profile. */ -}}
{{- define "podflame.agentDaemonSet" -}}
{{- $agent := dict "root" . "component" "agent" -}}
{{- $full := include "podflame.fullname" . -}}
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: {{ $full }}-agent
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "podflame.agentLabels" . | nindent 4 }}
spec:
  selector:
    matchLabels:
      {{- include "podflame.selectorLabels" $agent | nindent 6 }}
  updateStrategy:
    type: RollingUpdate
    rollingUpdate: {maxUnavailable: 1}
  template:
    metadata:
      labels:
        {{- include "podflame.agentLabels" . | nindent 8 }}
      annotations:
        resource.opentelemetry.io/service.name: podflame-agent
        {{- with .Values.agent.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ $full }}-agent
      automountServiceAccountToken: true
      # Processes of other pods are found and read in /proc.
      hostPID: true
      dnsPolicy: ClusterFirst
      # 20 s to send what is sampled, and time for the engine to stop.
      terminationGracePeriodSeconds: 45
      securityContext:
        runAsUser: 0
        runAsGroup: 0
        runAsNonRoot: false
        {{- with .Values.agent.seLinuxOptions }}
        seLinuxOptions:
          {{- toYaml . | nindent 10 }}
        {{- end }}
      containers:
      - name: agent
        image: {{ include "podflame.image" (dict "root" . "name" "node-agent") }}
        imagePullPolicy: {{ .Values.images.pullPolicy }}
        args:
        - --kubernetes
        - --node=$(NODE_NAME)
        - --collector={{ include "podflame.collectorUrl" . }}
        - --collector-ca=/ca/ca.crt
        - --token-file=/token/token
        - --data=/data
        - --native=/opt/podflame/native
        - --listen=0.0.0.0:7072
        - --frequency={{ .Values.agent.frequencyHz }}
        {{- with .Values.clusterName }}
        - --cluster={{ . }}
        {{- end }}
        {{- with .Values.agent.extraArgs }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        env:
        - name: NODE_NAME
          valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
        ports:
        - {name: http, containerPort: 7072}
        startupProbe:
          httpGet: {path: /health, port: http}
          periodSeconds: 2
          failureThreshold: 60
        livenessProbe:
          httpGet: {path: /health, port: http}
          periodSeconds: 20
          timeoutSeconds: 5
        readinessProbe:
          httpGet: {path: /health, port: http}
          periodSeconds: 10
          timeoutSeconds: 5
        resources:
          {{- toYaml .Values.agent.resources | nindent 10 }}
        securityContext:
          {{- include "podflame.agentRights" . | nindent 10 }}
        volumeMounts:
        - {name: data, mountPath: /data}
        - {name: tmp, mountPath: /tmp}
        {{- include "podflame.collectorAccessMounts" . | nindent 8 }}
        # Numbers of the trace points that the engine hangs its programs on.
        - {name: tracing, mountPath: /sys/kernel/tracing, readOnly: true}
        # CPU, memory and limits of the node's containers.
        - {name: cgroup, mountPath: /host/sys/fs/cgroup, readOnly: true}
      volumes:
      - name: data
        emptyDir: {sizeLimit: {{ .Values.agent.dataSize }}}
      - name: tmp
        emptyDir: {sizeLimit: 64Mi}
      {{- include "podflame.collectorAccessVolumes" (dict "root" .) | nindent 6 }}
      - name: tracing
        hostPath: {path: /sys/kernel/tracing, type: Directory}
      - name: cgroup
        hostPath: {path: /sys/fs/cgroup, type: Directory}
      {{- with include "podflame.placement" (dict "root" . "values" .Values.agent) | trim }}
      {{- . | nindent 6 }}
      {{- end }}
{{- end -}}

{{- /* Without the chart's version, which would roll every agent for a change elsewhere in the chart. */ -}}
{{- define "podflame.agentLabels" -}}
{{ include "podflame.selectorLabels" (dict "root" . "component" "agent") }}
app.kubernetes.io/part-of: podflame
app.kubernetes.io/managed-by: podflame-operator
{{- end -}}

{{- define "podflame.agentRights" -}}
readOnlyRootFilesystem: true
{{- if eq .Values.agent.security "privileged" }}
privileged: true
{{- else }}
privileged: false
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
  add:
    {{- toYaml .Values.agent.capabilities | nindent 4 }}
seccompProfile: {type: {{ .Values.agent.seccompProfile }}}
# The runtimes' own profile forbids to read processes of other containers.
appArmorProfile: {type: Unconfined}
{{- end }}
{{- end -}}
