import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, savePicture, type OpenBrowser } from './browser.ts';

/** A collector in a cluster, a token that it accepts, and what to expect there. */
const CLUSTER = (process.env.PODFLAME_CLUSTER_URL ?? '').replace(/\/$/, '');
const TOKEN = process.env.PODFLAME_CLUSTER_TOKEN ?? '';
/** A pod with samples, as `namespace/name`; without it the first pod of the first service that has some. */
const POD = process.env.PODFLAME_CLUSTER_POD ?? '';
/** Part of a function's name that must be in that pod's profile. */
const FUNCTION = process.env.PODFLAME_CLUSTER_FUNCTION ?? '';
/** A target that skips a container, as `kind/namespace/name`; without it the first one that does. */
const TARGET = process.env.PODFLAME_CLUSTER_TARGET ?? '';
const PICTURES = process.env.PODFLAME_PICTURES ?? '';
const WAIT = { timeout: 90_000 };

describe.skipIf(CLUSTER === '' || TOKEN === '')(
  'the page of a cluster (needs PODFLAME_CLUSTER_URL and PODFLAME_CLUSTER_TOKEN)',
  () => {
    let browser: OpenBrowser;
    let page: Page;
    const problems: string[] = [];

    beforeAll(async () => {
      browser = await openBrowser('dark');
      page = await browser.context.newPage();
      page.setDefaultTimeout(WAIT.timeout);
      page.on('pageerror', (error) => problems.push(error.message));
    });
    afterAll(() => browser.close());

    it('nobody sees anything without signing in', async () => {
      await page.goto(`${CLUSTER}/services`);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await picture('sign-in.png');
      const answer = await page.request.get(`${CLUSTER}/api/v1/services`);
      expect(answer.status()).toBe(401);
    });

    it('a wrong token is refused', async () => {
      await enter('not-a-token');
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('heading', { name: 'Sign in' }).count()).toBe(1);
    });

    it('a token of the cluster opens the services', async () => {
      await enter(TOKEN);
      await page.getByRole('button', { name: /^Signed in as / }).waitFor();
      const cookies = await browser.context.cookies();
      const session = cookies.find(({ name }) => name === 'podflame-session');
      expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
      expect(session?.secure).toBe(CLUSTER.startsWith('https:'));
      expect(await page.evaluate(() => document.cookie)).toBe('');
    });

    it('a pod has its flame graph, where it runs, and its charts', async () => {
      await openPod();
      await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
      const facts = page.getByLabel('Pod', { exact: true });
      await expect.poll(() => facts.innerText(), WAIT).toMatch(/node\s+\S+[^–…]*workload\s+\w+\/\S+/);
      await page.getByRole('grid', { name: 'Functions' }).getByRole('row').nth(3).waitFor();
      await expect.poll(() => page.getByRole('region', { name: 'CPU' }).innerText(), WAIT).toMatch(/core/);
      await picture('pod.png');
    });

    it.skipIf(FUNCTION === '')('its profile has the function that the workload runs', async () => {
      await page.getByRole('searchbox', { name: 'Search functions' }).fill(FUNCTION);
      await page.getByRole('grid', { name: 'Functions' }).getByText(FUNCTION).first().waitFor();
    });

    it('targets say how many containers are profiled, and which node does it', async () => {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Targets' }).click();
      await page.getByRole('table', { name: 'Nodes' }).getByText('Running').first().waitFor();
      await expect
        .poll(() => page.getByRole('table', { name: 'Targets' }).innerText(), WAIT)
        .toMatch(/[1-9]\d* profiled/);
      await page.getByRole('table', { name: 'Not profiled, and why' }).waitFor();
      await picture('targets.png');
    });

    it('a target says for a skipped container why it is skipped, and leads to its pod', async () => {
      await openTarget();
      await page.getByRole('button', { name: /^skipped/ }).click();
      await page.waitForURL((url) => url.searchParams.get('state') === 'skipped');
      const row = page.getByRole('table', { name: 'Containers' }).getByRole('row').nth(1);
      expect(await row.innerText()).toContain('skipped');
      expect((await row.getByRole('cell').nth(2).innerText()).trim()).toMatch(/\w+/);
      await picture('target.png');
      await row.getByRole('link').click();
      await page.waitForURL((url) => url.pathname.startsWith('/pods/'));
      await page.getByRole('region', { name: 'Flame graph' }).getByText(': skipped').first().waitFor();
      await picture('pod-skipped.png');
    });

    it('looks right in a light room', async () => {
      await page.goBack();
      await page.emulateMedia({ colorScheme: 'light' });
      await page.getByRole('table', { name: 'Containers' }).waitFor();
      await picture('target-light.png');
    });

    it('signing out ends it', async () => {
      await page.getByRole('button', { name: /^Signed in as / }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      const answer = await page.request.get(`${CLUSTER}/api/v1/services`);
      expect(answer.status()).toBe(401);
    });

    it('nothing went wrong on the way', () => {
      expect(problems).toEqual([]);
    });

    async function enter(token: string): Promise<void> {
      await page.getByLabel('Token', { exact: true }).fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
    }

    async function openPod(): Promise<void> {
      if (POD !== '') {
        await page.goto(`${CLUSTER}/pods/${POD}?from=now-5m`);
        return;
      }
      await page.getByRole('table', { name: 'Services' }).getByRole('link').first().click();
      await page.getByRole('button', { name: 'Filter by pod' }).click();
      await page
        .getByRole('link', { name: /^Open / })
        .first()
        .click();
    }

    async function openTarget(): Promise<void> {
      if (TARGET !== '') {
        await page.goto(`${CLUSTER}/targets/${TARGET}`);
        return;
      }
      const skipping: Locator = page
        .getByRole('table', { name: 'Targets' })
        .getByRole('row')
        .filter({ hasText: / skipped/ });
      await skipping.first().getByRole('link').click();
    }

    function picture(name: string): Promise<void> {
      return savePicture(page, PICTURES, name);
    }
  },
);
