import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswered, type AnsweredPage } from './answeredPage.ts';
import { savePicture } from './browser.ts';
import { REFUSED_POD } from './clusterAnswers.ts';
import type { ClusterServer } from './clusterServer.ts';
import { EXEC, JVM, UNTHREADED } from './jvmAnswers.ts';

const PICTURES = process.env.PODFLAME_COMPONENT_PICTURES ?? '';
const WIDTHS = [1024, 1440, 2560] as const;

let opened: AnsweredPage;
let server: ClusterServer;
let page: Page;

/** Profile types and threads of a JVM's service, against answers in the API's shapes. */
beforeAll(async () => {
  opened = await openAnswered(JVM);
  ({ server, page } = opened);
});
afterAll(() => opened.close());

describe('a profile type', () => {
  it.each([
    ['CPU', '', '0.62 cores', 'self, cores', ''],
    ['Wall', '?type=wall', '34.0 threads', 'self, threads', '34.0 threads'],
    ['Allocations', '?type=alloc', '12.4 MiB/s', 'self, per s', '12.4 MiB/s'],
    ['Locks', '?type=lock', '12.4 ms/s', 'self, per s', '12.4 ms/s'],
    ['Live heap', '?type=live', '148 MiB', 'self, bytes', '148 MiB'],
  ])('%s has its own unit everywhere', async (label, search, all, column, chart) => {
    if (page.url() === 'about:blank') await page.goto(`${server.url}/services/shop/checkout`);
    await typeButton(label).click();
    await page.waitForURL((url) => url.search === search);
    await graphIs(search === '' ? 'cpu' : search.slice('?type='.length));
    expect(scaled(await rootValue())).toBe(scaled(all));
    const head = page.getByRole('grid', { name: 'Functions' }).getByRole('columnheader').nth(1);
    await expect.poll(() => head.innerText()).toContain(column);
    if (chart !== '') {
      const headline = page.getByRole('region', { name: label, exact: true }).locator('h3 b');
      await expect.poll(() => headline.innerText().then(unitOf)).toBe(unitOf(chart));
    }
    await pictures(`type-${label.toLowerCase().replace(' ', '-')}`);
  });

  it('by number is another measure of the same, and keeps the zoom', async () => {
    await typeButton('Allocations').click();
    await graphIs('alloc');
    await page.locator('canvas[data-frames]').click({ position: { x: 200, y: 50 } });
    await page.waitForURL((url) => url.searchParams.has('focus'));
    const focus = new URL(page.url()).searchParams.get('focus');
    await page.getByRole('group', { name: 'Allocations by' }).getByRole('button', { name: 'Objects' }).click();
    await page.waitForURL((url) => url.searchParams.get('type') === 'alloc_objects');
    await graphIs('alloc_objects');
    expect(new URL(page.url()).searchParams.get('focus')).toBe(focus);
    await pictures('type-allocations-objects');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('focus'));
    expect(scaled(await rootValue())).toBe(scaled('180,000/s'));
  });

  it('without samples says how to ask for it', async () => {
    await page.getByRole('button', { name: 'Native memory, no samples' }).click();
    await page.getByText('- {type: native_memory, everyBytes: 1Mi}').waitFor();
    await pictures('type-absent');
    await page.keyboard.press('Escape');
    await page.goto(`${server.url}/services/shop/checkout?type=native_memory`);
    const graph = page.getByRole('region', { name: 'Flame graph' });
    await graph.getByRole('heading', { name: /^No Native memory samples/ }).waitFor();
    await graph.getByText('- {type: native_memory, everyBytes: 1Mi}').waitFor();
    await pictures('type-no-samples');
  });

  it('is in the exports', async () => {
    await page.goto(`${server.url}/services/shop/checkout?type=wall&by=thread,state&thread=a%23`);
    await page.getByRole('button', { name: 'Export' }).click();
    const href = (await page.getByRole('link', { name: 'SVG' }).getAttribute('href')) ?? '';
    const asked = new URL(href, server.url).searchParams;
    expect([asked.get('type'), asked.get('by'), asked.get('thread')]).toEqual(['wall', 'thread,state', 'a#']);
    await page.keyboard.press('Escape');
  });
});

describe('the tooltip', () => {
  it('says the sum of a flow, and of a level how many minutes it is the average of', async () => {
    await page.goto(`${server.url}/services/shop/checkout?type=alloc`);
    await graphIs('alloc');
    expect(await tooltip()).toMatch(/in the whole range\s*\d[\d.]* GiB/);
    await page.goto(`${server.url}/services/shop/checkout?type=live`);
    await graphIs('live');
    expect(await tooltip()).toMatch(/average of\s*59 minutes/);
  });
});

describe('threads', () => {
  it('stacks begin with them where that is asked, with a colour of their own', async () => {
    await page.goto(`${server.url}/services/shop/checkout?type=wall`);
    await graphIs('wall');
    const group = page.getByRole('group', { name: 'Group by' });
    await group.getByRole('button', { name: 'Thread' }).click();
    await page.waitForURL((url) => url.searchParams.get('by') === 'thread');
    await expect.poll(() => legend()).toContain('Thread');
    await pictures('by-thread');
    await group.getByRole('button', { name: 'State' }).click();
    await page.waitForURL((url) => url.searchParams.get('by') === 'thread,state');
    await expect.poll(() => legend()).toMatch(/Runnable\s+\d+ %\s+Waiting\s+\d+ %/);
    await pictures('by-thread-and-state');
    await group.getByRole('button', { name: 'Thread' }).click();
    await page.waitForURL((url) => url.searchParams.get('by') === 'state');
    await expect.poll(() => tooltip(30)).toContain('what the thread did');
    await pictures('by-state');
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('by') === 'thread,state');
  });

  it('can be filtered by, and the others stay in sight', async () => {
    await page.goto(`${server.url}/services/shop/checkout?type=wall`);
    await graphIs('wall');
    const before = await rootValue();
    await page.getByRole('button', { name: 'Filter by thread' }).click();
    await pictures('thread-filter');
    await page.getByRole('checkbox', { name: 'GC Thread##' }).check();
    await page.waitForURL((url) => url.searchParams.get('thread') === 'GC Thread##');
    await page.getByRole('checkbox', { name: EXEC }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => rootValue()).not.toBe(before);
    const charts = server.asked.filter(
      (one) => one.includes('thread=') && /^(usage|timeline|series)/.test(one),
    );
    expect(charts).toEqual([]);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => rootValue()).toBe(before);
  });

  it('are no subject where the engine knows none', async () => {
    server.overrides = { ...JVM, ...UNTHREADED };
    await page.goto(`${server.url}/services/shop/checkout`);
    await graphIs('cpu');
    expect(await page.getByRole('group', { name: 'Group by' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Filter by thread' }).count()).toBe(0);
    server.overrides = JVM;
  });
});

describe('a pod whose JVM is not attached to', () => {
  it('says why, beside how to ask', async () => {
    server.overrides = { ...JVM, series: () => ({ ...JVM.series(), types: ['cpu'] }) };
    await page.goto(`${server.url}/pods/shop/${REFUSED_POD}`);
    await page.getByRole('button', { name: 'Allocations, no samples' }).click();
    await page.getByText('app: profiled by ebpf, read-only /tmp').waitFor();
    await page.getByText('an emptyDir is enough').waitFor();
    await pictures('type-refused');
    server.overrides = JVM;
  });
});

it('nothing went wrong in the page', () => {
  expect(opened.problems).toEqual([]);
});

function typeButton(label: string) {
  return page.getByRole('group', { name: 'Profile type' }).getByRole('button', { name: label, exact: true });
}

/** Until the graph of the type is on the screen, and nothing is under way. */
async function graphIs(type: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => new URLSearchParams(location.search).get('type') === wanted,
    type === 'cpu' ? null : type,
  );
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

/** What the root weighs, as the page says it to those who don't see it. */
async function rootValue(): Promise<string> {
  await page.getByRole('application').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const spoken = await page.locator('[aria-live=polite]').innerText();
  return /, total (.+), [^,]+ %, self/.exec(spoken)?.[1] ?? spoken;
}

/** Two digits and the unit: the made-up tree doesn't add up to one. */
function scaled(text: string): string {
  const number = Number.parseFloat(text.replaceAll(',', ''));
  return `${number.toPrecision(1)} ${unitOf(text)}`;
}

function unitOf(text: string): string {
  return text.replace(/^[\d.,]+ ?/, '');
}

async function tooltip(y = 10): Promise<string> {
  await page.locator('canvas[data-frames]').hover({ position: { x: 100, y } });
  return page.getByTestId('tooltip').innerText();
}

function legend(): Promise<string> {
  return page.getByRole('group', { name: 'Languages by own time' }).innerText();
}

/** Pictures at each width, and a light one; nothing of the page may stick out to the side. */
async function pictures(name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 2560 ? 1440 : 900 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} at ${width} px is too wide by`).toBe(0);
    await savePicture(page, PICTURES, `${name}-${width}.png`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
