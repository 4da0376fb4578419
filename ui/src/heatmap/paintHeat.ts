import type { Grid } from './grid.ts';
import { opacityOf, shadeOf, SHADES } from './shade.ts';

/** The map in one colour over the canvas, whose size is in pixels of the screen. Cells meet without gaps. */
export function paintHeat(context: CanvasRenderingContext2D, grid: Grid, color: string): void {
  const { width, height } = context.canvas;
  const { rows, columns, values, largest } = grid;
  context.clearRect(0, 0, width, height);
  context.fillStyle = color;
  const byShade: number[][] = Array.from({ length: SHADES + 1 }, () => []);
  values.forEach((value, place) => {
    if (value > 0) byShade[shadeOf(value, largest)].push(place);
  });
  const left = (column: number) => Math.round((column * width) / columns);
  const top = (row: number) => Math.round((row * height) / rows);
  byShade.forEach((places, shade) => {
    context.globalAlpha = opacityOf(shade);
    for (const place of places) {
      const column = Math.floor(place / rows);
      const row = place % rows;
      const x = left(column);
      const y = top(row);
      context.fillRect(x, y, Math.max(1, left(column + 1) - x), Math.max(1, top(row + 1) - y));
    }
  });
  context.globalAlpha = 1;
}
