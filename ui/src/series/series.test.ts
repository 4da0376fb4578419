import { describe, expect, it } from 'vitest';
import type { SeriesRow } from '../api/types.ts';
import { imageOf, imageReference, workloadOf } from './labels.ts';
import { podFacts } from './podFacts.ts';
import { podMarks } from './podMarks.ts';
import { revisionMarks } from './revisionMarks.ts';

const MINUTE = 60_000;
const POD = {
  'k8s.pod.name': 'checkout-0',
  'k8s.pod.uid': 'uid-1',
  'k8s.container.name': 'app',
  'k8s.node.name': 'node1',
  'k8s.statefulset.name': 'checkout',
  'service.name': 'checkout',
  'container.image.name': 'registry.local/shop/checkout',
  'container.image.tags': '1.13',
  'container.image.repo_digests': `registry.local/shop/checkout@sha256:${'ab'.repeat(32)}`,
  'podflame.revision': 'rev1',
};
let ids = 0;

function series(labels: Record<string, string>, firstMinute: number, lastMinute: number): SeriesRow {
  const times = { firstSeen: firstMinute * MINUTE, lastSeen: lastMinute * MINUTE };
  return { id: String(ids++), runtime: 'python', labels: { ...POD, ...labels }, ...times, cpuCores: 1 };
}

describe('what labels say', () => {
  it('the image has its first tag and the start of its digest, however lists were written', () => {
    for (const tags of ['1.14', '1.14,latest', '["1.14","latest"]', '[1.14, latest]']) {
      const image = imageOf({ ...POD, 'container.image.tags': tags });
      expect(imageReference(image)).toBe('registry.local/shop/checkout:1.14');
      expect(image.digest).toBe('abababababab');
    }
    expect(imageReference(imageOf({ 'container.image.name': 'a' }))).toBe('a');
  });

  it('a workload goes by the outermost owner', () => {
    expect(workloadOf({ 'k8s.job.name': 'nightly-1', 'k8s.cronjob.name': 'nightly' })).toBe('CronJob/nightly');
    expect(workloadOf({ 'k8s.replicaset.name': 'a-1', 'k8s.deployment.name': 'a' })).toBe('Deployment/a');
    expect(workloadOf({})).toBe('');
  });
});

describe('marks of a pod', () => {
  it('the first container seen is no change', () => {
    expect(podMarks([series({ 'container.id': 'a' }, 0, 9)])).toEqual([]);
  });

  it('another container id is a restart, at its first sample', () => {
    const marks = podMarks([series({ 'container.id': 'b' }, 5, 9), series({ 'container.id': 'a' }, 0, 4)]);
    expect(marks).toEqual([{ time: 5 * MINUTE, label: 'restart', restart: true }]);
  });

  it('processes of one container are one life', () => {
    const workers = [0, 2, 3].map((first) =>
      series({ 'container.id': 'a', 'process.pid': String(first) }, first, 9),
    );
    expect(podMarks(workers)).toEqual([]);
  });

  it('says the new image and the new revision of a pod that comes back under its name', () => {
    const [mark] = podMarks([
      series({ 'container.id': 'a' }, 0, 4),
      series(
        {
          ...{ 'container.id': 'b', 'k8s.pod.uid': 'uid-2' },
          ...{ 'container.image.tags': '1.14', 'podflame.revision': 'rev2' },
        },
        5,
        9,
      ),
    ]);
    expect(mark).toEqual({ time: 5 * MINUTE, label: 'new pod, revision rev2, image 1.14', restart: false });
  });

  it('tells two builds under one tag apart by their digest', () => {
    const digest = { 'container.image.repo_digests': `x@sha256:${'cd'.repeat(32)}` };
    const marks = podMarks([
      series({ 'container.id': 'a' }, 0, 4),
      series({ 'container.id': 'b', ...digest }, 5, 9),
    ]);
    expect(marks.map(({ label }) => label)).toEqual(['image cdcdcdcdcdcd']);
  });

  it('names the container where there are several', () => {
    const sidecar = { 'k8s.container.name': 'proxy' };
    const marks = podMarks([
      series({ 'container.id': 'a' }, 0, 9),
      series({ 'container.id': 'p1', ...sidecar }, 1, 4),
      series({ 'container.id': 'p2', ...sidecar }, 5, 9),
    ]);
    expect(marks.map(({ label }) => label)).toEqual(['proxy: restart']);
  });
});

describe('facts of a pod', () => {
  it('are those of its newest container', () => {
    const facts = podFacts([
      series({ 'container.id': 'a' }, 0, 4),
      series({ 'container.id': 'b', 'container.image.tags': '1.14', 'podflame.revision': 'rev2' }, 5, 9),
    ]);
    expect(facts).toMatchObject({
      node: 'node1',
      workload: 'StatefulSet/checkout',
      revision: 'rev2',
      services: ['checkout'],
      runtimes: ['python'],
      restarts: 1,
    });
    expect(facts.containers.map(({ name, image }) => `${name} ${image.tag}`)).toEqual(['app 1.14']);
  });

  it('are empty before anything is known', () => {
    expect(podFacts([])).toMatchObject({ node: '', workload: '', containers: [], restarts: 0 });
  });
});

describe('marks of a service', () => {
  const deployed = (version: string, pod: string, from: number, to: number) =>
    series(
      {
        'container.image.tags': version,
        'podflame.revision': `r-${version}`,
        'container.id': `${pod}-${from}`,
      },
      from,
      to,
    );

  it('a rollout is marked once, when its first pod comes', () => {
    const rows = [
      deployed('1.13', 'a', 0, 11),
      deployed('1.13', 'b', 0, 12),
      deployed('1.14', 'c', 10, 30),
      deployed('1.14', 'd', 11, 30),
    ];
    expect(revisionMarks(rows)).toEqual([{ time: 10 * MINUTE, label: '1.14' }]);
  });

  it('a restart of an old pod during a rollout is no new version', () => {
    const rows = [
      deployed('1.13', 'a', 0, 20),
      deployed('1.14', 'b', 10, 20),
      deployed('1.13', 'c', 12, 20),
      deployed('1.14', 'd', 13, 20),
    ];
    expect(revisionMarks(rows).map(({ label }) => label)).toEqual(['1.14']);
  });

  it('a rollback is marked', () => {
    const rows = [deployed('1.13', 'a', 0, 10), deployed('1.14', 'b', 10, 30), deployed('1.13', 'c', 30, 40)];
    expect(revisionMarks(rows).map(({ label }) => label)).toEqual(['1.14', '1.13']);
  });

  it('the same version after a pause is none', () => {
    expect(revisionMarks([deployed('1.13', 'a', 0, 10), deployed('1.13', 'a', 30, 40)])).toEqual([]);
  });

  it('workloads of one service are not compared with each other', () => {
    const rows = [
      deployed('1.13', 'a', 0, 10),
      series({ 'k8s.statefulset.name': 'other', 'container.image.tags': '7', 'container.id': 'x' }, 5, 10),
    ];
    expect(revisionMarks(rows)).toEqual([]);
  });

  it('an unchanged tag with a changed template says the revision', () => {
    const rows = [
      series({ 'container.id': 'a' }, 0, 10),
      series({ 'container.id': 'b', 'podflame.revision': 'rev2' }, 10, 20),
    ];
    expect(revisionMarks(rows).map(({ label }) => label)).toEqual(['revision rev2']);
  });
});
