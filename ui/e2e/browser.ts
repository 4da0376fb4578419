import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const CHROMIUM = process.env.PODFLAME_CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A picture for people to look at, once the fonts are there. */
export async function savePicture(page: Page, folder: string, name: string): Promise<void> {
  if (folder === '') return;
  await mkdir(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, name), animations: 'disabled' });
}

export interface OpenBrowser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** A browser with a profile of its own, gone with it. */
export async function openBrowser(
  colorScheme: 'dark' | 'light',
  width = 1440,
  height = 900,
): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'podflame-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: FLAGS,
    viewport: { width, height },
    colorScheme,
    // A cluster's collector has a certificate of the cluster's own authority.
    ignoreHTTPSErrors: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
