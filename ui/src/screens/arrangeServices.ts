import type { ServiceRow } from '../api/types.ts';
import type { ServiceSort } from '../url/servicesView.ts';

/** Largest first, unknown last, names from A. */
export function arrangeServices(services: readonly ServiceRow[], sort: ServiceSort): ServiceRow[] {
  const byName = (a: ServiceRow, b: ServiceRow) =>
    a.namespace.localeCompare(b.namespace) || a.service.localeCompare(b.service);
  if (sort === 'name') return [...services].sort(byName);
  const amount = (row: ServiceRow) =>
    (sort === 'cpu' ? row.cpuCores : sort === 'memory' ? row.memoryBytes : row.lastSample) ?? -1;
  return [...services].sort((a, b) => amount(b) - amount(a) || byName(a, b));
}
