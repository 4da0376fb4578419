/** One way to measure what a group is about: an own profile type of the collector. */
export interface Measure {
  readonly type: string;
  readonly label: string;
}

/** What a profile can be of, with the line of a target that asks for it. */
export interface TypeGroup {
  readonly label: string;
  readonly measures: readonly Measure[];
  readonly ask: string;
}

const GROUPS: readonly TypeGroup[] = [
  { label: 'CPU', measures: [{ type: 'cpu', label: 'time' }], ask: '{type: cpu}' },
  { label: 'Wall', measures: [{ type: 'wall', label: 'time' }], ask: '{type: wall, interval: 100ms}' },
  {
    label: 'Allocations',
    measures: [
      { type: 'alloc', label: 'bytes' },
      { type: 'alloc_objects', label: 'objects' },
    ],
    ask: '{type: alloc, everyBytes: 1Mi}',
  },
  {
    label: 'Locks',
    measures: [
      { type: 'lock', label: 'delay' },
      { type: 'lock_contentions', label: 'contentions' },
    ],
    ask: '{type: lock, threshold: 10ms}',
  },
  {
    label: 'Live heap',
    measures: [
      { type: 'live', label: 'bytes' },
      { type: 'live_objects', label: 'objects' },
    ],
    ask: '{type: live}',
  },
  {
    label: 'Native memory',
    measures: [{ type: 'native_memory', label: 'bytes' }],
    ask: '{type: native_memory, everyBytes: 1Mi}',
  },
];

/** Kept by the collector, but nothing of Podflame's own takes them, so they are offered only where they are. */
const UNASKED: Readonly<Record<string, string | undefined>> = { off_cpu: 'Off-CPU' };

/** What is offered: every group that a target can ask for, and what else there is. */
export function typeGroups(types: readonly string[]): TypeGroup[] {
  const others = [...new Set(types)].filter((type) => !GROUPS.some((group) => has(group, type))).sort();
  return [
    ...GROUPS,
    ...others.map((type) => ({ label: typeLabel(type), measures: [{ type, label: '' }], ask: '' })),
  ];
}

export function has({ measures }: TypeGroup, type: string): boolean {
  return measures.some((measure) => measure.type === type);
}

export function groupOf(type: string): TypeGroup | undefined {
  return GROUPS.find((group) => has(group, type));
}

/** `Allocations`, or `Allocations, objects` where the group's first measure isn't meant. */
export function typeLabel(type: string): string {
  const group = groupOf(type);
  if (group === undefined) return (Object.hasOwn(UNASKED, type) ? UNASKED[type] : undefined) ?? type;
  const place = group.measures.findIndex((measure) => measure.type === type);
  return place <= 0 ? group.label : `${group.label}, ${group.measures[place].label}`;
}

/** The collector keeps no times of these within their seconds: they would show how they are measured. */
const WITHOUT_TIMES: readonly string[] = ['wall', 'live', 'live_objects'];

/** Whether a heat map of the type can be drawn. */
export function hasSampleTimes(type: string): boolean {
  return !WITHOUT_TIMES.includes(type);
}

/** The lines of a target that ask for a group beside CPU time; nothing for what no target can ask for. */
export function askFor({ ask, measures }: TypeGroup): string {
  if (ask === '') return '';
  const lines = measures[0].type === 'cpu' ? [ask] : [GROUPS[0].ask, ask];
  return ['  profiles:', ...lines.map((line) => `  - ${line}`)].join('\n');
}
