import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DiffAnswer, DiffSideAnswer } from '../src/api/types.ts';
import type { ClusterServer } from './clusterServer.ts';
import { DIFF, diffAnswer } from './diffAnswers.ts';
import { CHECKOUT, DiffPage } from './diffPage.ts';

let diff: DiffPage;
let server: ClusterServer;
let page: Page;

/** What a comparison says: its headline, its table, its graph. */
beforeAll(async () => {
  diff = await DiffPage.begin();
  ({ server, page } = diff);
});
afterAll(() => diff.close());
beforeEach(() => diff.reopen());

describe('the headline', () => {
  it('says what has changed most, by how much, and by what both sides are normalised', async () => {
    const text = await diff.headline();
    expect(text).toMatch(/^CPU up 18\.6 %\s+0\.50 cores → 0\.60 cores/);
    expect(text).toMatch(/most of it in json\.Decode \+0\.11 cores \(\+150 %\)/);
    expect(text).toMatch(/against that, regexp\.Match −0\.088 cores \(gone\)/);
    expect(text).toContain('normalised: per second of each range');
    await diff.pictures('diff');
  });

  it('by shares speaks of percentage points', async () => {
    await page.getByRole('button', { name: 'Relative' }).click();
    await diff.param('mode', 'relative');
    await expect
      .poll(() => diff.headline())
      .toMatch(/as a share, most in json\.Decode \+15\.\d points \(\+\d+ %\)/);
    expect(await diff.headline()).toContain('normalised: share of each side’s CPU');
    await diff.pictures('diff-relative');
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
    await diff.open(`/diff${CHECKOUT}`);
    await button.click();
    await diff.param('mode', 'request');
    await expect.poll(() => diff.headline()).toMatch(/^CPU per request down 40\.\d %\s+10\.1 ms → 5\.98 ms/);
    expect(await diff.headline()).toMatch(/normalised: by 45,000 and 90,000 requests/);
    expect(await diff.headline()).toMatch(/most of it in [\w.]+ −[\d.]+ ms a request/);
    await expect.poll(() => diff.tooltip()).toMatch(/A\s*10\.1 ms a request · 100\.0 %/);
    await diff.pictures('diff-request');
  });

  it('by requests that nobody counted is by seconds, and says so', async () => {
    await diff.open(`/diff${CHECKOUT}&mode=request`);
    await expect
      .poll(() => diff.headline())
      .toContain('requests were not counted on both sides; normalised: per second of each range');
  });

  it('swapped says the opposite of everything', async () => {
    await page.getByRole('button', { name: 'Swap' }).click();
    await diff.param('b.from', 'now-30m');
    await expect.poll(() => diff.headline()).toMatch(/^CPU down 15\.7 %\s+0\.60 cores → 0\.50 cores/);
    expect(await diff.headline()).toMatch(/most of it in json\.Decode −0\.11 cores/);
    expect(await diff.headline()).toMatch(/against that, regexp\.Match \+0\.088 cores \(new\)/);
    await diff
      .rowOf('gc')
      .getByText(/^−0\.035$/)
      .first()
      .waitFor();
  });
});

describe('the table', () => {
  it('counts what is more, less, new and gone, beyond noise', async () => {
    const kinds = page.getByRole('group', { name: 'Which functions' });
    expect(await kinds.innerText()).toMatch(/All 15\s+More 3\s+Less 1\s+New 1\s+Gone 1/);
    await kinds.getByRole('button', { name: 'Gone' }).click();
    await diff.param('rows', 'gone');
    expect(await diff.rows().count()).toBe(1);
    expect(await diff.rowOf('regexp.Match').innerText()).toMatch(/regexp\.Match\s+gone\s+0\.088\s+–\s+−0\.088/);
  });

  it('mutes differences within sampling noise and says so', async () => {
    const cell = diff.cellOf('log', 3);
    expect(await cell.getAttribute('title')).toMatch(/within sampling noise$/);
    expect(await diff.cellOf('json.Decode', 3).getAttribute('title')).not.toContain('noise');
    const colors = await Promise.all(
      [cell, diff.cellOf('json.Decode', 3)].map((one) => one.evaluate((node) => getComputedStyle(node).color)),
    );
    expect(colors[0]).not.toBe(colors[1]);
    await page.getByText('grey: within sampling noise').waitFor();
  });

  it('has self and total differences, and is sorted by each column', async () => {
    expect(await diff.cellOf('serve', 3).innerText()).toBe('0');
    expect(await diff.cellOf('serve', 4).innerText()).toMatch(/^\+0\.0\d/);
    await page.getByRole('columnheader', { name: 'total ±' }).getByRole('button').click();
    await diff.param('sort', 'total');
    const totals = async () => {
      const texts = await diff.rows().getByRole('gridcell').allInnerTexts();
      return texts.filter((_, i) => i % 5 === 4).map((text) => Number(text.replace(/[+−<\s]/g, '')));
    };
    await expect.poll(totals).toEqual((await totals()).sort((x, y) => y - x));
    expect((await totals())[0]).toBeGreaterThan(0.1);
    await page.getByRole('columnheader', { name: 'function' }).getByRole('button').click();
    await expect.poll(() => diff.rows().first().innerText()).toMatch(/^escape/);
  });

  it('is searched, and walked by keys; Enter marks the function in the graph and zooms nowhere', async () => {
    await page.getByRole('searchbox', { name: 'Search functions' }).fill('re');
    await diff.param('functions', 're');
    await expect.poll(() => diff.rows().count()).toBe(3);
    await page.getByRole('grid', { name: 'Functions' }).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL((url) => url.searchParams.has('fn'));
    expect(diff.query().has('focus')).toBe(false);
    await expect.poll(() => page.locator('[role=row][aria-selected=true]').innerText()).toContain('render');
    await diff.pictures('diff-marked');
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
    await diff.open(`/diff${CHECKOUT}`);
    await page.getByText('samples differ in weight, so chance isn’t marked').waitFor();
  });

  it('is of what is zoomed into', async () => {
    await page.locator('canvas[data-frames]').click({ position: { x: 600, y: 50 } });
    await page.waitForURL((url) => url.searchParams.has('focus'));
    await page.getByText('in serve', { exact: true }).waitFor();
    await expect.poll(() => diff.rowOf('gc').count()).toBe(0);
  });
});

describe('the graph', () => {
  it('leaves out what only one side has, and gives it to its callers', async () => {
    const frames = async () => Number(await page.locator('canvas[data-frames]').getAttribute('data-frames'));
    const before = await frames();
    await page.getByRole('button', { name: 'Hide new and gone' }).click();
    await diff.param('elided', '0');
    await expect.poll(frames).toBe(before - 2);
    expect(await diff.tooltip()).toMatch(/A\s*0\.50 cores[^]*B\s*0\.60 cores/);
    await page.getByRole('button', { name: 'Show new and gone' }).click();
    await diff.param('elided', null);
  });

  it('is searched and walked by keys, which ? lists', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('^(parse|price)$');
    await page.keyboard.press('Enter');
    await diff.param('search', '^(parse|price)$');
    const matches = page.getByTestId('matches');
    await expect.poll(() => matches.innerText()).toBe('1 / 2');
    await page.keyboard.press('Escape');
    await diff.param('search', null);
    await page.getByRole('searchbox', { name: 'Search frames' }).fill('^tax$');
    await diff.param('search', '^tax$');
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
    expect(await diff.tooltip()).toMatch(/A\s*0\.50 cores · 100\.0 %/);
    await page.getByRole('button', { name: 'Relative' }).click();
    await diff.param('mode', 'relative');
    await expect.poll(() => diff.tooltip()).toMatch(/A\s*100\.0 %\s*B\s*100\.0 %/);
  });

  it('follows the profile type', async () => {
    await page.getByRole('combobox', { name: 'Profile type' }).selectOption({ label: 'Allocations' });
    await diff.param('type', 'alloc');
    await expect
      .poll(() => server.asked.some((one) => one.startsWith('diff.json') && one.includes('type=alloc')))
      .toBe(true);
  });
});

it('nothing went wrong in the page', () => {
  expect(diff.problems()).toEqual([]);
});
