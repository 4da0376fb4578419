{{- define "podflame.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- /* The name of an object that has no namespace: two releases of one name must not share it. */ -}}
{{- define "podflame.clusterName" -}}
{{- $full := include "podflame.fullname" . -}}
{{- if eq $full .Release.Namespace -}}{{ $full }}{{- else -}}{{ printf "%s-%s" .Release.Namespace $full }}{{- end -}}
{{- end -}}

{{- define "podflame.selectorLabels" -}}
app.kubernetes.io/name: podflame
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "podflame.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{ include "podflame.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: podflame
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end -}}

{{- /* Name, namespace and labels of a component's object. */ -}}
{{- define "podflame.metadata" -}}
name: {{ include "podflame.fullname" .root }}-{{ .component }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "podflame.labels" . | nindent 2 }}
{{- end -}}

{{- define "podflame.image" -}}
{{- $images := .root.Values.images -}}
{{- with $images.registry }}{{ trimSuffix "/" . }}/{{ end -}}
podflame/{{ .name }}:{{ $images.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{- define "podflame.collectorUrl" -}}
https://{{ include "podflame.fullname" . }}-collector.{{ .Release.Namespace }}.svc:7070
{{- end -}}

{{- define "podflame.tlsSecret" -}}
{{ include "podflame.fullname" . }}-collector-tls
{{- end -}}
