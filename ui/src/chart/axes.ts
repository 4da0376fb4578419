import type uPlot from 'uplot';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

/** A tick of the time axis in local time, with as much of it as the distance of ticks calls for. */
export function timeTick(second: number, distance: number): string {
  const date = new Date(second * 1000);
  const minute = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (distance >= 86_400 || minute === '00:00') return `${MONTHS[date.getMonth()]} ${date.getDate()}`;
  return distance < 60 ? `${minute}:${two(date.getSeconds())}` : minute;
}

/** Distances between ticks of a byte axis: powers of two, so that ticks are whole MiB or GiB. */
export const BYTE_STEPS: number[] = Array.from({ length: 50 }, (_, i) => 2 ** i);

/** From 0 to a little above the data; a limit is shown when it isn't so far that the line would lie flat. */
export function valueRange(dataMax: number | null, limit: number | null): uPlot.Range.MinMax {
  const top = dataMax === null || dataMax <= 0 ? 1e-9 : dataMax;
  const withLimit = limit !== null && limit < 3 * top ? Math.max(top, limit) : top;
  return dataMax === null || dataMax <= 0 ? [0, 1] : [0, withLimit * 1.12];
}

export function clockTime(second: number): string {
  const date = new Date(second * 1000);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
