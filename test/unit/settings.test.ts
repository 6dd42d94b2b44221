import { describe, expect, it } from 'vitest';
import { openRuntime } from '../../functions/open-runtime.ts';
import { readSettings, SettingsError } from '../../shared/settings/settings.ts';

const good = {
  DATAVERSE_URL: 'https://contoso.crm.dynamics.com/',
  DATAVERSE_ORGANIZATION_IDS: '6F1D5F6A-0000-4000-8000-00000000A001, 6f1d5f6a-0000-4000-8000-00000000a002',
  FINANCE_URL: 'https://contoso.operations.dynamics.com',
  COMPANIES: '[{"code":"USMF","goLive":"2026-01-01","firstOpenPeriod":"2026-06-01"}]',
  SERVICE_BUS__fullyQualifiedNamespace: 'contoso.servicebus.windows.net',
  LEDGER__tableServiceUri: 'https://contoso.table.core.windows.net',
};

const company = { goLive: '2026-01-01', firstOpenPeriod: '2026-06-01' };

describe('settings', () => {
  it('are read with their defaults, companies and organisations in lower case, addresses without a slash at the end', () => {
    const settings = readSettings(good);
    expect([...settings.companies.keys()]).toEqual(['usmf']);
    expect(settings.organizationIds.has('6f1d5f6a-0000-4000-8000-00000000a001')).toBe(true);
    expect(settings.dataverseUrl).toBe('https://contoso.crm.dynamics.com');
    expect(settings.timing.retryMs).toEqual([5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000]);
    expect(settings.authentication).toBe('managed-identity');
    expect(settings.gates).toMatchObject({
      releasePerSecond: 20,
      autoPauseRejections: 50,
      deleteFloodMs: 300_000,
    });
  });

  it.each([
    ['DATAVERSE_URL', 'contoso'],
    ['DATAVERSE_ORGANIZATION_IDS', 'contoso'],
    ['FINANCE_URL', undefined],
    ['COMPANIES', 'usmf'],
    ['COMPANIES', '[]'],
    ['COMPANIES', '[{"code":"usmf","goLive":"1.1.2026","firstOpenPeriod":"2026-06-01"}]'],
    ['COMPANIES', '[{"code":"usmf","golive":"2026-01-01","firstOpenPeriod":"2026-06-01"}]'],
    ['AUTHENTICATION', 'password'],
    ['WRITE_BACK', 'both'],
    ['RETRY_SECONDS', '5;15'],
    ['LEASE_SECONDS', '-1'],
    ['LEASE_SECONDS', '60'],
    ['MOST_IN_FLIGHT', '1000'],
    ['BREAKER_SECONDS', 'soon'],
    ['BREAKER_FAILURES', '0'],
    ['RELEASE_PER_SECOND', '0'],
    ['AUTO_PAUSE_REJECTIONS', '-1'],
    ['AUTO_PAUSE_MINUTES', '0'],
    ['DELETE_FLOOD_COUNT', 'many'],
    ['SUPPORT_FINANCE_FORMS', 'ProjectTasks'],
    ['SUPPORT_FINANCE_FORMS', '{"Project tasks":"a form"}'],
    ['LEDGER__tableServiceUri', undefined],
    ['SERVICE_BUS__fullyQualifiedNamespace', ''],
  ])('that are wrong are named: %s=%s', (name, value) => {
    const read = (): unknown => readSettings({ ...good, [name]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(name.split('__')[0] ?? name);
  });

  it.each([
    ['MAPS_OFF', 'Projects V3'],
    ['SUPPORT_FINANCE_FORMS', '{"Projects V2":"ProjTable","Projects V3":"ProjTable"}'],
  ])('that name a table map which is not there end the start: %s=%s', async (name, value) => {
    const functions = new URL('../../functions/', import.meta.url);
    await expect(openRuntime({ ...good, [name]: value }, functions, () => undefined)).rejects.toThrow(
      `${name}: there is no table map "Projects V3". \`npm run maps -- list\` names those there are.`,
    );
  });

  it('name the table maps that are switched off, apart by semicolons: names may hold commas and spaces', () => {
    const off = (text?: string): readonly string[] => [
      ...readSettings({ ...good, ...(text === undefined ? {} : { MAPS_OFF: text }) }).mapsOff,
    ];
    expect(off('Projects V2; Tasks, all of them ;;')).toEqual(['Projects V2', 'Tasks, all of them']);
    expect(off()).toEqual([]);
    expect(off('')).toEqual([]);
  });

  it('name the file of accepted entries, where it is another than the usual one', () => {
    expect(readSettings(good).mapsAcceptedFile).toBeUndefined();
    expect(readSettings({ ...good, MAPS_ACCEPTED_FILE: '' }).mapsAcceptedFile).toBeUndefined();
    expect(readSettings({ ...good, MAPS_ACCEPTED_FILE: 'other.json' }).mapsAcceptedFile).toBe('other.json');
  });

  it('name per company the vendors that stand for a legal entity; a company may have none', () => {
    const { companies } = readSettings({
      ...good,
      COMPANIES: JSON.stringify([
        { ...company, code: 'USMF', intercompanyVendors: ['V-FRRT', 'V-DEMF'] },
        { ...company, code: 'FRRT' },
      ]),
    });
    expect(companies.get('usmf')?.intercompanyVendors).toEqual(['V-FRRT', 'V-DEMF']);
    expect(companies.get('frrt')).not.toHaveProperty('intercompanyVendors');
  });

  it.each([
    ['a vendor without a number', ['']],
    ['a text in place of a list', 'V-FRRT'],
    ['a number in place of a text', [7]],
  ])('refuse intercompany vendors that are wrong, naming where: %s', (_what, intercompanyVendors) => {
    const COMPANIES = JSON.stringify([{ ...company, code: 'usmf', intercompanyVendors }]);
    expect(() => readSettings({ ...good, COMPANIES })).toThrow(/COMPANIES\.0\.intercompanyVendors/);
  });

  it('that are wrong are all named at once', () => {
    expect(() => readSettings({})).toThrow(/DATAVERSE_URL[\s\S]*FINANCE_URL[\s\S]*COMPANIES/);
  });
});
