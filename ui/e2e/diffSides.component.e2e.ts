import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POD } from './clusterAnswers.ts';
import type { ClusterServer } from './clusterServer.ts';
import { CHECKOUT, DiffPage } from './diffPage.ts';

let diff: DiffPage;
let server: ClusterServer;
let page: Page;

/** How the two sides of a comparison are chosen. */
beforeAll(async () => {
  diff = await DiffPage.begin();
  ({ server, page } = diff);
});
afterAll(() => diff.close());
beforeEach(() => diff.reopen());

describe('a comparison is begun', () => {
  it('from a service, with an earlier time', async () => {
    await page.goto(`${server.url}/services/shop/checkout?from=now-30m`);
    await page.getByRole('button', { name: 'Compare' }).click();
    await diff.pictures('compare-menu');
    await page.getByRole('link', { name: /^A day before/ }).click();
    await page.waitForURL((url) => url.pathname === '/diff');
    expect([diff.query().get('a.from'), diff.query().get('a.to')]).toEqual(['now-1470m', 'now-1d']);
    expect(diff.query().get('b.from')).toBe('now-30m');
  });

  it('from a new version in its chart, by one click', async () => {
    await page.goto(`${server.url}/services/shop/checkout`);
    await page.getByRole('link', { name: 'Compare before and after 1.14.0' }).click();
    await page.waitForURL((url) => url.pathname === '/diff');
    const { a, b } = diff.view();
    const times = [a.range.from, a.range.to, b.range.from, b.range.to].map((time) => Date.parse(time));
    expect(times[1]).toBe(times[2]);
    expect(times[1] - times[0]).toBe(times[3] - times[2]);
    await diff.pictures('diff-version');
  });

  it('from a pod, which stays what both sides are about', async () => {
    await page.goto(`${server.url}/pods/shop/${POD}`);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('link', { name: /^The window before/ }).click();
    await page.waitForURL((url) => url.pathname === '/diff');
    expect([diff.query().get('a.pod'), diff.query().get('b.pod'), diff.query().has('service')]).toEqual([
      POD,
      POD,
      false,
    ]);
    await page.getByRole('button', { name: `Service of A: shop ${POD}` }).waitFor();
    await diff.headlineIs();
  });
});

describe('what is compared with', () => {
  it('is an earlier time of the same, and stays relative', async () => {
    const menu = await diff.compareWith();
    expect(await diff.chosenIn(menu)).toEqual(['The window before']);
    await page.keyboard.press('Escape');
    await diff.choose('An hour before');
    await diff.param('a.from', 'now-75m');
    expect(diff.query().get('a.to')).toBe('now-1h');
    expect(await diff.chosenIn(await diff.compareWith())).toEqual(['An hour before']);
    await diff.pictures('diff-presets');
    await page.keyboard.press('Escape');
  });

  it('is what was before a new version', async () => {
    await diff.choose('Before and after 1.14.0');
    await page.waitForURL((url) => url.searchParams.has('b.from'));
    const { a, b } = diff.view();
    expect(a.range.to).toBe(b.range.from);
    // What is the default isn't in the address.
    expect(diff.query().has('a.from')).toBe(false);
    // Until the versions of the new window have come, it is the window before as well.
    const menu = await diff.compareWith();
    await expect.poll(() => diff.chosenIn(menu)).toEqual(['Before and after 1.14.0']);
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
    await diff.pictures('diff-service-choice');
    await a.getByRole('button', { name: /ledger/ }).click();
    await diff.param('a.service', 'ledger');
    expect([diff.query().get('a.namespace'), diff.query().get('service')]).toEqual(['bank', 'checkout']);
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
    await diff.param('a.namespace', 'bank');
    expect([diff.query().get('a.service'), diff.query().get('service')]).toEqual(['', 'checkout']);
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
    await diff.pictures('diff-filters');
    await b.getByRole('button', { name: 'Filter by node' }).click();
    await b.getByRole('checkbox', { name: 'node2' }).check();
    await diff.param('b.host', 'node2');
    expect(diff.query().has('a.host')).toBe(false);
    await page.keyboard.press('Escape');
    await b.getByRole('button', { name: 'Filter B', exact: true }).click();
    await diff.pictures('diff-filtered');
    await expect
      .poll(() => server.asked.some((one) => one.startsWith('diff.json') && one.includes('b.host=node2')))
      .toBe(true);
  });

  it('that has no samples is told why', async () => {
    await diff.choose('A week before');
    await expect.poll(() => diff.hints()).toMatch(/A has no CPU samples: what is seen of it began at/);
    await expect.poll(() => diff.headline()).toContain('only in B');
    await diff.pictures('diff-no-samples');
  });

  it('that is the same is told to be', async () => {
    await diff.choose('The same time');
    await expect.poll(() => diff.hints()).toContain('A and B are the same.');
    await expect.poll(() => diff.headline()).toContain('CPU unchanged');
    await expect.poll(() => diff.cellOf('gc', 3).innerText()).toBe('0');
  });

  it('can be longer, and the page says what evens that out', async () => {
    await diff.open(`/diff${CHECKOUT}&a.from=now-75m&a.to=now-15m`);
    expect(await diff.hints()).toMatch(
      /A is 1 h long, B 15 min: both are compared per second of their own range\./,
    );
    // Four times as long and four times as much: the headline is that of equal lengths.
    expect(await diff.headline()).toMatch(/^CPU up 18\.6 %/);
  });

  it('is still to be chosen', async () => {
    await page.goto(`${server.url}/diff`);
    await page.getByRole('heading', { name: 'Compare what?' }).waitFor();
    await diff.pictures('diff-nothing');
    const a = page.getByRole('region', { name: 'A, what is compared with' });
    await a.getByRole('button', { name: 'Service of A: Choose a service' }).click();
    await a.getByRole('button', { name: /ledger/ }).click();
    await diff.param('a.service', 'ledger');
    await page.getByRole('heading', { name: 'Compare what?' }).waitFor();
  });
});

describe('the range of a side', () => {
  it('keeps its length when it is dragged', async () => {
    const { x, y, width } = await diff.plotOf('A');
    const before = await diff.spokenRange('A');
    // The window is 37.5 minutes: A lies between a fifth and three fifths of it.
    await diff.drag(x + 0.4 * width, x + 0.3 * width, y);
    await page.waitForURL((url) => url.searchParams.has('a.from'));
    const [from, to] = ['a.from', 'a.to'].map((name) => Date.parse(diff.query().get(name) ?? ''));
    expect(to - from).toBe(15 * 60_000);
    expect(await diff.spokenRange('A')).not.toBe(before);
    expect(diff.query().has('b.from')).toBe(false);
  });

  it('is another one when the drag begins elsewhere', async () => {
    const { x, y, width } = await diff.plotOf('B');
    await diff.drag(x + 0.05 * width, x + 0.15 * width, y);
    await page.waitForURL((url) => url.searchParams.has('b.from'));
    const [from, to] = ['b.from', 'b.to'].map((name) => Date.parse(diff.query().get(name) ?? ''));
    // A tenth of 37.5 minutes.
    expect((to - from) / 60_000).toBeCloseTo(3.75, 0);
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('b.from'));
  });

  it('is moved by keys, and its end with Shift', async () => {
    const slider = page.getByRole('slider', { name: 'Range A' });
    await slider.focus();
    const times = () => ['a.from', 'a.to'].map((name) => Date.parse(diff.query().get(name) ?? ''));
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
    await diff.pictures('diff-keyboard');
  });
});

it('nothing went wrong in the page', () => {
  expect(diff.problems()).toEqual([]);
});
