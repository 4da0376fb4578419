import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { openBrowser, type OpenBrowser } from './browser.ts';
import type { PaintTimes } from './paintHarness.ts';

const NODES = 100_000;
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
afterAll(() => browser.close());

describe('the canvas', () => {
  it.each([
    ['a card at 1440 px', 960, 520],
    ['a whole screen at 2560 px', 1880, 1100],
  ])('paints a graph of 100,000 frames within a frame of animation: %s', async (name, width, height) => {
    const page = await browser.context.newPage();
    await page.setContent(`<!doctype html><style>${theme}</style><body>`);
    await page.addScriptTag({ content: harness });
    const times = await page.evaluate<PaintTimes, [number, number, number, number]>(
      ([nodes, wide, high, runs]) =>
        (window as unknown as { measure: (...sizes: number[]) => PaintTimes }).measure(nodes, wide, high, runs),
      [NODES, width, height, RUNS],
    );
    await page.close();
    const line = (list: readonly number[]) =>
      `median ${quantile(list, 0.5)} ms, 95 % ${quantile(list, 0.95)} ms`;
    console.log(
      `paint of ${NODES} frames, ${name} (${width} × ${height}), ${times.boxes} boxes: ` +
        `script ${line(times.script)}; until the pixels are there ${line(times.pixels)}`,
    );
    expect(times.boxes).toBeGreaterThan(500);
    expect(quantile(times.script, 0.5)).toBeLessThan(LIMIT_MS);
  });
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
