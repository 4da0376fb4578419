/** The profile types in the order in which they are offered, with the names that people know. */
const LABELS: Readonly<Record<string, string | undefined>> = {
  cpu: 'CPU',
  wall: 'Wall',
  off_cpu: 'Off-CPU',
  alloc: 'Allocations',
  lock: 'Lock',
  live: 'Live heap',
  native_memory: 'Native memory',
};
const ORDER = Object.keys(LABELS);

export function typeLabel(type: string): string {
  return (Object.hasOwn(LABELS, type) ? LABELS[type] : undefined) ?? type;
}

/** Each type once, known ones first. */
export function orderTypes(types: readonly string[]): string[] {
  const place = (type: string) => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length);
  return [...new Set(types)].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}
