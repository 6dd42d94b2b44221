import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../infra/local/browser.ts';
import { startEnvironment } from '../infra/local/environment.ts';
import { actualRow } from '../infra/local/story/actual-row.ts';
import { bind, dataverseUser } from '../infra/local/story/dataverse-user.ts';
import { masterData } from '../infra/local/story/master-data.ts';
import { until } from '../infra/local/story/stage.ts';

/** Takes a picture of each page of the console, light and dark, into `docs/screenshots`. */
const found = await findBrowser();
const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
await mkdir(folder, { recursive: true });
const environment = await startEnvironment({
  financeEvents: 'off',
  writeBack: 'standard',
  dataverseEndpoint: 'webhook',
});
const browser = await chromium.launch(found);
try {
  const june = dataverseUser(environment.dataverse.url, 'June Low');
  const master = await masterData(june);
  const project = await june.create('msdyn_project', {
    msdyn_projectnumber: 'P-1001',
    msdyn_subject: 'Bridge over the river',
    msdyn_customer: master.customer.usmf,
    msdyn_owningcompany: master.company.usmf,
  });
  const task = (number: string, subject?: string): Promise<string> =>
    june.create('msdyn_projecttask', {
      msdyn_activitynumber: number,
      msdyn_outlinelevel: 1,
      msdyn_displaysequence: 1,
      msdyn_project: bind('msdyn_projects', project),
      ...(subject === undefined ? {} : { msdyn_subject: subject }),
    });
  await task('A-100', 'Foundations');
  const [cured] = await Promise.all(['A-101', 'A-102', 'A-103', 'A-104'].map((number) => task(number)));
  await dataverseUser(environment.dataverse.url, 'system').create(
    'msdyn_actual',
    actualRow(master, {
      type: 'cost',
      company: 'usmf',
      project,
      date: '2025-12-15',
      hours: 8,
      price: 62.5,
      billing: 'chargeable',
      text: 'Survey',
    }),
  );
  const url = `${environment.functionsUrl()}/api/support/`;
  const headers = { 'x-functions-key': environment.functionKey, 'x-support-user': 'June Low' };
  const call = async (path: string, body?: unknown): Promise<unknown> =>
    (
      await fetch(url + path, {
        headers,
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      })
    ).json();
  const listed = await until(60_000, async () => {
    const open = (await call('open')) as readonly { readonly deadLetter?: unknown }[];
    return open.filter(({ deadLetter }) => deadLetter !== undefined).length === 4 ? true : undefined;
  });
  if (listed !== true) throw new Error('The four refused tasks were not listed within a minute.');
  // Cured without an event: only a replay brings it over.
  environment.dataverse.setEndpoint({ kind: 'none' });
  await june.update('msdyn_projecttask', cured ?? '', { msdyn_subject: 'Abutment north' });
  await call('pause', { map: 'Projects V2', company: 'frrt', reason: 'numbers are being cleaned up' });
  const started = (await call('sync/initial', {
    map: 'Project Operations integration actuals',
    company: 'usmf',
    from: '2025-12-01',
    to: '2025-12-31',
  })) as { readonly run: { readonly id: string } };

  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      colorScheme,
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    page.on('console', (line) => {
      if (line.type() === 'error') console.log(`${colorScheme}: ${line.text()}`);
    });
    const take = async (name: string, address?: string): Promise<void> => {
      if (address !== undefined) await page.goto(`${url}console/${address}`);
      await page.locator('h1').waitFor();
      await page.locator('.fui-Spinner').last().waitFor({ state: 'detached' });
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${folder}${name}-${colorScheme}.png` });
    };
    await take('needs-attention', '');
    await take('overview', 'overview');
    await take('record', 'record?name=A-102');
    await take('replay', 'replay?cause=mandatory-field-empty');
    if (colorScheme === 'light') {
      await page.getByRole('button', { name: /^Replay \d/ }).click();
      await page.getByText('Finished: ').waitFor({ timeout: 60_000 });
    } else {
      await page.goto(`${url}console/jobs`);
      await page.getByRole('table').getByRole('link').first().click();
      await page.getByText('Finished: ').waitFor();
    }
    await take('replay-result');
    await take('replays', 'jobs');
    await take('runs', 'runs');
    await take('run', `runs/${started.run.id}`);
    await take('maps', 'maps');
    await take('map', 'maps/Project%20tasks');
    await take('audit', 'audit');
    await page.setViewportSize({ width: 420, height: 900 });
    await take('narrow', '');
    await context.close();
  }
} finally {
  await browser.close();
  await environment.stop();
}
