import type { Instants } from './timeRange.ts';
import type { ServiceView } from './viewState.ts';

const TEXT = /^(\d{10,15})-(\d{10,15})$/;
/** Both ends lie on such slots, and are no further apart than that: the collector's rules. */
const SLOT_MS = 20;
const LONGEST_MS = 900_000;

/** A stretch of a heat map as the page's URL and the API write it: `1750000000120-1750000000480`. */
export function writeSlice({ from, to }: Instants): string {
  return `${from}-${to}`;
}

/** Reads it; null for what is none. */
export function readSlice(text: string): Instants | null {
  const ends = TEXT.exec(text);
  if (ends === null) return null;
  const [from, to] = [Number(ends[1]), Number(ends[2])];
  const whole = from % SLOT_MS === 0 && to % SLOT_MS === 0;
  return whole && from < to && to - from <= LONGEST_MS ? { from, to } : null;
}

/** A stretch belongs to the range and the type that it was chosen in: another one of either shows all of it. */
export function droppingSlice(changes: Partial<ServiceView>): Partial<ServiceView> {
  const other = changes.range !== undefined || changes.type !== undefined;
  return other && changes.slice === undefined ? { ...changes, slice: null } : changes;
}
