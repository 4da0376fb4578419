{{- /* What the schema can't say in words that help. */ -}}
{{- define "podflame.checks" -}}
{{- $external := .Values.clickhouse.external -}}
{{- if eq .Values.clickhouse.mode "external" -}}
{{- if not $external.url -}}
{{- fail "clickhouse.mode is external: set clickhouse.external.url, such as https://clickhouse.example.com:8443" -}}
{{- end -}}
{{- if and $external.ca.secretName $external.ca.configMapName -}}
{{- fail "clickhouse.external.ca: set secretName or configMapName, not both" -}}
{{- end -}}
{{- else if or $external.url $external.existingSecret -}}
{{- fail "clickhouse.external is set but clickhouse.mode is embedded: set clickhouse.mode=external to use your server" -}}
{{- end -}}
{{- if and .Values.persistence.existingClaim (not .Values.persistence.enabled) -}}
{{- fail "persistence.existingClaim is set but persistence.enabled is false: profiles would not be kept in the claim" -}}
{{- end -}}
{{- end -}}
