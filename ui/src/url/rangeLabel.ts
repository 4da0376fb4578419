import { resolveRange, type TimeRange } from './timeRange.ts';

const RELATIVE = /^now-(\d+)([smhdw])$/;
const UNIT: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** A range in words: `Last 15 minutes`, or its two times in the reader's own zone. */
export function rangeLabel(range: TimeRange, now: number): string {
  const relative = RELATIVE.exec(range.from);
  if (relative !== null && range.to === 'now') {
    const amount = Number(relative[1]);
    return `Last ${amount} ${UNIT[relative[2]]}${amount === 1 ? '' : 's'}`;
  }
  const instants = resolveRange(range, now);
  return instants === null ? `${range.from} – ${range.to}` : instantsLabel(instants.from, instants.to);
}

export function instantsLabel(from: number, to: number): string {
  const sameDay = new Date(from).toDateString() === new Date(to).toDateString();
  const precise = to - from < 600_000;
  return `${localTime(from, true, precise)} – ${localTime(to, !sameDay, precise)}`;
}

/** A length of time in its two largest units: `15 min`, `1 h 30 min`, `2 days`. */
export function formatLength(ms: number): string {
  const units = [
    { name: 'days', one: 'day', ms: 86_400_000 },
    { name: 'h', one: 'h', ms: 3_600_000 },
    { name: 'min', one: 'min', ms: 60_000 },
    { name: 's', one: 's', ms: 1000 },
  ];
  const rounded = Math.max(1000, Math.round(ms / 1000) * 1000);
  const largest = units.findIndex((unit) => rounded >= unit.ms);
  const { ms: size, name, one } = units[largest];
  const whole = Math.floor(rounded / size);
  const first = `${whole} ${whole === 1 ? one : name}`;
  if (largest === units.length - 1) return first;
  const next = units[largest + 1];
  const rest = Math.floor((rounded % size) / next.ms);
  return rest === 0 ? first : `${first} ${rest} ${rest === 1 ? next.one : next.name}`;
}

/** Local time as the time picker accepts it: `2026-11-22 15:04:05`. */
export function editableTime(ms: number): string {
  const date = new Date(ms);
  return `${day(date)} ${clock(date, true)}`;
}

function localTime(ms: number, withDay: boolean, withSeconds: boolean): string {
  const date = new Date(ms);
  return (withDay ? `${day(date)} ` : '') + clock(date, withSeconds);
}

function day(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function clock(date: Date, withSeconds: boolean): string {
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return withSeconds ? `${minutes}:${two(date.getSeconds())}` : minutes;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
