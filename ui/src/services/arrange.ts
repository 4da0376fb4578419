import type { ServiceSort, ServicesView } from '../url/servicesView.ts';
import { textMatcher } from '../profile/search.ts';
import { runtimeLabel } from '../screens/runtimes.ts';
import type { ServiceFigures } from './figures.ts';
import { groupOf, type Group } from './groups.ts';

/** A line of the list. */
export type Line =
  | { readonly kind: 'group'; readonly group: Group; readonly folded: boolean }
  | { readonly kind: 'service'; readonly figures: ServiceFigures; readonly inGroup: boolean };

type Arrangement = Pick<ServicesView, 'search' | 'sort' | 'reversed' | 'group' | 'folded'>;

/** Those that a search finds by namespace, name, host or runtime. */
export function searchServices(all: readonly ServiceFigures[], search: string): ServiceFigures[] {
  const matches = textMatcher(search);
  return all.filter(
    ({ row }) =>
      matches(`${row.namespace}/${row.service}`) ||
      matches(row.host) ||
      row.runtimes.some((runtime) => matches(runtime) || matches(runtimeLabel(runtime))),
  );
}

/** The lines of the list: groups and services in the same order, services of folded groups left out. */
export function linesOf(
  found: readonly ServiceFigures[],
  { sort, reversed, group, folded }: Arrangement,
  stepCount: number,
  longestMs: number,
): Line[] {
  const services = sortServices(found, sort, reversed);
  if (group === 'none') return services.map((figures) => ({ kind: 'service', figures, inGroup: false }));
  const members = new Map<string, ServiceFigures[]>();
  for (const one of services) {
    const name = one.row[group];
    const known = members.get(name);
    if (known === undefined) members.set(name, [one]);
    else known.push(one);
  }
  const groups = [...members].map(([name, list]) => groupOf(name, list, stepCount, longestMs));
  const order = compare(sort, reversed);
  return groups
    .sort((a, b) => order(a.figures, b.figures))
    .flatMap((one): Line[] => {
      const closed = folded.includes(one.name);
      const own = closed ? [] : (members.get(one.name) ?? []);
      return [
        { kind: 'group', group: one, folded: closed },
        ...own.map((figures): Line => ({ kind: 'service', figures, inGroup: true })),
      ];
    });
}

/** Largest first, unknown last, names from A; reversed the known ones the other way round. */
export function sortServices(
  services: readonly ServiceFigures[],
  sort: ServiceSort,
  reversed = false,
): ServiceFigures[] {
  return [...services].sort(compare(sort, reversed));
}

type Order = (a: ServiceFigures, b: ServiceFigures) => number;

function compare(sort: ServiceSort, reversed: boolean): Order {
  const direction = reversed ? -1 : 1;
  if (sort === 'name') return (a, b) => direction * byName(a, b);
  if (sort === 'runtime')
    return (a, b) => direction * compareNames(runtimesOf(a), runtimesOf(b)) || byName(a, b);
  return (a, b) => {
    const first = amountOf(a, sort);
    const second = amountOf(b, sort);
    if (first === null || second === null)
      return Number(first === null) - Number(second === null) || byName(a, b);
    return direction * (second - first) || byName(a, b);
  };
}

function amountOf({ row, change }: ServiceFigures, sort: ServiceSort): number | null {
  switch (sort) {
    case 'memory':
      return row.memoryBytes;
    case 'size':
      return row.pods || row.containers || row.series;
    case 'last':
      return row.lastSample;
    case 'change':
      return change.kind === 'none' ? null : change.cores;
    default:
      return row.cpuCores;
  }
}

/** Made once: comparing names letter by letter of 2,000 services would take a frame otherwise. */
const NAMES = new Intl.Collator();

function compareNames(a: string, b: string): number {
  return NAMES.compare(a, b);
}

function byName({ row: a }: ServiceFigures, { row: b }: ServiceFigures): number {
  return (
    compareNames(a.namespace, b.namespace) || compareNames(a.service, b.service) || compareNames(a.host, b.host)
  );
}

/** Those without a known runtime come last. */
function runtimesOf({ row }: ServiceFigures): string {
  return row.runtimes.length === 0 ? '\uffff' : row.runtimes.map(runtimeLabel).join(' ');
}
