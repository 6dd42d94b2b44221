import { describe, expect, it } from 'vitest';
import { readSettings } from '../../shared/settings/settings.ts';
import { nothingAccepted, type AcceptedLine } from '../../shared/table-map/accepted.ts';
import { guesses } from '../../shared/table-map/guesses.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import { TableMapError } from '../../shared/table-map/table-map-error.ts';

const functions = new URL('../../functions/', import.meta.url);

const load = (sandbox: boolean, lines: readonly AcceptedLine[] = []): Promise<Registry> =>
  loadTableMaps(functions, {
    writeBack: 'standard',
    sandbox,
    accepted: { ...nothingAccepted, lines: [...lines] },
  });

const seen = { by: 'Alicia Thornber', on: '2026-11-20', seen: 'The running map of our test environment.' };
const entries = (maps: Registry, name: string): readonly AcceptedLine[] =>
  guesses(maps.byName(name)).map(({ line }) => ({ map: name, line, ...seen }));

const embedded = await load(true);
const real = await load(false);
const why = (maps: Registry, name: string): string | undefined => maps.stopped(maps.byName(name));

describe('Outside the sandboxes a map', () => {
  it('does not start on a guess, and says in one sentence which lines are guesses and what to do', () => {
    expect(why(real, 'Projects V2')).toBe(
      '12 of its lines are guesses (dataAreaId, ProjectId, ProjectName, Description, ProjectedStartDate, ' +
        'ProjectedEndDate and 6 more): import your own map, or look each up in your environment and accept it by ' +
        'name in maps.accepted.json (npm run maps -- guesses "Projects V2" lists them)',
    );
  });

  it('starts when every guess is accepted, and no other map does by that', async () => {
    const maps = await load(false, entries(real, 'Projects V2'));
    expect(why(maps, 'Projects V2')).toBeUndefined();
    expect(guesses(maps.byName('Projects V2'))).toEqual([]);
    expect(why(maps, 'Project tasks')).toContain('of its lines are guesses');
  });

  it.each([
    ['a pair', 'Projects V2', 'msdyn_subject -> ProjectName', 'ProjectName'],
    ['the entity set', 'Projects V2', 'set: ProjectsV2', 'set'],
    ['the filter', 'Project tasks', 'filter: msdyn_islinetask eq false', 'filter'],
    [
      'the posted predicate',
      'Project Operations integration project expenses export entity',
      "posted: ProjCostTransExists eq 1 and ProjId ne ''",
      'posted',
    ],
    [
      'the frozen predicate',
      'Project Operations integration actuals',
      "frozen: VoucherNumber ne ''",
      'frozen',
    ],
    [
      'the integration key',
      'Project Operations integration project vendor invoice export entity V2',
      'key: msdyn_vendorinvoicenumber, msdyn_vendor, msdyn_owningcompany find a row in Dataverse',
      'key',
    ],
    [
      'a reference to the record of another map',
      'Project Operations integration project expenses export entity',
      'ReferenceDataAreaId, CostType of Project Operations integration project expense categories export entity -> msdyn_expensecategory',
      'msdyn_expensecategory',
    ],
  ])('is kept back by %s alone', async (_what, name, line, shown) => {
    const all = entries(real, name);
    expect(all.map((entry) => entry.line)).toContain(line);
    const maps = await load(
      false,
      all.filter((entry) => entry.line !== line),
    );
    expect(why(maps, name)).toContain(`one of its lines is a guess (${shown}): `);
  });

  it('is kept back by nothing that is documented or imported, nor by open pairs, which are not sent', async () => {
    const name = 'Project Operations integration project vendor invoice line export entity';
    const maps = await load(false, entries(real, name));
    const map = maps.byName(name);
    expect(map.openPairs).not.toEqual([]);
    expect(map.fields.filter((field) => field.evidence === 'documented')).not.toEqual([]);
    expect(maps.stopped(map)).toBeUndefined();
  });
});

describe('In the sandboxes', () => {
  it('a map runs on guesses', () => {
    expect(guesses(embedded.byName('Projects V2'))).not.toEqual([]);
    expect(why(embedded, 'Projects V2')).toBeUndefined();
  });
});

describe('An accepted line', () => {
  it('that is no line of its map is named, and nothing runs until it is corrected', async () => {
    const wrong = { map: 'Projects V2', line: 'msdyn_name -> ProjectName', ...seen };
    const error: unknown = await load(false, [...entries(real, 'Projects V2'), wrong]).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TableMapError);
    expect(String(error)).toContain('Projects V2');
    expect(String(error)).toContain('it has no line "msdyn_name -> ProjectName"');
  });

  it('of a value map covers its values too: with other values it is another line', () => {
    expect(
      guesses(real.byName('Project resource roles for all companies')).map(({ line }) => line),
    ).toContain('statecode -> IsCategoryDisabled (False = 0, True = 1)');
  });

  it('of a map that does not exist is named', async () => {
    await expect(load(false, [{ map: 'Projects V3', line: 'set: ProjectsV2', ...seen }])).rejects.toThrow(
      'there is no table map "Projects V3"',
    );
  });
});

describe('A sandbox', () => {
  const environment = {
    DATAVERSE_URL: 'http://127.0.0.1:7001',
    FINANCE_URL: 'http://localhost:7002',
    AUTHENTICATION: 'none',
    DATAVERSE_ORGANIZATION_IDS: '6f1d5f6a-0000-4000-8000-00000000a001',
    COMPANIES: '[{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-09-01"}]',
    SERVICE_BUS: 'Endpoint=sb://127.0.0.1',
    LEDGER: 'UseDevelopmentStorage=true',
  };

  it('is two systems on loopback that ask for no token', () => {
    expect(readSettings(environment).sandbox).toBe(true);
    expect(readSettings({ ...environment, DATAVERSE_URL: 'http://[::1]:7001' }).sandbox).toBe(true);
  });

  it.each([
    ['Dataverse is elsewhere', { DATAVERSE_URL: 'https://contoso.crm4.dynamics.com' }],
    ['Finance is elsewhere', { FINANCE_URL: 'https://contoso.operations.dynamics.com' }],
    ['a name only looks like loopback', { DATAVERSE_URL: 'https://127.0.0.1.contoso.com' }],
    ['a user name looks like it', { FINANCE_URL: 'https://localhost@contoso.operations.dynamics.com' }],
    ['requests carry a token', { AUTHENTICATION: 'managed-identity' }],
  ])('it is not where %s', (_what, changed) => {
    expect(readSettings({ ...environment, ...changed }).sandbox).toBe(false);
  });
});
