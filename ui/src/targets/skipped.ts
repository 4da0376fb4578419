import type { ContainerRow, SkippedRow, TargetRow } from '../api/targetTypes.ts';

/** Why containers are profiled less than their target asks for, as agents say beside the engine that they have. */
export function lessThanAsked(items: readonly ContainerRow[]): SkippedRow[] {
  const byReason = new Map<string, SkippedRow>();
  for (const { state, reason, message, namespace, pod, container } of items) {
    if (state !== 'profiled' || reason === '') continue;
    const known = byReason.get(reason);
    const name = `${namespace}/${pod}/${container}`;
    const example = known?.example ?? (message === '' ? name : `${name}: ${message}`);
    byReason.set(reason, { reason, count: (known?.count ?? 0) + 1, example });
  }
  return mostFirst(byReason);
}

/** The skip reasons of several targets added up, the most frequent first; an example from any of them. */
export function skippedOf(targets: readonly TargetRow[]): SkippedRow[] {
  const byReason = new Map<string, SkippedRow>();
  for (const { reason, count, example } of targets.flatMap(({ skipped }) => skipped)) {
    const known = byReason.get(reason);
    byReason.set(reason, {
      reason,
      count: count + (known?.count ?? 0),
      example: known?.example ?? example,
    });
  }
  return mostFirst(byReason);
}

function mostFirst(byReason: ReadonlyMap<string, SkippedRow>): SkippedRow[] {
  return [...byReason.values()].sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}
