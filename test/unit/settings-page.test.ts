import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readSchedules } from '../../scripts/check-bicep/read-schedules.ts';
import { settingsPage } from '../../scripts/settings-page.ts';
import {
  readSettings,
  settingDefault,
  settingNames,
  type SettingName,
} from '../../shared/settings/settings.ts';

const root = new URL('../../', import.meta.url);

describe('docs/settings.md', () => {
  it('says what the settings are; if not, run npm run docs', async () => {
    expect(await readFile(new URL('docs/settings.md', root), 'utf8')).toBe(settingsPage());
  });

  it('has one line for every setting and every time of a timer', async () => {
    const lines = [...settingsPage().matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
    expect(lines.toSorted()).toEqual([...settingNames, ...(await readSchedules(root))].toSorted());
  });

  it('tells defaults that the app takes for the same as none given', () => {
    const good = {
      DATAVERSE_URL: 'https://contoso.crm.dynamics.com',
      DATAVERSE_ORGANIZATION_IDS: '6f1d5f6a-0000-4000-8000-00000000a001',
      FINANCE_URL: 'https://contoso.operations.dynamics.com',
      COMPANIES: '[{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-06-01"}]',
      SERVICE_BUS__fullyQualifiedNamespace: 'contoso.servicebus.windows.net',
      LEDGER__tableServiceUri: 'https://contoso.table.core.windows.net',
    };
    const defaults = ([...settingNames] as SettingName[]).flatMap((name) => {
      const value = settingDefault(name);
      return value === undefined || value === '' ? [] : [[name, value] as const];
    });
    expect(defaults.length).toBeGreaterThan(30);
    expect(readSettings({ ...Object.fromEntries(defaults), ...good })).toEqual(readSettings(good));
  });
});

describe('tables of settings on other pages', () => {
  it('tell the same defaults', async () => {
    const wrong: string[] = [];
    let rows = 0;
    for await (const file of glob('docs/*.md', { cwd: root })) {
      const page = await readFile(new URL(file, root), 'utf8');
      for (const [, name = '', value = ''] of page.matchAll(/^\| *`([A-Z]\w+)` *\| *`([^`|]*)` *\|/gm)) {
        if (!settingNames.has(name)) continue;
        rows += 1;
        const real = settingDefault(name as SettingName);
        if (value !== real) wrong.push(`${file}: ${name} is ${value}, and really ${real ?? 'nothing'}`);
      }
    }
    expect(rows).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });
});
