import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAnswered, type AnsweredPage } from './answeredPage.ts';
import { savePicture } from './browser.ts';
import { POD, SKIPPED_POD } from './clusterAnswers.ts';
import { serveCluster, TOKEN, USER, type ClusterServer } from './clusterServer.ts';

const PICTURES = process.env.PODFLAME_COMPONENT_PICTURES ?? '';
/** A laptop's half, a laptop, a large screen. */
const WIDTHS = [1024, 1440, 2560] as const;

let opened: AnsweredPage;
let server: ClusterServer;
let page: Page;

/** Screens against answers in recorded shapes: what the page does with them. The real cluster is in cluster.e2e.ts. */
beforeAll(async () => {
  opened = await openAnswered({}, { auth: 'kubernetes' });
  ({ server, page } = opened);
});
afterAll(() => opened.close());
beforeEach(() => {
  server.overrides = {};
});

describe('signing in', () => {
  it('stands in place of any view, and says where a token comes from', async () => {
    await page.goto(`${server.url}/pods/shop/${POD}?from=now-3h`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page
      .getByText('kubectl create token podflame-viewer -n podflame --audience podflame-collector')
      .waitFor();
    await page.getByText('kubectl podflame ui').waitFor();
    expect(server.asked).toEqual([]);
    await pictures('sign-in');
  });

  it('a wrong token is told what is wrong with it', async () => {
    await page.getByLabel('Token', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('The cluster does not accept this token.').waitFor();
  });

  it('a good one opens the view that was asked for', async () => {
    await signIn();
    await graphOf();
    expect(new URL(page.url()).pathname).toBe(`/pods/shop/${POD}`);
    expect(new URL(page.url()).searchParams.get('from')).toBe('now-3h');
  });

  it('a session that ends asks again, over the same view', async () => {
    server.expire();
    await page.getByRole('button', { name: 'Wider range' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn();
    await graphOf();
    expect(new URL(page.url()).searchParams.get('from')).toBe('now-6h');
  });

  it('a namespace that is not theirs says which right is missing, and who they are', async () => {
    await page.goto(`${server.url}/services/secret/vault`);
    const alert = page.getByRole('region', { name: 'Flame graph' }).getByRole('alert');
    await alert.getByText('You may not get pods in the namespace secret.').waitFor();
    expect(await alert.innerText()).toContain(USER);
    await pictures('forbidden');
  });
});

describe('a pod', () => {
  it('says where it runs and what is in it', async () => {
    await page.goto(`${server.url}/pods/shop/${POD}`);
    await graphOf();
    const facts = await page.getByLabel('Pod', { exact: true }).innerText();
    for (const fact of ['node1', 'Deployment/checkout', '7d9c5b6f4', 'app:1.14.0', '3f3f3f3f3f3f', 'Python'])
      expect(facts).toContain(fact);
    expect(facts).toMatch(/restarts\s+2/);
  });

  it('marks restarts and new images in both charts', async () => {
    for (const chart of ['CPU', 'Memory']) {
      const marks = await page
        .getByRole('list', { name: `Marked in ${chart}` })
        .getByRole('listitem')
        .allInnerTexts();
      expect(marks.map((text) => text.slice(9))).toEqual(['app: image 1.14.0', 'app: restart']);
    }
    await pictures('pod');
  });

  it('says limits and throttling', async () => {
    const cpu = page.getByRole('region', { name: 'CPU' });
    expect(await cpu.innerText()).toContain('limit 1');
    expect(await cpu.innerText()).toContain('throttled up to 35 %');
    expect(await page.getByRole('region', { name: 'Memory' }).innerText()).toContain('limit 256 MiB');
  });

  it('asks for the pod and no service, and is narrowed by container', async () => {
    server.asked.length = 0;
    await page.getByRole('button', { name: 'Filter by container' }).click();
    await page.getByRole('checkbox', { name: 'app' }).check();
    await page.waitForURL((url) => url.searchParams.get('container') === 'app');
    await expect
      .poll(() => server.asked.find((one) => one.startsWith('flamegraph.json')))
      .toMatch(new RegExp(`namespace=shop&pod=${POD}&container=app`));
    expect(server.asked.filter((one) => one.includes('service='))).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('without samples says why its containers have none, and leads to the target', async () => {
    server.overrides = { series: () => ({ from: 0, to: 1, series: [], facets: [] }) };
    await page.goto(`${server.url}/pods/shop/${SKIPPED_POD}`);
    const graph = page.getByRole('region', { name: 'Flame graph' });
    await graph.getByText('app: skipped, opted out').waitFor();
    await graph.getByText('Remove it from the pod template').waitFor();
    await pictures('pod-skipped');
    await graph.getByRole('link', { name: 'checkout' }).click();
    await page.waitForURL(`${server.url}/targets/ProfilingTarget/shop/checkout`);
  });
});

describe('a service', () => {
  it('has a page for each of its pods behind the filter', async () => {
    await page.goto(`${server.url}/services/shop/checkout?from=now-3h`);
    await graphOf();
    await page.getByRole('button', { name: 'Filter by node' }).waitFor();
    await page.getByRole('button', { name: 'Filter by pod' }).click();
    await pictures('service-pods');
    await page.getByRole('link', { name: `Open ${POD}` }).click();
    await page.waitForURL(`${server.url}/pods/shop/${POD}?from=now-3h`);
    await page.getByLabel('Pod', { exact: true }).getByRole('link', { name: 'checkout' }).click();
    await page.waitForURL(`${server.url}/services/shop/checkout?from=now-3h`);
  });
});

describe('targets', () => {
  it('say what is profiled, what is not and why, and how the nodes do', async () => {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Targets' }).click();
    const row = page.getByRole('table', { name: 'Targets' }).getByRole('row').filter({ hasText: 'checkout' });
    await row.getByText('Partly profiled').waitFor();
    expect(await row.innerText()).toMatch(
      /4 profiled[^]*1 waiting[^]*1 skipped[^]*ebpf 3[^]*async-profiler 1[^]*3 of 5/,
    );
    const skipped = page.getByRole('table', { name: 'Not profiled, and why' });
    expect(await skipped.innerText()).toContain('Opted out');
    expect(await skipped.innerText()).toContain(SKIPPED_POD);
    const nodes = page.getByRole('table', { name: 'Nodes' });
    expect(await nodes.innerText()).toContain('bpf: operation not permitted');
    expect(await page.getByRole('alert').innerText()).toMatch(/1 of 2 agents is silent: node2 \(3 min ago\)/);
    await pictures('targets');
  });

  it('can be searched and narrowed to problems, by keyboard, in the address', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('jvms');
    await page.waitForURL((url) => url.searchParams.get('q') === 'jvms');
    const rows = page.getByRole('table', { name: 'Targets' }).getByRole('link');
    await expect.poll(() => rows.allInnerTexts()).toHaveLength(1);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'With problems' }).click();
    await page.waitForURL((url) => url.search === '?only=troubled');
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringContaining('checkout')]);
    await page.reload();
    await expect.poll(() => rows.allInnerTexts()).toHaveLength(1);
  });

  it('one lists its containers with links to their pods', async () => {
    await page.getByRole('table', { name: 'Targets' }).getByRole('link', { name: 'checkout' }).click();
    await page.waitForURL(`${server.url}/targets/ProfilingTarget/shop/checkout`);
    const containers = page.getByRole('table', { name: 'Containers' });
    await containers.getByText(SKIPPED_POD).waitFor();
    expect(await containers.getByRole('row').count()).toBe(7);
    const engines = await containers.innerText();
    expect(engines).toContain('12.5 MiB');
    expect(engines).toMatch(/ebpf\s*Read-only \/tmp[^]*async-profiler/);
    await pictures('target');
    const lesser = page.getByRole('table', { name: 'Profiled, but less than asked, and why' });
    expect(await lesser.innerText()).toMatch(/Read-only \/tmp[^]*1[^]*rotmp[^]*emptyDir/);
    await lesser.getByRole('button', { name: 'Read-only /tmp' }).click();
    await page.waitForURL((url) => url.search === '?state=profiled&reason=ReadOnlyTmp');
    await expect.poll(() => containers.getByRole('row').count()).toBe(2);
    await page.goBack();
    await page.getByRole('button', { name: 'Opted out' }).click();
    await page.waitForURL((url) => url.search === '?state=skipped&reason=OptedOut');
    await expect.poll(() => containers.getByRole('row').count()).toBe(2);
    await containers.getByRole('link').click();
    await page.waitForURL(`${server.url}/pods/shop/${SKIPPED_POD}`);
  });

  it('one of the whole cluster has a path of its own', async () => {
    server.asked.length = 0;
    await page.goto(`${server.url}/targets/ClusterProfilingTarget/-/jvms`);
    await page.getByLabel('Target', { exact: true }).getByText('12 of 12 profiled').waitFor();
    expect(server.asked.filter((one) => one.startsWith('targets'))).toEqual([
      'targets?kind=ClusterProfilingTarget&name=jvms',
    ]);
  });

  it('one that no agent knows says how to look for it', async () => {
    await page.goto(`${server.url}/targets/ProfilingTarget/shop/gone`);
    await page.getByText('kubectl get ptgt -n shop gone').waitFor();
  });

  it('none yet: a target to apply', async () => {
    server.overrides = { targets: () => ({ targets: [] }), agents: () => ({ agents: [] }) };
    await page.goto(`${server.url}/targets`);
    await page.getByRole('heading', { name: 'No target yet, so no agent runs' }).waitFor();
    await page.getByText('kind: ProfilingTarget').waitFor();
    await pictures('targets-none');
  });
});

describe('signing out', () => {
  it('leads back to the sign-in, and leaves nothing to see', async () => {
    await page.goto(`${server.url}/services`);
    await page.getByRole('link', { name: 'checkout' }).waitFor();
    await page.getByRole('button', { name: `Signed in as ${USER}` }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});

describe('a collector without authentication, on one machine', () => {
  it('asks nobody to sign in, and explains targets of one machine', async () => {
    const alone = await serveCluster('none');
    alone.overrides = { targets: () => ({ targets: [] }), agents: () => ({ agents: [] }) };
    await page.goto(`${alone.url}/targets`);
    await page.getByRole('heading', { name: 'Targets are for Kubernetes' }).waitFor();
    await page.getByText('kind: HostTarget').waitFor();
    expect(await page.getByRole('button', { name: /^Signed in/ }).count()).toBe(0);
    await pictures('targets-standalone');
    await alone.close();
  });
});

it('nothing went wrong in the page', () => {
  expect(opened.problems).toEqual([]);
});

async function signIn(): Promise<void> {
  await page.getByLabel('Token', { exact: true }).fill(` ${TOKEN} `);
  await page.keyboard.press('Enter');
}

async function graphOf(): Promise<void> {
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
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
  await changeColors('light');
  await savePicture(page, PICTURES, `${name}-light.png`);
  await changeColors('dark');
}

/** Until the charts are made anew in the other colours. */
async function changeColors(colorScheme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(() => {
    for (const chart of document.querySelectorAll('.uplot')) chart.setAttribute('data-old', '');
  });
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(() => document.querySelector('.uplot[data-old]') === null);
}
