/** A browser without a screen, where there is one: opens a page and tells what became of it. */

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** The page's document once all is loaded and its script is done, as HTML; and its picture in `ORDERLOG_SCREENSHOTS`, if set. */
export async function openPage(name: string, html: string): Promise<string> {
  if (chromium === undefined) throw new Error('there is no Chromium');
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-browser-'));
  const page = join(directory, `${name}.html`);
  writeFileSync(page, html);
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--window-size=1280,900', '--hide-scrollbars'];
  const own = [`--user-data-dir=${join(directory, 'profile')}`, '--virtual-time-budget=20000'];
  const run = (...args: string[]) => promisify(execFile)(chromium ?? '', [...flags, ...own, ...args, `file://${page}`]);
  try {
    const { stdout } = await run('--dump-dom');
    const screenshots = process.env['ORDERLOG_SCREENSHOTS'];
    if (screenshots !== undefined) await run(`--screenshot=${join(screenshots, `${name}.png`)}`);
    return stdout;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
