import type { Page } from 'playwright-core';
import { percentile } from '../bench/statistics/percentile.ts';

/** How a list came along while it was scrolled; times in milliseconds. */
export interface ScrollFrames {
  readonly frames: number;
  /** Frames that a screen of 60 pictures a second would have shown and that were not drawn. */
  readonly dropped: number;
  readonly median: number;
  readonly longest: number;
  /** Work of the page that kept it from answering for more than 50 ms at a time. */
  readonly longTasks: number;
}

const frameMs = 1_000 / 60;

/** Turns the wheel over the list of open records and watches every frame meanwhile. */
export async function scrollFrames(page: Page, turns: number): Promise<ScrollFrames> {
  await page.getByRole('table', { name: 'Open records' }).hover();
  // Runs in the page: a text, since these are names of a browser.
  await page.evaluate(`{
    globalThis.seen = { frames: [], longTasks: 0 };
    new PerformanceObserver((list) => (seen.longTasks += list.getEntries().length)).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now) => {
      seen.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }`);
  for (let turn = 0; turn < turns; turn++) await page.mouse.wheel(0, 1_200);
  const { frames, longTasks } = await page.evaluate<{
    readonly frames: readonly number[];
    readonly longTasks: number;
  }>('seen');
  return {
    frames: frames.length,
    dropped: frames.reduce((sum, each) => sum + Math.max(0, Math.round(each / frameMs) - 1), 0),
    median: percentile(frames, 0.5),
    longest: Math.max(...frames),
    longTasks,
  };
}

/** One line for a person. */
export const scrollWords = ({ frames, dropped, median, longest, longTasks }: ScrollFrames): string =>
  `${String(frames)} frames, ${String(dropped)} dropped, ${median.toFixed(0)} ms median, ${longest.toFixed(0)} ms longest, ${String(longTasks)} long tasks`;
