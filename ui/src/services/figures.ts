import type { ServiceRow, ServicesAnswer } from '../api/types.ts';
import type { AgentRow } from '../api/targetTypes.ts';
import { partOf } from './coverage.ts';

/** The collector writes when a series was last seen once a minute. */
const LAST_SEEN_MS = 60_000;

/** What a share is of. */
export interface Whole {
  readonly cores: number;
  /** The time that sums are over: for how long any service was there. */
  readonly overMs: number;
  /** Head of the column. */
  readonly label: string;
  readonly title: string;
}

/** A service with what follows from its figures and the range. */
export interface ServiceFigures {
  readonly row: ServiceRow;
  /** For how long of the range it was there. */
  readonly thereMs: number;
  /** Whether that is less than the range, so that its rate is one over a part. */
  readonly partial: boolean;
  readonly change: Change;
}

/** What has become of the CPU in use since the window before; `none` where there is nothing to compare. */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'new'; readonly cores: number }
  | { readonly kind: 'changed'; readonly cores: number; readonly share: number };

export function figuresOf(answer: ServicesAnswer): ServiceFigures[] {
  const { from, to, services } = answer;
  // Right after a start nothing has a window before: that isn't news of each service.
  const comparable = services.some(({ cpuCoresBefore }) => cpuCoresBefore !== null);
  return services.map((row) => {
    const there = {
      from: row.firstSample ?? from,
      to: row.lastSample === null ? to : row.lastSample + LAST_SEEN_MS,
    };
    const part = partOf({ from, to }, there);
    return {
      row,
      thereMs: part === null ? to - from : part.to - part.from,
      partial: part !== null,
      change: comparable ? changeOf(row.cpuCoresBefore, row.cpuCores, there.from > from) : { kind: 'none' },
    };
  });
}

export function changeOf(before: number | null, now: number | null, isNew: boolean): Change {
  if (now === null) return { kind: 'none' };
  if (before === null) return isNew ? { kind: 'new', cores: now } : { kind: 'none' };
  return { kind: 'changed', cores: now - before, share: before === 0 ? Infinity : now / before - 1 };
}

/** Where it is known how many CPUs all machines have, shares are of these; else of all that is listed. */
export function wholeOf(all: readonly ServiceFigures[], agents: readonly AgentRow[] | undefined): Whole {
  const overMs = longestOf(all);
  const nodes = (agents ?? []).filter(({ silent }) => !silent);
  const cores = nodes.map(({ overhead }) => overhead.nodeCores ?? null);
  const sum = cores.reduce<number>((total, one) => total + (one ?? 0), 0);
  if (sum > 0 && !cores.includes(null)) {
    const machines = nodes.length === 1 ? 'this machine' : `the ${nodes.length} machines with an agent`;
    return {
      ...{ cores: sum, overMs, label: `of ${sum} CPUs` },
      title: `Share of the ${sum} CPUs of ${machines}`,
    };
  }
  return {
    cores: all.reduce((total, one) => total + coresOver(one, overMs), 0),
    overMs,
    label: 'of profiled',
    title: 'Share of the CPU that all services listed use: no agent says how many CPUs there are',
  };
}

/** For how long the longest of them was there. */
function longestOf(all: readonly ServiceFigures[]): number {
  return all.reduce((most, { thereMs }) => Math.max(most, thereMs), 0);
}

/** Its CPU as cores over a longer time: what can be added up, because its parts have the same length. */
export function coresOver({ row, thereMs }: ServiceFigures, ms: number): number {
  return ms === 0 ? 0 : ((row.cpuCores ?? 0) * thereMs) / ms;
}
