import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAnswered, type AnsweredPage } from './answeredPage.ts';
import { savePicture } from './browser.ts';
import type { ClusterServer } from './clusterServer.ts';
import { functionsAnswer, graphAnswer } from './graphAnswers.ts';

const PICTURES = process.env.PODFLAME_COMPONENT_PICTURES ?? '';

let opened: AnsweredPage;
let server: ClusterServer;
let page: Page;

/** What can be done with a graph, against a profile whose sums are known. */
beforeAll(async () => {
  opened = await openAnswered({ 'flamegraph.json': graphAnswer, functions: functionsAnswer });
  ({ server, page } = opened);
});
afterAll(() => opened.close());
beforeEach(() => open(''));

describe('the page', () => {
  it('is painted first within a second', async () => {
    const other = await opened.context.newPage();
    await other.goto(`${server.url}/services/shop/checkout`);
    await other.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
    const first = await other.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    console.log(`first paint after ${Math.round(first)} ms`);
    expect(first).toBeLessThan(1000);
    await other.close();
  });
});

describe('what leaves the page', () => {
  it('as PNG is the graph as it is drawn, with a caption above it', async () => {
    const canvas = page.locator('canvas[data-frames]');
    const [width, height] = await canvas.evaluate((drawn) =>
      drawn instanceof HTMLCanvasElement ? [drawn.width, drawn.height] : [0, 0],
    );
    expect(height).toBeGreaterThan(100);
    await page.getByRole('button', { name: 'Export' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: /^PNG/ }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^checkout-cpu-.*\.png$/);
    const png = await readFile(await download.path());
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    // Width and height are the first that the header says: https://www.w3.org/TR/png/#11IHDR
    expect(png.readUInt32BE(16)).toBe(width + 24);
    expect(png.readUInt32BE(20)).toBeGreaterThan(height + 24);
  });

  it('as a link holds fixed times, those that were typed as they were', async () => {
    const copied = async () => {
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      return new URL(await page.evaluate(() => navigator.clipboard.readText())).searchParams;
    };
    await open('?from=now-30m&to=now-10m');
    const relative = await copied();
    for (const end of ['from', 'to']) expect(relative.get(end)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const typed = { from: '2026-11-20T10:00:00Z', to: '2026-11-20T10:15:00Z' };
    await open(`?${new URLSearchParams(typed).toString()}`);
    const fixed = await copied();
    expect([fixed.get('from'), fixed.get('to')]).toEqual([typed.from, typed.to]);
  });
});

describe('back and forward', () => {
  it('ask for nothing again of a range that is over, however much later', async () => {
    const other = await opened.context.newPage();
    await other.clock.install();
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const range = new URLSearchParams({ from: ago(90), to: ago(60) });
    const painted = other.locator('canvas[data-frames]:not([data-frames="0"])');
    await other.goto(`${server.url}/services/shop/checkout?${range.toString()}`);
    await painted.waitFor();
    await other.getByRole('application').first().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await other.keyboard.press(key);
    await other.waitForURL((url) => url.searchParams.has('focus'));
    await other.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    await other.getByRole('link', { name: 'Podflame' }).click();
    await other.waitForURL((url) => url.pathname === '/services');
    server.asked.length = 0;
    await other.clock.fastForward(60_000);
    await other.goBack();
    await other.waitForURL((url) => url.searchParams.has('focus'));
    await painted.waitFor();
    await other.goBack();
    await other.waitForURL((url) => !url.searchParams.has('focus'));
    await other.goForward();
    await other.waitForURL((url) => url.searchParams.has('focus'));
    await painted.waitFor();
    // The list of services and its agents follow the clock; nothing else does.
    expect(server.asked.filter((one) => !/^(services|agents)\?/.test(one))).toEqual([]);
    await other.close();
  });
});

describe('the menu of a frame', () => {
  it('opens by a right click, in four groups, and gives the keyboard back', async () => {
    const canvas = page.locator('canvas[data-frames]');
    await canvas.click({ button: 'right', position: { x: 300, y: 30 } });
    const menu = page.getByRole('menu', { name: 'What to do with main' });
    for (const group of ['Focus', 'Filter', 'Open in', 'Copy'])
      await menu.getByRole('group', { name: group }).waitFor();
    await picture('menu.png');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
  });

  it('opens by m for the frame of the keyboard, and arrows go around in it', async () => {
    await go('ArrowDown', 'ArrowDown', 'm');
    const menu = page.getByRole('menu', { name: 'What to do with main' });
    await menu.waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Link to this frame');
    await page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).searchParams.has('focus')).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application');
  });

  it('copies a stack from the root on', async () => {
    await goTo('lookup');
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Stack', exact: true }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(['main', 'parse', 'lookup'].join('\n'));
  });
});

describe('stacks', () => {
  it('can be hidden, which Back and its chip undo', async () => {
    await goTo('parse');
    await page.keyboard.press('h');
    await param('without', '=parse');
    expect(await whole()).toBe('0.17 cores');
    await picture('without.png');
    await page.goBack();
    expect(await whole()).toBe('0.28 cores');
    await page.goForward();
    await page.getByRole('button', { name: 'Undo: without parse' }).click();
    await param('without', null);
    expect(await whole()).toBe('0.28 cores');
  });

  it('can be all that is left, and several at once', async () => {
    await goTo('parse');
    await page.keyboard.press('o');
    await param('only', '=parse');
    expect(await whole()).toBe('0.11 cores');
    await goTo('lookup');
    await page.keyboard.press('h');
    await param('without', '=lookup');
    expect(await whole()).toBe('0.028 cores');
    await page.getByRole('button', { name: 'Undo all' }).click();
    expect(await whole()).toBe('0.28 cores');
  });

  it('the table follows', async () => {
    await goTo('parse');
    await page.keyboard.press('h');
    const rows = page.getByRole('grid', { name: 'Functions' });
    await expect.poll(() => rows.getByText('lookup').count()).toBe(0);
    await rows.getByText('render').waitFor();
  });
});

describe('a function', () => {
  it('left out leaves its time to its callers', async () => {
    await goTo('visit');
    await page.keyboard.press('x');
    await param('skip', '=visit');
    expect(await whole()).toBe('0.28 cores');
    // Twelve without the two of visit: walk calls walk now.
    expect(await frames()).toBe(10);
  });

  it('that calls itself is folded into one', async () => {
    const before = await frames();
    await page.keyboard.press('r');
    await param('recursion', 'folded');
    expect(before - (await frames())).toBe(2);
    expect(await whole()).toBe('0.28 cores');
    await picture('folded.png');
  });

  it('stands between its callers and its callees, merged over its places', async () => {
    await goTo('hash');
    await page.keyboard.press('s');
    const middle = page.getByTestId('sandwich');
    expect(await middle.innerText()).toMatch(
      /hash\s+total 0\.17 cores · 60\.0 %\s+self 0\.15 cores\s+in 2 places/,
    );
    await picture('sandwich.png');
    // The callers' graph stands on its root: the row above it has both callers.
    const callers = page.getByRole('application', { name: /^Callers/ }).locator('canvas');
    const box = async () => (await callers.boundingBox()) ?? { width: 0, height: 0 };
    await expect.poll(async () => (await box()).height).toBeGreaterThan(40);
    const { width, height } = await box();
    await callers.click({ position: { x: width - 20, y: height - 30 } });
    await expect.poll(() => middle.innerText()).toContain('visit');
    await page.keyboard.press('Escape');
    await middle.waitFor({ state: 'detached' });
  });
});

describe('the graph', () => {
  it('stands on its head by i: leaves first', async () => {
    await page.keyboard.press('i');
    await param('inverted', '1');
    expect(await whole()).toBe('0.28 cores');
    await go('ArrowDown', 'ArrowDown');
    expect(await live()).toMatch(/^hash, total 0\.15 cores, 55\.0 %/);
    await picture('inverted.png');
  });

  it('has colours by package and by own time', async () => {
    const {
      y = 0,
      height = 0,
      x = 0,
      width = 0,
    } = (await page.locator('canvas[data-frames]').boundingBox()) ?? {};
    const clip = { x, y, width, height };
    const pictures = new Set([(await page.screenshot({ clip })).toString('base64')]);
    for (const name of ['Package', 'Own time']) {
      await page.getByRole('button', { name: 'View' }).click();
      await page.getByRole('group', { name: 'Colours by' }).getByRole('button', { name }).click();
      await page.keyboard.press('Escape');
      await picture(`colors-${name.toLowerCase().replace(' ', '-')}.png`);
      pictures.add((await page.screenshot({ clip })).toString('base64'));
    }
    expect(pictures.size).toBe(3);
    await param('color', 'value');
  });

  it('is shown whole above a zoomed part of it, and another part is a click away', async () => {
    const small = page.getByTestId('minimap');
    expect(await small.count()).toBe(0);
    await goTo('render');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.has('focus'));
    const [all, part] = await Promise.all([small.boundingBox(), small.locator('i').boundingBox()]);
    if (all === null || part === null) throw new Error('no map of the whole');
    // parse (0.4), render (0.2), walk (0.4)
    expect((part.x - all.x) / all.width).toBeCloseTo(0.4, 1);
    expect(part.width / all.width).toBeCloseTo(0.2, 1);
    await picture('minimap.png');
    await small.click({ position: { x: all.width * 0.9, y: all.height * 0.5 } });
    const path = page.getByRole('navigation', { name: 'Zoomed frame and its callers' });
    await expect.poll(() => path.innerText()).toMatch(/main\s+walk\s+visit$/);
    await page.keyboard.press('0');
    await small.waitFor({ state: 'detached' });
  });

  it('has its keys behind ?', async () => {
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await help.getByText('callers and callees of the frame').waitFor();
    await picture('keys.png');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
  });

  it('goes back and forward by [ and ]', async () => {
    await page.keyboard.press('r');
    await page.keyboard.press('i');
    await param('inverted', '1');
    await page.keyboard.press('[');
    await param('inverted', null);
    await page.keyboard.press(']');
    await param('inverted', '1');
  });
});

describe('the table', () => {
  it.each([
    ['Packages', 'libhash.so', '0.15'],
    ['Files', 'parse.go', '0.028'],
    ['Languages', 'Kernel', '0.014'],
  ])('has %s with their own time', async (label, name, own) => {
    await page.getByRole('combobox', { name: 'Rows' }).selectOption({ label });
    const row = page.getByRole('grid', { name: label }).getByRole('row').filter({ hasText: name });
    expect(await row.getByRole('gridcell').nth(1).innerText()).toBe(own);
    await row.click();
    await page.getByTestId('matches').waitFor();
    await picture(`table-${label.toLowerCase()}.png`);
  });

  it('is copied as tab-separated text', async () => {
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(lines[0].split('\t')[0]).toBe('name');
    expect(lines[1].split('\t').slice(0, 1)).toEqual(['hash']);
    expect(lines.length).toBe(9);
  });

  it('is walked by arrow keys, and Enter marks a row in the graph', async () => {
    await page.keyboard.press('t');
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expect.poll(() => page.locator('[role=row][aria-selected=true]').innerText()).toContain('lookup');
    expect(await page.getByTestId('matches').innerText()).toBe('1');
  });

  it('shows where the frame of the keyboard is', async () => {
    await goTo('lookup');
    await expect.poll(() => page.locator('[role=row][data-active=true]').innerText()).toContain('lookup');
  });
});

it('nothing went wrong in the page', () => {
  expect(opened.problems).toEqual([]);
});

async function open(search: string): Promise<void> {
  await page.goto(`${server.url}/services/shop/checkout${search}`);
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

/** Keys in the graph. */
async function go(...keys: string[]): Promise<void> {
  await page.getByRole('application').first().focus();
  for (const key of keys) await page.keyboard.press(key);
}

/** The keyboard to a function's first frame, by the search. */
async function goTo(name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search frames' }).fill(`^${name}$`);
  await param('search', `^${name}$`);
  await go('n');
  await expect.poll(live).toMatch(new RegExp(`^${name}, total`));
}

async function param(name: string, value: string | null): Promise<void> {
  await page.waitForURL((url) => url.searchParams.get(name) === value);
}

function live(): Promise<string> {
  return page.locator('[aria-live=polite]').first().innerText();
}

/** What the root weighs, as the tooltip has it. */
async function whole(): Promise<string> {
  const canvas: Locator = page.locator('canvas[data-frames]');
  await canvas.hover({ position: { x: 100, y: 10 } });
  const text = await page.getByTestId('tooltip').innerText();
  return /total\s+([\d.]+ cores?)/.exec(text)?.[1] ?? text;
}

async function frames(): Promise<number> {
  return Number(await page.locator('canvas[data-frames]').getAttribute('data-frames'));
}

function picture(name: string): Promise<void> {
  return savePicture(page, PICTURES, name);
}
