import type { CSSProperties } from 'react';
import type { Instants } from '../url/timeRange.ts';
import { PLOT_LEFT, PLOT_RIGHT } from './plotOptions.ts';

/** Where a time is in a chart, and how wide a stretch of time is, for what lies over its plot. */
export function placeAt(time: number, window: Instants): CSSProperties['left'] {
  return `calc(${PLOT_LEFT}px + ${inPlot(time - window.from, window)})`;
}

export function widthOf(ms: number, window: Instants): CSSProperties['width'] {
  return `calc(${inPlot(ms, window)})`;
}

function inPlot(ms: number, { from, to }: Instants): string {
  const share = to <= from ? 0 : ms / (to - from);
  return `(100% - ${PLOT_LEFT + PLOT_RIGHT}px) * ${share}`;
}
