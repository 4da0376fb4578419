import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { serveCluster, type ClusterServer, type Overrides } from './clusterServer.ts';

/** The page in a browser, against answers in the API's shapes. */
export interface AnsweredPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: ClusterServer;
  /** What scripts have failed with. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

interface Choices {
  readonly auth?: 'kubernetes' | 'none';
  readonly scheme?: 'dark' | 'light';
}

/** Opens an empty page beside a server whose answers can be others than a small cluster's. */
export async function openAnswered(
  overrides: Overrides = {},
  { auth = 'none', scheme = 'dark' }: Choices = {},
): Promise<AnsweredPage> {
  const [browser, server] = await Promise.all([openBrowser(scheme), serveCluster(auth)]);
  server.overrides = overrides;
  const problems: string[] = [];
  const page = await browser.context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => problems.push(error.message));
  return {
    ...{ page, context: browser.context, server, problems },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
