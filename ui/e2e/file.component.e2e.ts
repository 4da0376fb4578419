import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, type Rolldown } from 'vite';
import type { DiffAnswer, FlameGraphAnswer } from '../src/api/types.ts';
import { NO_THREADS, syntheticAnswer } from '../fixtures/syntheticProfile.ts';
import { openBrowser, savePicture, type OpenBrowser } from './browser.ts';

const PICTURES = process.env.PODFLAME_PICTURES ?? '';
const HOSTILE = [
  '</script><script>window.harmed=1</script>',
  '<!--<script>',
  'nul\0 and\u2028line',
  'x'.repeat(65_536),
  '$& $1 %s',
];

let browser: OpenBrowser;
let folder: string;
let viewer: string;
const asked: string[] = [];
const problems: string[] = [];

/** The viewer as it is shipped, filled as the collector's HtmlWriter does, opened from the disk with no network. */
beforeAll(async () => {
  process.env.NODE_ENV = 'production';
  const root = new URL('..', import.meta.url).pathname;
  const built = (await build({
    ...{ root, configFile: join(root, 'vite.viewer.config.ts'), logLevel: 'error' },
    build: { write: false },
  })) as Rolldown.RolldownOutput;
  expect(built.output.map((file) => file.fileName)).toEqual(['graph.html']);
  const [html] = built.output as unknown as [Rolldown.OutputAsset];
  viewer = String(html.source);
  folder = await mkdtemp(join(tmpdir(), 'podflame-file-'));
  browser = await openBrowser('light');
  await browser.context.setOffline(true);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([1000, 100_000])('a file of %i frames', (nodes) => {
  let page: Page;
  const answer = syntheticAnswer({ nodes, seed: 7 });
  beforeAll(async () => {
    page = await open(`${nodes}.html`, 'shop/checkout', answer);
  });
  afterAll(() => page.close());

  it('says what it shows', async () => {
    await page.getByRole('heading', { name: 'shop/checkout' }).waitFor();
    await page.getByText('2025-11-22 14:00:00 to 2025-11-22 15:00:00 UTC').waitFor();
    expect(await page.locator('canvas[data-frames]').getAttribute('data-frames')).toBe(String(nodes));
    expect(await page.title()).toBe('shop/checkout · cpu · Podflame');
    await savePicture(page, PICTURES, `file-${nodes}.png`);
  });

  it('is zoomed by a click, and by Back and Escape out again', async () => {
    await page.locator('canvas[data-frames]').click({ position: { x: 30, y: 30 } });
    const path = page.getByRole('navigation', { name: 'Zoomed frame and its callers' });
    const first = answer.frames.name[answer.frame[1]];
    await expect.poll(() => path.locator('b').getAttribute('title')).toBe(first);
    await page.goBack();
    await expect.poll(() => path.locator('b').innerText()).toBe('all');
    await page.goForward();
    await expect.poll(() => path.locator('b').getAttribute('title')).toBe(first);
    await page.keyboard.press('Escape');
    await expect.poll(() => path.locator('b').innerText()).toBe('all');
  });

  it('is searched by a regular expression, with the share that matches', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('step1$');
    await page.getByTestId('matched').waitFor();
    const count = answer.frame.filter((frame) => answer.frames.name[frame].endsWith('step1')).length;
    await expect.poll(() => page.getByTestId('matches').innerText()).toBe(String(count));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('is walked by the arrows and zoomed by Enter', async () => {
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('focus=');
    await page.keyboard.press('Backspace');
    await expect.poll(() => page.url()).not.toContain('focus=');
  });
});

describe('a file with names that mean harm', () => {
  it('shows them as the text that they are', async () => {
    const page = await open('hostile.html', HOSTILE[0], wide(HOSTILE));
    await page.getByRole('heading', { name: HOSTILE[0] }).waitFor();
    const canvas = page.locator('canvas[data-frames]');
    const width = (await canvas.boundingBox())?.width ?? 0;
    for (let i = 0; i < HOSTILE.length; i++) {
      await canvas.hover({ position: { x: (width * (i + 0.5)) / HOSTILE.length, y: 30 } });
      await expect.poll(() => page.getByTestId('tooltip').locator('b').textContent()).toBe(HOSTILE[i]);
    }
    expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  });
});

describe('a file of a comparison', () => {
  it('shows both sides, and compares by shares as well', async () => {
    const page = await open('diff.html', 'shop/checkout', comparison());
    await page.getByText(/^A · shop\/checkout · cpu/).waitFor();
    await page.getByText(/^B · shop\/checkout · cpu/).waitFor();
    await page.getByRole('button', { name: 'Relative' }).click();
    await expect.poll(() => page.url()).toContain('mode=relative');
    const canvas = page.locator('canvas[data-frames]');
    await canvas.hover({ position: { x: 30, y: 30 } });
    await page.getByTestId('tooltip').getByText('difference').waitFor();
    await savePicture(page, PICTURES, 'file-diff.png');
  });
});

describe('all files', () => {
  it('asked for nothing but themselves, and no error came up', () => {
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    expect(new Set(asked.filter((url) => url.startsWith('file:')).map((url) => url.split('#')[0])).size).toBe(
      4,
    );
    expect(problems).toEqual([]);
  });
});

async function open(name: string, title: string, answer: FlameGraphAnswer | DiffAnswer): Promise<Page> {
  const data = JSON.stringify({ title, answer }).replaceAll('<', '\\u003c');
  const file = join(folder, name);
  await writeFile(
    file,
    viewer.replace('__PODFLAME_DATA__', () => data),
  );
  const page = await browser.context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  await page.locator('canvas[data-frames]').waitFor();
  return page;
}

/** One level of equally wide frames. */
function wide(names: readonly string[]): FlameGraphAnswer {
  const none = names.map(() => '');
  return {
    ...{ from: 1_763_820_000_000, to: 1_763_823_600_000, type: 'cpu', unit: 'nanoseconds', level: false },
    ...{ minutes: 0, threads: NO_THREADS, states: NO_THREADS, pruned: 0, nodes: names.length + 1 },
    total: names.length * 1e9,
    depth: [0, ...names.map(() => 1)],
    self: [0, ...names.map(() => 1e9)],
    value: [names.length * 1e9, ...names.map(() => 1e9)],
    frame: [0, ...names.map((_, i) => i + 1)],
    frames: {
      name: ['all', ...names],
      ...{ file: ['', ...none], module: ['', ...none], kind: ['unknown', ...names.map(() => 'go')] },
    },
  };
}

/** `slow` has become `fast`, and `print` is as it was. */
function comparison(): DiffAnswer {
  const { depth, frame, frames, from, to } = wide(['fast', 'print', 'slow']);
  const side = (title: string, self: number[]) => {
    const total = self.reduce((sum, own) => sum + own, 0);
    return {
      ...{ title, from, to, total, self: [0, ...self], value: [total, ...self] },
      ...{ minutes: 0, stacks: 3, divisor: 1e9 },
    };
  };
  return {
    ...{ type: 'cpu', unit: 'nanoseconds', level: false, nodes: 4, pruned: 0, depth, frame, frames },
    before: side('shop/checkout', [0, 2e11, 8e11]),
    after: side('shop/checkout', [1e11, 2e11, 0]),
    functions: {
      count: 3,
      ...{
        name: ['slow', 'fast', 'print'],
        file: ['', '', ''],
        module: ['', '', ''],
        kind: ['go', 'go', 'go'],
      },
      ...{ selfBefore: [8e11, 0, 2e11], totalBefore: [8e11, 0, 2e11] },
      ...{ selfAfter: [0, 1e11, 2e11], totalAfter: [0, 1e11, 2e11] },
    },
  };
}
