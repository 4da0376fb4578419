import type { SeriesRow } from '../api/types.ts';

export type Labels = SeriesRow['labels'];

/** What owns the pod, under the names that OpenTelemetry has for each kind. */
const WORKLOADS = {
  'k8s.deployment.name': 'Deployment',
  'k8s.statefulset.name': 'StatefulSet',
  'k8s.daemonset.name': 'DaemonSet',
  'k8s.cronjob.name': 'CronJob',
  'k8s.job.name': 'Job',
  'k8s.replicaset.name': 'ReplicaSet',
} as const;

const DIGEST = /sha256:([0-9a-f]{12})[0-9a-f]*/;

export function containerOf(labels: Labels): string {
  return labels['k8s.container.name'] ?? labels['container.name'] ?? '';
}

/** `Deployment/checkout`, or nothing for a pod of its own. */
export function workloadOf(labels: Labels): string {
  for (const [name, kind] of Object.entries(WORKLOADS)) {
    const workload = labels[name] ?? '';
    if (workload !== '') return `${kind}/${workload}`;
  }
  return '';
}

export interface Image {
  readonly name: string;
  readonly tag: string;
  /** Twelve hexadecimal digits, as container tools show them. */
  readonly digest: string;
}

export function imageOf(labels: Labels): Image {
  return {
    name: labels['container.image.name'] ?? '',
    tag: firstOf(labels['container.image.tags'] ?? ''),
    digest: DIGEST.exec(labels['container.image.repo_digests'] ?? '')?.[1] ?? '',
  };
}

/** `registry/shop/checkout:1.14`. */
export function imageReference({ name, tag }: Image): string {
  return tag === '' ? name : `${name}:${tag}`;
}

export function revisionOf(labels: Labels): string {
  return labels['podflame.revision'] ?? '';
}

/** The first of a list that has become one text: `["1.14","latest"]` or `1.14,latest`. */
function firstOf(list: string): string {
  return /[^[\]",\s]+/.exec(list)?.[0] ?? '';
}
