import type uPlot from 'uplot';
import { mergeMarks, type Mark } from './marks.ts';
import type { Series } from './steps.ts';

type Colors = (css: string) => string;

/** Labels this close, in CSS pixels, would lie over each other. */
const APART = 96;
const BAND_HEIGHT = 4;

/** The chosen range, as a coloured ground with two edges. */
export function drawSelection(plot: uPlot, [from, to]: readonly [number, number], color: Colors): void {
  const { ctx, bbox } = plot;
  const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
  const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
  ctx.save();
  ctx.fillStyle = color('var(--accent-ground)');
  ctx.fillRect(left, bbox.top, right - left, bbox.height);
  ctx.fillStyle = color('var(--accent)');
  ctx.fillRect(left, bbox.top, 1, bbox.height);
  ctx.fillRect(right - 1, bbox.top, 1, bbox.height);
  ctx.restore();
}

/** A share between 0 and 1 per step, as a band along the top: the fuller, the larger. */
export function drawBand(plot: uPlot, { start, stepSeconds, values }: Series, color: string): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = color;
  values.forEach((share, i) => {
    if (share === null || share <= 0) return;
    const second = start / 1000 + i * stepSeconds;
    const left = Math.max(bbox.left, Math.round(plot.valToPos(second, 'x', true)));
    const end = Math.round(plot.valToPos(second + stepSeconds, 'x', true));
    const right = Math.min(bbox.left + bbox.width, end);
    // Even one step in a hundred is worth a look, so it isn't too faint.
    ctx.globalAlpha = 0.3 + 0.7 * Math.min(1, share);
    if (right > left) ctx.fillRect(left, bbox.top, right - left, BAND_HEIGHT * ratio);
  });
  ctx.restore();
}

/** A dotted line and a word for each thing that happened. */
export function drawMarks(plot: uPlot, marks: readonly Mark[], color: Colors): void {
  const { ctx, bbox } = plot;
  const shown = (time: number) => {
    const x = Math.round(plot.valToPos(time / 1000, 'x', true)) + 0.5;
    return x < bbox.left || x > bbox.left + bbox.width ? null : x;
  };
  const msPerPixel = (plot.posToVal(1, 'x') - plot.posToVal(0, 'x')) * 1000;
  ctx.save();
  drawLines(plot, marks, shown, color);
  drawLabels(plot, mergeMarks(marks, APART * msPerPixel), shown, color);
  ctx.restore();
}

type Position = (time: number) => number | null;

function drawLines({ ctx, bbox }: uPlot, marks: readonly Mark[], shown: Position, color: Colors): void {
  ctx.lineWidth = devicePixelRatio;
  ctx.strokeStyle = color('var(--dim)');
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const { time } of marks) {
    const x = shown(time);
    if (x === null) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
}

function drawLabels({ ctx, bbox }: uPlot, marks: readonly Mark[], shown: Position, color: Colors): void {
  const ratio = devicePixelRatio;
  const gap = 5 * ratio;
  const top = bbox.top + (BAND_HEIGHT + 3) * ratio;
  ctx.font = `560 ${11 * ratio}px "Inter Variable", sans-serif`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.fillStyle = color('var(--text)');
  // A rim in the colour of the ground keeps words readable on lines.
  ctx.setLineDash([]);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * ratio;
  ctx.strokeStyle = color('var(--panel)');
  for (const { time, label } of marks) {
    const x = shown(time);
    if (x === null) continue;
    const text = `▲ ${label}`;
    const { width } = ctx.measureText(text);
    const left = x + gap + width > bbox.left + bbox.width ? x - gap - width : x + gap;
    ctx.strokeText(text, Math.max(bbox.left, left), top);
    ctx.fillText(text, Math.max(bbox.left, left), top);
  }
}
