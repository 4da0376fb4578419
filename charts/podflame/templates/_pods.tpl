{{- /* Rights of a pod that needs none. */ -}}
{{- define "podflame.unprivilegedPod" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "podflame.unprivilegedContainer" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- /* Where a pod may run, from the values of its component. */ -}}
{{- define "podflame.placement" -}}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .root.Values.images.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- /* A token that only the collector accepts, and the authority to know the collector by. */ -}}
{{- define "podflame.collectorAccessMounts" -}}
- {name: token, mountPath: /token, readOnly: true}
- {name: ca, mountPath: /ca, readOnly: true}
{{- end -}}

{{- define "podflame.collectorAccessVolumes" -}}
- name: token
  projected:
    sources:
    - serviceAccountToken: {audience: podflame-collector, expirationSeconds: 3600, path: token}
- name: ca
  secret:
    secretName: {{ include "podflame.tlsSecret" .root }}
    # Only the authority: the key stays with the collector.
    items: [{key: ca.crt, path: ca.crt}]
    {{- if .optional }}
    # The operator makes this Secret itself, so it can't wait for it.
    optional: true
    {{- end }}
{{- end -}}
