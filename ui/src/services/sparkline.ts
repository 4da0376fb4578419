import type { Steps } from '../api/types.ts';

/** An SVG path over equal steps, 0 at the bottom. Steps without data break the line; a lone one is a short dash. */
export function sparklinePath(values: Steps, width: number, height: number): string {
  const top = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const step = values.length < 2 ? width : width / (values.length - 1);
  const y = (value: number) => (top === 0 ? height - 1 : height - 1 - (value / top) * (height - 2)).toFixed(1);
  let path = '';
  let open = false;
  values.forEach((value, i) => {
    if (value === null) {
      open = false;
      return;
    }
    path += `${open ? 'L' : 'M'}${(i * step).toFixed(1)} ${y(value)}`;
    const next = values.at(i + 1) ?? null;
    if (!open && (i + 1 >= values.length || next === null)) path += 'h1.5';
    open = true;
  });
  return path;
}
