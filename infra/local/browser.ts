import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What a browser is started with. */
export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  /** Where it is not this process's own. */
  readonly env?: Record<string, string>;
}

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
];

/** Without a screen, calling nobody. */
const args: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium: what `BROWSER_PATH` names, else that of the machine, else, on Linux with an x64 processor, the one that the
 * package `@sparticuz/chromium` carries.
 *
 * @throws Error saying what to install.
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env['BROWSER_PATH'] ?? '';
  if (named !== '' && !existsSync(named))
    throw new Error(`BROWSER_PATH: there is no "${named}". Name a Chromium, or leave it empty.`);
  const executablePath = [named, ...known].find((path) => path !== '' && existsSync(path));
  if (executablePath !== undefined) return { executablePath, args: [...args] };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser();
  throw new Error(
    'There is no Chromium here. Install one (Debian, Ubuntu: "apt-get install chromium"; Fedora: "dnf install chromium"; macOS: Google Chrome; Windows: Microsoft Edge), or name it in BROWSER_PATH.',
  );
}

const folder = fileURLToPath(new URL('../../.local/chromium/', import.meta.url));

/** Unpacks the browser of the package the first time, with the libraries and fonts that a bare machine lacks. */
async function packagedBrowser(): Promise<Browser> {
  await mkdir(folder, { recursive: true });
  const own = { ...process.env };
  // The package reads where to unpack, and that libraries are missing, from the environment when it is loaded, and leaves
  // there what the browser needs: that goes to the browser alone.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    const { AWS_LAMBDA_JS_RUNTIME: _, TMPDIR: __, ...env } = process.env as Record<string, string>;
    return { executablePath, args: [...args, '--no-zygote'], env };
  } finally {
    for (const name of Object.keys(process.env))
      if (!(name in own)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, own);
  }
}
