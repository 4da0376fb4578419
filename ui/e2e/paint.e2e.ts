import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { openBrowser, type OpenBrowser } from './browser.ts';
import type { PaintTimes } from './paintHarness.ts';

const RUNS = 60;
/** The real colours: how many there are is part of the cost. */
const THEME = new URL('../src/theme.css', import.meta.url);
/** The target on two cores for what a frame of animation costs the page's thread. */
const LIMIT_MS = 8;

let browser: OpenBrowser;
let harness: string;
let theme: string;

beforeAll(async () => {
  [browser, harness, theme] = await Promise.all([openBrowser('dark'), bundle(), readFile(THEME, 'utf8')]);
});
afterAll(async () => {
  await browser.close();
  console.log(report.join('\n'));
});

const SIZES = [1000, 10_000, 100_000, 1_000_000].flatMap((nodes) => [
  { nodes, name: 'a card at 1440 px', width: 960, height: 520 },
  { nodes, name: 'a whole screen at 2560 px', width: 1880, height: 1100 },
]);
const report: string[] = [];

describe('the canvas', () => {
  it.each(SIZES)(
    'paints $nodes frames within a frame of animation: $name',
    async ({ nodes, name, ...size }) => {
      const page = await browser.context.newPage();
      await page.setContent(`<!doctype html><style>${theme}</style><body>`);
      await page.addScriptTag({ content: harness });
      const times = await page.evaluate<PaintTimes, [number, number, number, number]>(
        ([count, wide, high, runs]) =>
          (window as unknown as { measure: (...sizes: number[]) => PaintTimes }).measure(
            count,
            wide,
            high,
            runs,
          ),
        [nodes, size.width, size.height, RUNS],
      );
      await page.close();
      const line = (list: readonly number[]) => `${quantile(list, 0.5)} (95 %: ${quantile(list, 0.95)})`;
      report.push(
        `paint ${nodes.toLocaleString('en')} frames, ${name}: ${times.boxes} boxes, script ${line(times.script)} ms, ` +
          `until the pixels are there ${line(times.pixels)} ms; read from JSON in ${Math.round(times.read)} ms`,
      );
      expect(times.boxes).toBeGreaterThan(200);
      expect(quantile(times.script, 0.5)).toBeLessThan(LIMIT_MS);
    },
  );
});

function quantile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2));
}

/** The harness and all that it measures, as one classic script. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: new URL('..', import.meta.url).pathname,
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: 'e2e/paintHarness.ts', formats: ['iife'], name: 'harness' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!('output' in output)) throw new Error('the bundler watches instead of building');
  return output.output[0].code;
}
