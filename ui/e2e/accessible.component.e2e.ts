import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswered, type AnsweredPage } from './answeredPage.ts';
import { NO_FLAMEGRAPH, POD, SKIPPED_POD } from './clusterAnswers.ts';
import type { Overrides } from './clusterServer.ts';
import { heatAnswer } from './heatAnswers.ts';
import { FOUND } from './servicesAnswers.ts';
import { diffAnswer, functionsAnswer, graphAnswer } from './graphAnswers.ts';

/** What axe calls an impact that keeps people from using a page. */
const SERIOUS = ['serious', 'critical'];
const SERVICE = '/services/shop/checkout';
const BEGIN = Date.parse('2026-11-20T10:00:00Z');
const DIFF = '/diff?namespace=shop&service=checkout';
const SCREENS: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
  ['services', '/services', (page) => page.getByRole('link', { name: 'checkout' }).first().waitFor()],
  [
    'services in groups',
    '/services?group=namespace',
    (page) => page.getByRole('link', { name: 'checkout' }).first().waitFor(),
  ],
  [
    'a search for functions',
    '/functions?q=format',
    (page) => page.getByRole('table', { name: 'Services with these functions' }).waitFor(),
  ],
  ['filters that rule values out', `${SERVICE}?not.pod=x&host=node1`, (page) => open(page, 'Filter by pod')],
  ['a service', SERVICE, graph],
  [
    'a heat map with a stretch of it',
    `${SERVICE}?from=2026-11-20T10:00:00Z&to=2026-11-20T10:01:00Z&heat=1&slice=${BEGIN + 400}-${BEGIN + 3000}`,
    (page) => page.getByRole('region', { name: 'Heat map' }).locator('i').first().waitFor(),
  ],
  ['a search', `${SERVICE}?search=hash`, graph],
  ['a zoomed graph with changes', `${SERVICE}?without=%3Dparse&recursion=folded&inverted=1`, graph],
  ['callers and callees', SERVICE, async (page) => keys(page, 'ArrowDown', 'ArrowDown', 's')],
  ['the menu of a frame', SERVICE, async (page) => keys(page, 'ArrowDown', 'ArrowDown', 'm')],
  ['the keyboard map', SERVICE, async (page) => keys(page, '?')],
  ['files to export', SERVICE, (page) => open(page, 'Export')],
  ['how the graph is drawn', SERVICE, (page) => open(page, 'View')],
  ['a filter', SERVICE, (page) => open(page, 'Filter by pod')],
  ['a range', SERVICE, (page) => open(page, 'Time range')],
  ['tables of packages', `${SERVICE}?rows=package`, graph],
  ['a pod', `/pods/shop/${POD}`, graph],
  [
    'a pod without samples',
    `/pods/shop/${SKIPPED_POD}`,
    (page) => page.getByRole('heading', { name: /^No / }).waitFor(),
  ],
  ['a namespace', '/namespaces/shop', graph],
  ['a comparison', DIFF, graph],
  ['what is compared with', DIFF, (page) => open(page, 'Compare with')],
  ['a service to compare with', DIFF, (page) => open(page, 'Service of A')],
  ['filters of a side', DIFF, (page) => open(page, 'Filter B')],
  ['nothing to compare yet', '/diff', (page) => page.getByRole('heading', { name: 'Compare what?' }).waitFor()],
  ['targets', '/targets', (page) => page.getByRole('table', { name: 'Targets' }).waitFor()],
  [
    'a target',
    '/targets/ProfilingTarget/shop/checkout',
    (page) => page.getByRole('table', { name: 'Containers' }).waitFor(),
  ],
  ['a screen that does not exist', '/nowhere', (page) => page.getByRole('link').first().waitFor()],
];

describe.each(['dark', 'light'] as const)('in a %s room', (scheme) => {
  let opened: AnsweredPage;

  beforeAll(async () => {
    const answers: Overrides = {
      'flamegraph.json': (query) => (query.get('pod') === SKIPPED_POD ? NO_FLAMEGRAPH : graphAnswer()),
      'function-search': () => FOUND,
      ...{ functions: functionsAnswer, 'diff.json': diffAnswer },
      'heatmap.json': () => heatAnswer(BEGIN, 60),
    };
    opened = await openAnswered(answers, { scheme });
  });
  afterAll(() => opened.close());

  it.each(SCREENS)('%s can be used by everybody', async (_, path, show) => {
    const { page, server } = opened;
    await page.goto(server.url + path);
    await show(page);
    expect(await findings(page)).toEqual([]);
  });
});

describe('signing in', () => {
  it('can be done by everybody', async () => {
    const { page, server, close } = await openAnswered({}, { auth: 'kubernetes', scheme: 'light' });
    await page.goto(server.url);
    await page.getByRole('button').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await close();
  });
});

/** Serious findings of axe, one line each. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    );
}

async function graph(page: Page): Promise<void> {
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

async function keys(page: Page, ...pressed: string[]): Promise<void> {
  await graph(page);
  await page.getByRole('application').focus();
  for (const key of pressed) await page.keyboard.press(key);
}

async function open(page: Page, name: string): Promise<void> {
  await graph(page);
  await page.getByRole('button', { name }).click();
}
