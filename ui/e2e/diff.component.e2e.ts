import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DiffAnswer, DiffSideAnswer } from '../src/api/types.ts';
import { decodeDiffView, type DiffView } from '../src/url/diffView.ts';
import { openAnswered, type AnsweredPage } from './answeredPage.ts';
import { savePicture } from './browser.ts';
import { POD } from './clusterAnswers.ts';
import type { ClusterServer } from './clusterServer.ts';
import { DIFF, diffAnswer } from './diffAnswers.ts';

const PICTURES = process.env.PODFLAME_COMPONENT_PICTURES ?? '';
const WIDTHS = [1024, 1440, 2560] as const;
const CHECKOUT = '?namespace=shop&service=checkout';

let opened: AnsweredPage;
let server: ClusterServer;
let page: Page;

/** The compare screen against answers in the API's shapes, whose weights follow the ranges that are asked for. */
beforeAll(async () => {
  opened = await openAnswered();
  ({ server, page } = opened);
});
afterAll(() => opened.close());
beforeEach(async () => {
  server.overrides = DIFF;
  await open(`/diff${CHECKOUT}`);
});

describe('the headline', () => {
  it('says what has changed most, by how much, and by what both sides are normalised', async () => {
    const text = await headline();
    expect(text).toMatch(/^CPU up 18\.6 %\s+0\.50 cores → 0\.60 cores/);
    expect(text).toMatch(/most of it in json\.Decode \+0\.11 cores \(\+150 %\)/);
    expect(text).toMatch(/against that, regexp\.Match −0\.088 cores \(gone\)/);
    expect(text).toContain('normalised: per second of each range');
    await pictures('diff');
  });

  it('by shares speaks of percentage points', async () => {
    await page.getByRole('button', { name: 'Relative' }).click();
    await param('mode', 'relative');
    await expect.poll(headline).toMatch(/as a share, most in json\.Decode \+15\.\d points \(\+\d+ %\)/);
    expect(await headline()).toContain('normalised: share of each side’s CPU');
    await pictures('diff-relative');
  });

  it('by requests says what one of them costs', async () => {
    const button = page.getByRole('button', { name: 'Per request' });
    expect(await button.isDisabled()).toBe(true);
    expect(await button.getAttribute('title')).toContain('http.server.request.duration');
    server.overrides = {
      ...DIFF,
      'diff.json': (query) => {
        const answer = diffAnswer(query);
        const served = (side: DiffSideAnswer, requests: number) => ({ ...side, requests });
        return { ...answer, before: served(answer.before, 45_000), after: served(answer.after, 90_000) };
      },
    };
    await open(`/diff${CHECKOUT}`);
    await button.click();
    await param('mode', 'request');
    await expect.poll(headline).toMatch(/^CPU per request down 40\.\d %\s+10\.1 ms → 5\.98 ms/);
    expect(await headline()).toMatch(/normalised: by 45,000 and 90,000 requests/);
    expect(await headline()).toMatch(/most of it in [\w.]+ −[\d.]+ ms a request/);
    await expect.poll(tooltip).toMatch(/A\s*10\.1 ms a request · 100\.0 %/);
    await pictures('diff-request');
  });

  it('by requests that nobody counted is by seconds, and says so', async () => {
    await open(`/diff${CHECKOUT}&mode=request`);
    await expect
      .poll(headline)
      .toContain('requests were not counted on both sides; normalised: per second of each range');
  });

  it('swapped says the opposite of everything', async () => {
    await page.getByRole('button', { name: 'Swap' }).click();
    await param('b.from', 'now-30m');
    await expect.poll(headline).toMatch(/^CPU down 15\.7 %\s+0\.60 cores → 0\.50 cores/);
    expect(await headline()).toMatch(/most of it in json\.Decode −0\.11 cores/);
    expect(await headline()).toMatch(/against that, regexp\.Match \+0\.088 cores \(new\)/);
    await rowOf('gc')
      .getByText(/^−0\.035$/)
      .first()
      .waitFor();
  });
});

describe('the range of a side', () => {
  it('keeps its length when it is dragged', async () => {
    const { x, y, width } = await plotOf('A');
    const before = await spokenRange('A');
    // The window is 37.5 minutes: A lies between a fifth and three fifths of it.
    await drag(x + 0.4 * width, x + 0.3 * width, y);
    await page.waitForURL((url) => url.searchParams.has('a.from'));
    const [from, to] = ['a.from', 'a.to'].map((name) => Date.parse(query().get(name) ?? ''));
    expect(to - from).toBe(15 * 60_000);
    expect(await spokenRange('A')).not.toBe(before);
    expect(query().has('b.from')).toBe(false);
  });

  it('is another one when the drag begins elsewhere', async () => {
    const { x, y, width } = await plotOf('B');
    await drag(x + 0.05 * width, x + 0.15 * width, y);
    await page.waitForURL((url) => url.searchParams.has('b.from'));
    const [from, to] = ['b.from', 'b.to'].map((name) => Date.parse(query().get(name) ?? ''));
    // A tenth of 37.5 minutes.
    expect((to - from) / 60_000).toBeCloseTo(3.75, 0);
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('b.from'));
  });

  it('is moved by keys, and its end with Shift', async () => {
    const slider = page.getByRole('slider', { name: 'Range A' });
    await slider.focus();
    const times = () => ['a.from', 'a.to'].map((name) => Date.parse(query().get(name) ?? ''));
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL((url) => url.searchParams.has('a.from'));
    const [from, to] = times();
    expect(to - from).toBe(15 * 60_000);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => times()[1]).toBe(to - 90_000);
    expect(times()[0]).toBe(from);
    await page.keyboard.press('PageDown');
    await expect.poll(() => times()[1]).toBe(from);
    await slider.focus();
    await pictures('diff-keyboard');
  });
});

describe('what is compared with', () => {
  it('is an earlier time of the same, and stays relative', async () => {
    const menu = await compareWith();
    expect(await chosenIn(menu)).toEqual(['The window before']);
    await page.keyboard.press('Escape');
    await choose('An hour before');
    await param('a.from', 'now-75m');
    expect(query().get('a.to')).toBe('now-1h');
    expect(await chosenIn(await compareWith())).toEqual(['An hour before']);
    await pictures('diff-presets');
    await page.keyboard.press('Escape');
  });

  it('is what was before a new version', async () => {
    await choose('Before and after 1.14.0');
    await page.waitForURL((url) => url.searchParams.has('b.from'));
    const { a, b } = view();
    expect(a.range.to).toBe(b.range.from);
    // What is the default isn't in the address.
    expect(query().has('a.from')).toBe(false);
    // Until the versions of the new window have come, it is the window before as well.
    const menu = await compareWith();
    await expect.poll(() => chosenIn(menu)).toEqual(['Before and after 1.14.0']);
    await page.keyboard.press('Escape');
  });

  it('is another service, at the same time or another one', async () => {
    const a = page.getByRole('region', { name: 'A, what is compared with' });
    await a.getByRole('button', { name: 'Service of A: shop checkout' }).click();
    await a.getByRole('searchbox', { name: 'Search services for A' }).fill('led');
    const found = a.getByRole('list', { name: 'Services for A' }).getByRole('listitem');
    // The service, and all of its namespace.
    await expect
      .poll(() => found.allInnerTexts())
      .toEqual([expect.stringMatching(/^bank\s+ledger/), expect.stringMatching(/^bank\s+all its services/)]);
    await pictures('diff-service-choice');
    await a.getByRole('button', { name: /ledger/ }).click();
    await param('a.service', 'ledger');
    expect([query().get('a.namespace'), query().get('service')]).toEqual(['bank', 'checkout']);
    await a.getByRole('button', { name: 'Service of A: bank ledger' }).waitFor();
    await expect
      .poll(() => server.asked.some((one) => one.startsWith('diff.json') && one.includes('a.service=ledger')))
      .toBe(true);
    await expect
      .poll(() => server.asked.some((one) => one.startsWith('timeline') && one.includes('service=ledger')))
      .toBe(true);
  });

  it('is a whole namespace', async () => {
    const a = page.getByRole('region', { name: 'A, what is compared with' });
    await a.getByRole('button', { name: 'Service of A: shop checkout' }).click();
    await a.getByRole('button', { name: /bank\s+all its services/ }).click();
    await param('a.namespace', 'bank');
    expect([query().get('a.service'), query().get('service')]).toEqual(['', 'checkout']);
    await a.getByRole('button', { name: 'Service of A: namespace bank' }).waitFor();
    await expect
      .poll(() =>
        server.asked.some((one) => /^timeline.*namespace=bank/.test(one) && !one.includes('service=')),
      )
      .toBe(true);
  });

  it('is another host, by filters of each side', async () => {
    const b = page.getByRole('region', { name: 'B, what it has become' });
    await b.getByRole('button', { name: 'Filter B', exact: true }).click();
    await pictures('diff-filters');
    await b.getByRole('button', { name: 'Filter by node' }).click();
    await b.getByRole('checkbox', { name: 'node2' }).check();
    await param('b.host', 'node2');
    expect(query().has('a.host')).toBe(false);
    await page.keyboard.press('Escape');
    await b.getByRole('button', { name: 'Filter B', exact: true }).click();
    await pictures('diff-filtered');
    await expect
      .poll(() => server.asked.some((one) => one.startsWith('diff.json') && one.includes('b.host=node2')))
      .toBe(true);
  });

  it('that has no samples is told why', async () => {
    await choose('A week before');
    await expect.poll(() => hints()).toMatch(/A has no CPU samples: what is seen of it began at/);
    await expect.poll(headline).toContain('only in B');
    await pictures('diff-no-samples');
  });

  it('that is the same is told to be', async () => {
    await choose('The same time');
    await expect.poll(() => hints()).toContain('A and B are the same.');
    await expect.poll(headline).toContain('CPU unchanged');
    await expect.poll(() => cellOf('gc', 3).innerText()).toBe('0');
  });

  it('can be longer, and the page says what evens that out', async () => {
    await open(`/diff${CHECKOUT}&a.from=now-75m&a.to=now-15m`);
    expect(await hints()).toMatch(/A is 1 h long, B 15 min: both are compared per second of their own range\./);
    // Four times as long and four times as much: the headline is that of equal lengths.
    expect(await headline()).toMatch(/^CPU up 18\.6 %/);
  });

  it('is still to be chosen', async () => {
    await page.goto(`${server.url}/diff`);
    await page.getByRole('heading', { name: 'Compare what?' }).waitFor();
    await pictures('diff-nothing');
    const a = page.getByRole('region', { name: 'A, what is compared with' });
    await a.getByRole('button', { name: 'Service of A: Choose a service' }).click();
    await a.getByRole('button', { name: /ledger/ }).click();
    await param('a.service', 'ledger');
    await page.getByRole('heading', { name: 'Compare what?' }).waitFor();
  });
});

describe('the table', () => {
  it('counts what is more, less, new and gone, beyond noise', async () => {
    const kinds = page.getByRole('group', { name: 'Which functions' });
    expect(await kinds.innerText()).toMatch(/All 15\s+More 3\s+Less 1\s+New 1\s+Gone 1/);
    await kinds.getByRole('button', { name: 'Gone' }).click();
    await param('rows', 'gone');
    expect(await rows().count()).toBe(1);
    expect(await rowOf('regexp.Match').innerText()).toMatch(/regexp\.Match\s+gone\s+0\.088\s+–\s+−0\.088/);
  });

  it('mutes differences within sampling noise and says so', async () => {
    const cell = cellOf('log', 3);
    expect(await cell.getAttribute('title')).toMatch(/within sampling noise$/);
    expect(await cellOf('json.Decode', 3).getAttribute('title')).not.toContain('noise');
    const colors = await Promise.all(
      [cell, cellOf('json.Decode', 3)].map((one) => one.evaluate((node) => getComputedStyle(node).color)),
    );
    expect(colors[0]).not.toBe(colors[1]);
    await page.getByText('grey: within sampling noise').waitFor();
  });

  it('has self and total differences, and is sorted by each column', async () => {
    expect(await cellOf('serve', 3).innerText()).toBe('0');
    expect(await cellOf('serve', 4).innerText()).toMatch(/^\+0\.0\d/);
    await page.getByRole('columnheader', { name: 'total ±' }).getByRole('button').click();
    await param('sort', 'total');
    const totals = async () => {
      const texts = await rows().getByRole('gridcell').allInnerTexts();
      return texts.filter((_, i) => i % 5 === 4).map((text) => Number(text.replace(/[+−<\s]/g, '')));
    };
    await expect.poll(totals).toEqual((await totals()).sort((x, y) => y - x));
    expect((await totals())[0]).toBeGreaterThan(0.1);
    await page.getByRole('columnheader', { name: 'function' }).getByRole('button').click();
    await expect.poll(() => rows().first().innerText()).toMatch(/^escape/);
  });

  it('is searched, and walked by keys; Enter marks the function in the graph and zooms nowhere', async () => {
    await page.getByRole('searchbox', { name: 'Search functions' }).fill('re');
    await param('functions', 're');
    await expect.poll(() => rows().count()).toBe(3);
    await page.getByRole('grid', { name: 'Functions' }).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL((url) => url.searchParams.has('fn'));
    expect(query().has('focus')).toBe(false);
    await expect.poll(() => page.locator('[role=row][aria-selected=true]').innerText()).toContain('render');
    await pictures('diff-marked');
  });

  it('is copied as tab-separated text', async () => {
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(lines[0]).toContain('self A, cores\tself B, cores\tself difference, cores\ttotal A, cores');
    expect(lines.length).toBe(16);
    expect(lines[1].split('\t')[0]).toBe('json.Decode');
  });

  it('says when it cannot tell change from chance', async () => {
    await page.getByText('grey: within sampling noise').waitFor();
    const unlike = (query: URLSearchParams) => {
      const answer = DIFF['diff.json'](query) as DiffAnswer;
      return { ...answer, before: { ...answer.before, divisor: 1 } };
    };
    server.overrides = { ...DIFF, 'diff.json': unlike };
    await open(`/diff${CHECKOUT}`);
    await page.getByText('samples differ in weight, so chance isn’t marked').waitFor();
  });

  it('is of what is zoomed into', async () => {
    await page.locator('canvas[data-frames]').click({ position: { x: 600, y: 50 } });
    await page.waitForURL((url) => url.searchParams.has('focus'));
    await page.getByText('in serve', { exact: true }).waitFor();
    await expect.poll(() => rowOf('gc').count()).toBe(0);
  });
});

describe('the graph', () => {
  it('leaves out what only one side has, and gives it to its callers', async () => {
    const frames = async () => Number(await page.locator('canvas[data-frames]').getAttribute('data-frames'));
    const before = await frames();
    await page.getByRole('button', { name: 'Hide new and gone' }).click();
    await param('elided', '0');
    await expect.poll(frames).toBe(before - 2);
    expect(await tooltip()).toMatch(/A\s*0\.50 cores[^]*B\s*0\.60 cores/);
    await page.getByRole('button', { name: 'Show new and gone' }).click();
    await param('elided', null);
  });

  it('is searched and walked by keys, which ? lists', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('^(parse|price)$');
    await page.keyboard.press('Enter');
    await param('search', '^(parse|price)$');
    const matches = page.getByTestId('matches');
    await expect.poll(() => matches.innerText()).toBe('1 / 2');
    await page.keyboard.press('Escape');
    await param('search', null);
    await page.getByRole('searchbox', { name: 'Search frames' }).fill('^tax$');
    await param('search', '^tax$');
    await page.getByRole('application').first().focus();
    await page.keyboard.press('n');
    await expect
      .poll(() =>
        page.getByRole('region', { name: 'Difference flame graph' }).locator('[aria-live=polite]').innerText(),
      )
      .toMatch(/^tax, 0\.\d+ cores before/);
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await help.getByText('next and previous match').waitFor();
    expect(await help.getByText('compare with the time before').count()).toBe(0);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await page.keyboard.press('t');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Functions');
  });

  it('says a share once when shares are compared', async () => {
    expect(await tooltip()).toMatch(/A\s*0\.50 cores · 100\.0 %/);
    await page.getByRole('button', { name: 'Relative' }).click();
    await param('mode', 'relative');
    await expect.poll(tooltip).toMatch(/A\s*100\.0 %\s*B\s*100\.0 %/);
  });

  it('follows the profile type', async () => {
    await page.getByRole('combobox', { name: 'Profile type' }).selectOption({ label: 'Allocations' });
    await param('type', 'alloc');
    await expect
      .poll(() => server.asked.some((one) => one.startsWith('diff.json') && one.includes('type=alloc')))
      .toBe(true);
  });
});

describe('a comparison is begun', () => {
  it('from a service, with an earlier time', async () => {
    await page.goto(`${server.url}/services/shop/checkout?from=now-30m`);
    await page.getByRole('button', { name: 'Compare' }).click();
    await pictures('compare-menu');
    await page.getByRole('link', { name: /^A day before/ }).click();
    await page.waitForURL((url) => url.pathname === '/diff');
    expect([query().get('a.from'), query().get('a.to')]).toEqual(['now-1470m', 'now-1d']);
    expect(query().get('b.from')).toBe('now-30m');
  });

  it('from a new version in its chart, by one click', async () => {
    await page.goto(`${server.url}/services/shop/checkout`);
    await page.getByRole('link', { name: 'Compare before and after 1.14.0' }).click();
    await page.waitForURL((url) => url.pathname === '/diff');
    const { a, b } = view();
    const times = [a.range.from, a.range.to, b.range.from, b.range.to].map((time) => Date.parse(time));
    expect(times[1]).toBe(times[2]);
    expect(times[1] - times[0]).toBe(times[3] - times[2]);
    await pictures('diff-version');
  });

  it('from a pod, which stays what both sides are about', async () => {
    await page.goto(`${server.url}/pods/shop/${POD}`);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('link', { name: /^The window before/ }).click();
    await page.waitForURL((url) => url.pathname === '/diff');
    expect([query().get('a.pod'), query().get('b.pod'), query().has('service')]).toEqual([POD, POD, false]);
    await page.getByRole('button', { name: `Service of A: shop ${POD}` }).waitFor();
    await headlineIs();
  });
});

it('nothing went wrong in the page', () => {
  expect(opened.problems).toEqual([]);
});

async function open(path: string): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await headlineIs();
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
}

/** The graph and the headline of what was asked for last are there. */
async function headlineIs(): Promise<void> {
  await expect.poll(headline).not.toBe('');
}

function view(): DiffView {
  return decodeDiffView(new URL(page.url()).search);
}

function query(): URLSearchParams {
  return new URL(page.url()).searchParams;
}

async function param(name: string, value: string | null): Promise<void> {
  await page.waitForURL((url) => url.searchParams.get(name) === value);
}

function headline(): Promise<string> {
  return page.getByTestId('headline').innerText();
}

function hints(): Promise<string> {
  return page.getByRole('list', { name: 'To be known' }).innerText();
}

function rows(): Locator {
  return page.getByRole('grid', { name: 'Functions' }).locator('[role=rowgroup] [role=row]');
}

function rowOf(name: string): Locator {
  return rows().filter({ has: page.getByText(name, { exact: true }) });
}

function cellOf(name: string, column: number): Locator {
  return rowOf(name).getByRole('gridcell').nth(column);
}

async function compareWith(): Promise<Locator> {
  await page.getByRole('button', { name: 'Compare with' }).click();
  return page.getByRole('group', { name: 'Compare with' });
}

async function choose(label: string): Promise<void> {
  await (await compareWith()).getByRole('button', { name: label }).click();
}

async function chosenIn(menu: Locator): Promise<string[]> {
  return menu.locator('[aria-pressed=true] b').allInnerTexts();
}

async function spokenRange(letter: 'A' | 'B'): Promise<string | null> {
  return page.getByRole('slider', { name: `Range ${letter}` }).getAttribute('aria-valuetext');
}

async function plotOf(letter: 'A' | 'B'): Promise<{ x: number; y: number; width: number }> {
  const box = await page
    .getByRole('region', { name: `${letter} · CPU` })
    .locator('.u-over')
    .boundingBox();
  return { x: box?.x ?? 0, y: (box?.y ?? 0) + (box?.height ?? 0) / 2, width: box?.width ?? 0 };
}

async function drag(from: number, to: number, y: number): Promise<void> {
  await page.mouse.move(from, y);
  await page.mouse.down();
  await page.mouse.move((from + to) / 2, y);
  await page.mouse.move(to, y);
  await page.mouse.up();
}

/** Of the root. */
async function tooltip(): Promise<string> {
  await page.locator('canvas[data-frames]').hover({ position: { x: 100, y: 10 } });
  return page.getByTestId('tooltip').innerText();
}

/** Each state at each width, dark and light. */
async function pictures(name: string): Promise<void> {
  if (PICTURES === '') return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await savePicture(page, PICTURES, `${name}-${colorScheme}-${width}.png`);
    }
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1440, height: 900 });
}
