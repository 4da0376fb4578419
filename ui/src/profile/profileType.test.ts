import { describe, expect, it } from 'vitest';
import { askFor, groupOf, has, typeGroups, typeLabel } from './profileType.ts';

const labels = (types: readonly string[]) => typeGroups(types).map(({ label }) => label);

describe('profile types', () => {
  it('are offered in groups, those included that nobody asked for yet', () => {
    expect(labels([])).toEqual(['CPU', 'Wall', 'Allocations', 'Locks', 'Live heap', 'Native memory']);
    expect(labels(['cpu', 'lock_contentions'])).toEqual(labels([]));
  });

  it('that no target can ask for are offered where there are samples of them', () => {
    expect(labels(['zeta', 'off_cpu', 'cpu', 'zeta']).slice(-2)).toEqual(['Off-CPU', 'zeta']);
  });

  it('have the name that people know, or their own', () => {
    expect(
      ['alloc', 'alloc_objects', 'lock_contentions', 'live', 'off_cpu', 'constructor'].map(typeLabel),
    ).toEqual([
      ...['Allocations', 'Allocations, objects', 'Locks, contentions', 'Live heap', 'Off-CPU', 'constructor'],
    ]);
  });

  it('belong to one group each', () => {
    const types = typeGroups([]).flatMap(({ measures }) => measures.map(({ type }) => type));
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) expect(typeGroups([]).filter((group) => has(group, type))).toHaveLength(1);
  });

  it('say how a target asks for them, beside CPU', () => {
    const lines = (type: string) =>
      typeGroups([type])
        .filter((group) => has(group, type))
        .map(askFor)[0];
    expect(lines('alloc_objects')).toBe('  profiles:\n  - {type: cpu}\n  - {type: alloc, everyBytes: 1Mi}');
    expect(lines('cpu')).toBe('  profiles:\n  - {type: cpu}');
    expect(lines('off_cpu')).toBe('');
    expect(groupOf('off_cpu')).toBeUndefined();
  });
});
