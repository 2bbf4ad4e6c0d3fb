{{- define "portal.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- /* Needs: root, part. What a pod is found by. */}}
{{- define "portal.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "portal.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}
{{- end }}

{{- /* Needs: root, part, and where they differ: command, env (a list), owner (migrates), root key. */}}
{{- define "portal.container" -}}
{{- $v := .root.Values -}}
name: {{ .part }}
image: {{ include "portal.image" .root }}
imagePullPolicy: {{ $v.image.pullPolicy }}
{{- with .command }}
command: {{ toJson . }}
{{- end }}
envFrom:
  - configMapRef: { name: {{ .root.Release.Name }}-settings }
env:
  - { name: PROGRAM, value: {{ .part | quote }} }
  {{- range .env }}
  - {{ toJson . }}
  {{- end }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  runAsUser: 10001
  capabilities: { drop: [ALL] }
volumeMounts:
  - { name: secrets, mountPath: /run/secrets, readOnly: true }
  - { name: files, mountPath: /var/lib/portal }
  - { name: tmp, mountPath: /tmp }
  - { name: memory, mountPath: /dev/shm }
{{- end }}

{{- /* What each pod of the portal has besides its container. Needs: root, and of the certificates job: sealRoot. */}}
{{- define "portal.pod" -}}
{{- $v := .root.Values -}}
automountServiceAccountToken: false
serviceAccountName: {{ .root.Release.Name }}
securityContext:
  fsGroup: 10001
  seccompProfile: { type: RuntimeDefault }
volumes:
  - name: secrets
    projected:
      defaultMode: 0440
      sources:
        - secret: { name: {{ $v.secrets }} }
        {{- if .sealRoot }}
        - secret: { name: {{ $v.sealRoot }} }
        {{- end }}
  - name: files
    persistentVolumeClaim: { claimName: {{ .root.Release.Name }}-files }
  - name: tmp
    emptyDir: {}
  - name: memory
    emptyDir: { medium: Memory, sizeLimit: 256Mi }
{{- end }}
