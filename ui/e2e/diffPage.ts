import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { decodeDiffView, type DiffView } from '../src/url/diffView.ts';
import { openAnswered, type AnsweredPage } from './answeredPage.ts';
import { savePicture } from './browser.ts';
import type { ClusterServer } from './clusterServer.ts';
import { DIFF } from './diffAnswers.ts';

export const CHECKOUT = '?namespace=shop&service=checkout';

const PICTURES = process.env.PODFLAME_COMPONENT_PICTURES ?? '';
const WIDTHS = [1024, 1440, 2560] as const;

/** The compare screen against answers in the API's shapes, whose weights follow the ranges that are asked for. */
export class DiffPage {
  readonly page: Page;
  readonly server: ClusterServer;
  private readonly opened: AnsweredPage;

  private constructor(opened: AnsweredPage) {
    this.opened = opened;
    this.page = opened.page;
    this.server = opened.server;
  }

  static async begin(): Promise<DiffPage> {
    return new DiffPage(await openAnswered());
  }

  /** With the answers of every test's beginning. */
  async reopen(): Promise<void> {
    this.server.overrides = DIFF;
    await this.open(`/diff${CHECKOUT}`);
  }

  close(): Promise<void> {
    return this.opened.close();
  }

  /** What went wrong in the page. */
  problems(): readonly string[] {
    return this.opened.problems;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.server.url}${path}`);
    await this.headlineIs();
    await this.page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
  }

  /** The graph and the headline of what was asked for last are there. */
  async headlineIs(): Promise<void> {
    await expect.poll(() => this.headline()).not.toBe('');
  }

  view(): DiffView {
    return decodeDiffView(new URL(this.page.url()).search);
  }

  query(): URLSearchParams {
    return new URL(this.page.url()).searchParams;
  }

  async param(name: string, value: string | null): Promise<void> {
    await this.page.waitForURL((url) => url.searchParams.get(name) === value);
  }

  headline(): Promise<string> {
    return this.page.getByTestId('headline').innerText();
  }

  hints(): Promise<string> {
    return this.page.getByRole('list', { name: 'To be known' }).innerText();
  }

  rows(): Locator {
    return this.page.getByRole('grid', { name: 'Functions' }).locator('[role=rowgroup] [role=row]');
  }

  rowOf(name: string): Locator {
    return this.rows().filter({ has: this.page.getByText(name, { exact: true }) });
  }

  cellOf(name: string, column: number): Locator {
    return this.rowOf(name).getByRole('gridcell').nth(column);
  }

  async compareWith(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Compare with' }).click();
    return this.page.getByRole('group', { name: 'Compare with' });
  }

  async choose(label: string): Promise<void> {
    await (await this.compareWith()).getByRole('button', { name: label }).click();
  }

  async chosenIn(menu: Locator): Promise<string[]> {
    return menu.locator('[aria-pressed=true] b').allInnerTexts();
  }

  async spokenRange(letter: 'A' | 'B'): Promise<string | null> {
    return this.page.getByRole('slider', { name: `Range ${letter}` }).getAttribute('aria-valuetext');
  }

  async plotOf(letter: 'A' | 'B'): Promise<{ x: number; y: number; width: number }> {
    const box = await this.page
      .getByRole('region', { name: `${letter} · CPU` })
      .locator('.u-over')
      .boundingBox();
    return { x: box?.x ?? 0, y: (box?.y ?? 0) + (box?.height ?? 0) / 2, width: box?.width ?? 0 };
  }

  async drag(from: number, to: number, y: number): Promise<void> {
    await this.page.mouse.move(from, y);
    await this.page.mouse.down();
    await this.page.mouse.move((from + to) / 2, y);
    await this.page.mouse.move(to, y);
    await this.page.mouse.up();
  }

  /** Of the root. */
  async tooltip(): Promise<string> {
    await this.page.locator('canvas[data-frames]').hover({ position: { x: 100, y: 10 } });
    return this.page.getByTestId('tooltip').innerText();
  }

  /** Each state at each width, dark and light. */
  async pictures(name: string): Promise<void> {
    if (PICTURES === '') return;
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await this.page.setViewportSize({ width, height: 900 });
        await savePicture(this.page, PICTURES, `${name}-${colorScheme}-${width}.png`);
      }
    }
    await this.page.emulateMedia({ colorScheme: 'dark' });
    await this.page.setViewportSize({ width: 1440, height: 900 });
  }
}
