import { digits } from '../profile/quantity.ts';
import type { Change } from './figures.ts';

/** Less than this is what two equal windows differ by anyway. */
const SAME_SHARE = 0.01;
const SAME_CORES = 0.0005;

/** A change in cores as the list shows it: told by sign and arrow, coloured besides. */
export interface ChangeText {
  readonly tone: 'more' | 'less' | 'new' | '';
  readonly amount: string;
  readonly percent: string;
  /** Both sides in full. */
  readonly title: string;
}

export function changeText(change: Change, before: number | null, now: number | null): ChangeText {
  if (change.kind === 'none')
    return { tone: '', amount: '–', percent: '', title: 'Nothing is known of the window before' };
  if (change.kind === 'new')
    return { tone: 'new', amount: 'new', percent: '', title: 'Not there in the window before' };
  const { cores, share } = change;
  const title = `${digits(before ?? 0)} → ${digits(now ?? 0)} cores`;
  if (Math.abs(cores) < SAME_CORES || Math.abs(share) < SAME_SHARE)
    return { tone: '', amount: '=', percent: '', title };
  const sign = cores < 0 ? '−' : '+';
  const percent = Math.abs(share) * 100;
  return {
    tone: cores < 0 ? 'less' : 'more',
    amount: `${cores < 0 ? '▼' : '▲'} ${sign}${digits(Math.abs(cores))}`,
    percent: percent >= 1000 ? '> 10 ×' : `${sign}${percent.toFixed(0)} %`,
    title,
  };
}
