{{- /* Arguments, mounts and volumes of the collector for where its tables are. */ -}}
{{- define "podflame.clickhouseArgs" -}}
{{- $clickhouse := .Values.clickhouse -}}
{{- if eq $clickhouse.mode "embedded" }}
- --clickhouse-memory={{ $clickhouse.embedded.memory }}
{{- else }}
- --clickhouse-url={{ $clickhouse.external.url }}
- --clickhouse-user={{ $clickhouse.external.user }}
- --clickhouse-database={{ $clickhouse.external.database }}
{{- if $clickhouse.external.existingSecret }}
- --clickhouse-password-file=/clickhouse/password
{{- end }}
{{- if include "podflame.clickhouseCa" . }}
- --clickhouse-ca=/clickhouse-ca/ca.crt
{{- end }}
{{- end }}
{{- end -}}

{{- define "podflame.clickhouseMounts" -}}
{{- if eq .Values.clickhouse.mode "external" }}
{{- if .Values.clickhouse.external.existingSecret }}
- {name: clickhouse, mountPath: /clickhouse, readOnly: true}
{{- end }}
{{- if include "podflame.clickhouseCa" . }}
- {name: clickhouse-ca, mountPath: /clickhouse-ca, readOnly: true}
{{- end }}
{{- end }}
{{- end -}}

{{- define "podflame.clickhouseVolumes" -}}
{{- if eq .Values.clickhouse.mode "external" }}
{{- with .Values.clickhouse.external }}
{{- if .existingSecret }}
- name: clickhouse
  secret:
    secretName: {{ .existingSecret }}
    items: [{key: {{ .passwordKey }}, path: password}]
{{- end }}
{{- if .ca.secretName }}
- name: clickhouse-ca
  secret:
    secretName: {{ .ca.secretName }}
    items: [{key: {{ .ca.key }}, path: ca.crt}]
{{- else if .ca.configMapName }}
- name: clickhouse-ca
  configMap:
    name: {{ .ca.configMapName }}
    items: [{key: {{ .ca.key }}, path: ca.crt}]
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "podflame.clickhouseCa" -}}
{{- or .Values.clickhouse.external.ca.secretName .Values.clickhouse.external.ca.configMapName -}}
{{- end -}}
