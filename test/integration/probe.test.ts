import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseTopology } from '../../infra/local/broker/parse-topology.ts';
import { startBroker } from '../../infra/local/broker/start-broker.ts';
import { startFinance } from '../../infra/local/finance/start-finance.ts';
import { peekEvents } from '../../scripts/probe/peek-events.ts';
import { assumptions, type AssumptionId } from '../../shared/assumptions/assumptions.ts';
import topology from '../../shared/messaging/topology.json' with { type: 'json' };
import type { Verdict } from '../../shared/probe/finding.ts';
import { review } from '../../shared/probe/review.ts';
import { registry } from '../../shared/table-map/registry.ts';
import { setMode } from '../conformance/sandbox-switches.ts';
import { startRefusingProxy } from './refusing-proxy.ts';
import { connect, openProbedWorld, plant, type ProbedWorld, type Turned } from './probe-world.ts';

let world: ProbedWorld;
beforeAll(async () => {
  world = await openProbedWorld();
});
afterEach(() => world.settle());
afterAll(() => world.stop());

/** How a sandbox is turned, and what the probe must then say. */
type Case = readonly [
  assumption: AssumptionId,
  system: 'dataverse' | 'finance',
  turned: Turned,
  verdict: Verdict,
  said?: string,
];

const finance = (behaviour: Readonly<Record<string, unknown>>): Turned => ({ behaviour });
const property = (set: string, name: string, change: Readonly<Record<string, unknown>>): Turned => ({
  metadata: [{ set, property: name, change }],
});
const column = (table: string, name: string, more: Readonly<Record<string, unknown>>): Turned => ({
  metadata: [{ table, column: name, ...more }],
});
const numbersItself = (set: string, name: string): Turned =>
  property(set, name, { allowEditOnCreate: false });

const cases: readonly Case[] = [
  ['invoice-proposal-set', 'finance', {}, 'as-assumed'],
  [
    'invoice-proposal-set',
    'finance',
    { metadata: [{ set: 'ProjectInvoiceProposalsV2', called: { set: 'ProjInvoiceProposals2' } }] },
    'otherwise',
    'ProjInvoiceProposals2',
  ],
  [
    'invoice-proposal-set',
    'finance',
    {
      metadata: [
        {
          set: 'ProjectInvoiceProposalsV2',
          called: { physical: 'ProjCDSInvoiceProposalEntity', set: 'Other' },
        },
      ],
    },
    'otherwise',
    'alike are ProjCDSInvoiceProposalEntity (Other)',
  ],
  [
    'invoice-proposal-set',
    'finance',
    { metadata: [{ set: 'ProjectInvoiceProposalsV2', is: 'closed to OData' }] },
    'otherwise',
    'not open to OData',
  ],
  [
    'invoice-proposal-set',
    'finance',
    { metadata: [{ set: 'ProjectInvoiceProposalsV2', is: 'absent' }] },
    'not-settled',
  ],
  ['transaction-relationship-set', 'finance', {}, 'as-assumed'],
  [
    'transaction-relationship-set',
    'finance',
    { metadata: [{ set: 'ProjCDSTransactionRelationshipImports', called: { set: 'Relationships' } }] },
    'otherwise',
    'Relationships',
  ],
  ['entity-names', 'finance', {}, 'as-assumed'],
  [
    'entity-names',
    'finance',
    { metadata: [{ set: 'ProjExpenseCategoriesExport', called: { physical: 'TrvCategoryEntity' } }] },
    'otherwise',
    'ProjExpenseCategoriesExport is TrvCategoryEntity',
  ],
  ['finance-column-types', 'finance', {}, 'as-assumed'],
  [
    'finance-column-types',
    'finance',
    property('ProjectsV2', 'IntegrationSourceDataId', { type: 'Guid' }),
    'otherwise',
    'ProjectsV2.IntegrationSourceDataId is Guid',
  ],
  ['finance-date-kinds', 'finance', {}, 'as-assumed'],
  [
    'finance-date-kinds',
    'finance',
    property('ProjActualsImports', 'DocumentDate', { type: 'UtcDateTime' }),
    'otherwise',
    'ProjActualsImports.DocumentDate is UtcDateTime',
  ],
  ['metadata-service-members', 'finance', {}, 'as-assumed'],
  [
    'metadata-service-members',
    'finance',
    { metadata: [{ described: 'by name and type' }] },
    'otherwise',
    'Properties lack DataType, IsMandatory, AllowEdit, AllowEditOnCreate',
  ],
  ['finance-date-kinds', 'finance', { metadata: [{ described: 'by name and type' }] }, 'not-settled'],
  ['funding-types', 'finance', {}, 'as-assumed'],
  [
    'funding-types',
    'finance',
    { metadata: [{ enumeration: 'ProjFundingType', without: ['Grant'] }] },
    'otherwise',
  ],
  ['skip-sync-column', 'dataverse', {}, 'as-assumed'],
  [
    'skip-sync-column',
    'dataverse',
    {
      metadata: [
        { table: 'msdyn_actual', column: 'msdyn_skipsync', remove: true },
        {
          table: 'msdyn_actual',
          column: 'msdyn_isjournalized',
          set: { DisplayName: { UserLocalizedLabel: { Label: 'Skip Sync (internal use only)' } } },
        },
      ],
    },
    'otherwise',
    'labels alike: msdyn_isjournalized',
  ],
  ['transition-column', 'dataverse', {}, 'as-assumed'],
  [
    'transition-column',
    'dataverse',
    column('msdyn_actual', 'msdyn_istransition', { set: { AttributeType: 'Picklist' } }),
    'otherwise',
    'is a Picklist',
  ],
  ['owning-company-column', 'dataverse', {}, 'as-assumed'],
  [
    'owning-company-column',
    'dataverse',
    column('invoice', 'msdyn_owningcompany', { remove: true }),
    'otherwise',
    'invoice has no msdyn_owningcompany',
  ],
  ['expense-columns', 'dataverse', {}, 'as-assumed'],
  [
    'expense-columns',
    'dataverse',
    column('msdyn_expense', 'msdyn_transactiondate', { set: { DateTimeBehavior: { Value: 'UserLocal' } } }),
    'otherwise',
    'msdyn_expense.msdyn_transactiondate is user-local',
  ],
  ['vendor-invoice-columns', 'dataverse', {}, 'as-assumed'],
  [
    'vendor-invoice-columns',
    'dataverse',
    column('msdyn_projectvendorinvoiceline', 'msdyn_task', { remove: true }),
    'otherwise',
  ],
  ['contract-line-id-column', 'dataverse', {}, 'as-assumed'],
  [
    'contract-line-id-column',
    'dataverse',
    column('msdyn_contractlinescheduleofvalue', 'msdyn_contractlineid', { set: { AttributeType: 'Lookup' } }),
    'otherwise',
    'is a Lookup',
  ],
  ['own-columns', 'dataverse', {}, 'as-assumed'],
  ['own-columns', 'dataverse', column('invoice', 'posync_invoicetaxamount', { remove: true }), 'otherwise'],
  ['connection-type-marks', 'dataverse', {}, 'as-assumed'],
  ['filter-length', 'finance', {}, 'as-assumed'],
  ['filter-length', 'finance', finance({ longestAddress: 600 }), 'otherwise', '414'],
  ['text-ignores-case', 'finance', {}, 'as-assumed'],
  [
    'text-ignores-case',
    'finance',
    finance({ textCase: 'told apart' }),
    'otherwise',
    'Finance has no unit HR',
  ],
  ['unknown-column-in-query', 'dataverse', {}, 'as-assumed'],
  ['unknown-column-in-query', 'dataverse', { behaviour: { errorCodes: false } }, 'otherwise'],
  ['posted-expense-predicate', 'finance', {}, 'as-assumed'],
  ['etag-mismatch-status', 'finance', {}, 'as-assumed', '412'],
  ['etag-mismatch-status', 'finance', finance({ etagMismatch: '409' }), 'as-assumed', '409'],
  ['etag-mismatch-status', 'finance', finance({ etagMismatch: 'text' }), 'as-assumed', '400'],
  ['etag-mismatch-status', 'finance', finance({ etagMismatch: 'written' }), 'otherwise'],
  ['null-to-text', 'finance', {}, 'as-assumed'],
  ['null-to-text', 'finance', finance({ emptyText: 'refused' }), 'otherwise'],
  ['null-to-enum', 'finance', {}, 'as-assumed'],
  ['null-to-enum', 'finance', finance({ nullEnum: 'refused' }), 'otherwise'],
  ['over-long-text', 'finance', {}, 'as-assumed'],
  ['over-long-text', 'finance', finance({ longText: 'refused' }), 'as-assumed'],
  ['over-long-text', 'finance', finance({ longText: 'cut' }), 'otherwise', '1000 of 1500'],
  ['percent-in-key', 'finance', {}, 'as-assumed'],
  ['percent-in-key', 'finance', finance({ percentInKey: 'once' }), 'otherwise'],
  ['finance-refusal-texts', 'finance', {}, 'as-assumed'],
  ['finance-refusal-texts', 'finance', finance({ refusals: 'German' }), 'otherwise', 'ausgefüllt'],
  ['staging-takes-post', 'finance', {}, 'as-assumed'],
  [
    'staging-takes-post',
    'finance',
    finance({ refusesCreate: ['ProjActualsImports'] }),
    'otherwise',
    'Refused by ProjActualsImports',
  ],
  ['estimates-take-post', 'finance', {}, 'as-assumed'],
  [
    'estimates-take-post',
    'finance',
    finance({
      refusesCreate: ['ProjForecastSalesImport', 'ProjEstimateHoursImport', 'ProjEstimateExpensesImports'],
    }),
    'otherwise',
  ],
  [
    'invoice-proposal-takes-post',
    'finance',
    finance({ refusesCreate: ['ProjectInvoiceProposalsV2'] }),
    'otherwise',
  ],
  ['vendor-invoice-status-patch', 'finance', {}, 'as-assumed'],
  [
    'vendor-invoice-status-patch',
    'finance',
    finance({ refusesUpdate: ['VendInvoiceExportsV2'] }),
    'otherwise',
  ],
  ['dataverse-status-refusals', 'dataverse', {}, 'as-assumed'],
  ['dataverse-status-refusals', 'dataverse', { behaviour: { errorCodes: false } }, 'otherwise'],
  ['unknown-column-in-body', 'dataverse', {}, 'as-assumed'],
  ['unknown-column-in-body', 'dataverse', { behaviour: { errorCodes: false } }, 'otherwise'],
  ['contract-number', 'dataverse', { behaviour: { givesNumbers: true } }, 'as-assumed'],
  ['contract-number', 'finance', numbersItself('ProjectContractHeaders', 'ProjectContractId'), 'otherwise'],
  ['project-number', 'dataverse', { behaviour: { givesNumbers: true } }, 'as-assumed'],
  ['project-number', 'finance', numbersItself('ProjectsV2', 'ProjectId'), 'otherwise'],
  ['activity-number', 'dataverse', { behaviour: { givesNumbers: true } }, 'as-assumed'],
  ['activity-number', 'finance', numbersItself('ProjectTasks', 'TaskId'), 'otherwise'],
  ['activity-number', 'dataverse', {}, 'not-settled', 'people enter it'],
  ['write-back-columns', 'dataverse', {}, 'as-assumed'],
  ['write-back-columns', 'dataverse', { behaviour: { dualWriteColumns: 'refused' } }, 'otherwise'],
  [
    'write-back-columns',
    'dataverse',
    { behaviour: { dualWriteColumns: 'refused in other words' } },
    'otherwise',
  ],
  ['write-back-refusal-text', 'dataverse', {}, 'not-settled'],
  ['write-back-refusal-text', 'dataverse', { behaviour: { dualWriteColumns: 'refused' } }, 'as-assumed'],
  [
    'write-back-refusal-text',
    'dataverse',
    { behaviour: { dualWriteColumns: 'refused in other words' } },
    'otherwise',
    'You cannot update',
  ],
  ['expense-approved', 'dataverse', {}, 'as-assumed'],
  [
    'expense-approved',
    'dataverse',
    { behaviour: { approvesExpenses: false } },
    'otherwise',
    'status of the expense',
  ],
  ['vendor-invoice-approved', 'dataverse', {}, 'as-assumed'],
  ['vendor-invoice-approved', 'dataverse', { behaviour: { confirms: 'none' } }, 'otherwise'],
  ['automatic-confirmation', 'dataverse', {}, 'as-assumed'],
  ['automatic-confirmation', 'dataverse', { behaviour: { confirms: 'not flagged' } }, 'otherwise'],
];

const probeOf = (assumption: AssumptionId): string => {
  const { settledBy } = assumptions[assumption];
  return 'probe' in settledBy ? settledBy.probe : '';
};

describe('a probe against sandboxes that behave either way', () => {
  const named = cases.map(([assumption, system, turned, verdict, said = '']) => ({
    assumption,
    system,
    turned,
    verdict,
    said,
    how: JSON.stringify(turned),
  }));

  it.each(named)('$assumption, $how: $verdict', async ({ assumption, system, turned, verdict, said }) => {
    const before = world.rows();
    await world.turn(system, turned);
    const result = await world.probe(probeOf(assumption));
    const finding = result.findings.find((each) => each.assumption === assumption);
    expect(finding?.verdict, finding?.why).toBe(verdict);
    expect(finding?.why).toContain(said);
    expect(result.seen.length).toBeGreaterThan(0);
    expect(result.remains).toEqual([]);
    expect(world.rows()).toEqual(before);

    const { settings, code } = review([result], world.options.maps, '2026-11-28');
    const change = assumptions[assumption].otherwise;
    if (change.kind === 'setting')
      expect(settings[change.name]).toBe(
        { 'as-assumed': change.asAssumed, otherwise: change.value, 'not-settled': undefined }[verdict],
      );
    if (change.kind === 'maps-off') {
      const off = (settings['MAPS_OFF'] ?? '').split('; ');
      for (const map of change.maps) expect(off.includes(map), map).toBe(verdict === 'otherwise');
    }
    if (change.kind === 'code')
      expect(code.some((each) => each.assumption === assumption)).toBe(verdict === 'otherwise');
  });
});

describe('A system that is busy for a moment', () => {
  const asking = [
    ['filter-length', 'finance'],
    ['text-case', 'dataverse'],
    ['unknown-column', 'dataverse'],
    ['etag-mismatch', 'finance'],
    ['empty-values', 'finance'],
    ['long-text', 'finance'],
    ['percent-in-key', 'finance'],
    ['refusal-texts', 'finance'],
    ['staging-posts', 'finance'],
    ['dataverse-refusals', 'dataverse'],
    ['write-back', 'dataverse'],
  ] as const;

  it.each(asking)('settles nothing otherwise, whichever request of %s it refuses', async (name, system) => {
    const proxy = await startRefusingProxy(world[system].url);
    onTestFinished(() => proxy.stop());
    const run = async (number: number, status: number) => {
      proxy.refuse(number, status);
      const mark = `P-${name.slice(0, 6)}-${status}-${number}`;
      const result = await world.probe(name, { [`${system}Url`]: proxy.url, mark });
      return { ...result, asked: proxy.asked() };
    };
    const undisturbed = await run(-1, 200);
    for (const status of [429, 401])
      for (let number = 0; number < undisturbed.asked; number += 1) {
        const before = world.rows();
        const { findings, remains, asked } = await run(number, status);
        expect(asked, `request ${number}, ${status}`).toBeGreaterThan(number);
        for (const [index, { verdict, why }] of findings.entries())
          expect(
            ['not-settled', undisturbed.findings[index]?.verdict],
            `request ${number}, ${status}: ${why}`,
          ).toContain(verdict);
        // A delete that is not allowed leaves its row, and that is said; one that the system was too busy for is repeated.
        if (status === 429) expect(remains, `request ${number}`).toEqual([]);
        if (remains.length === 0) expect(world.rows(), `request ${number}, ${status}`).toEqual(before);
      }
  });
});

describe('what follows for the maps', () => {
  it('names only the map of estimates whose set refuses, and keeps what is off already', async () => {
    await world.turn('finance', { behaviour: { refusesCreate: ['ProjForecastSalesImport'] } });
    const { settings } = review(
      [await world.probe('staging-posts')],
      registry(world.options.maps.all(), { off: new Set(['Project tasks']) }),
      '2026-11-28',
    );
    expect(settings['MAPS_OFF']).toBe('Project tasks; Project integration table for material estimates');
  });
});

describe('a probe that needs rows of the environment', () => {
  it('finds connections that are marked otherwise, and none', async () => {
    const marked = async (): Promise<string> =>
      (await world.probe('connection-marks')).findings.map(({ verdict, why }) => `${verdict}: ${why}`).join();
    const kept = world.dataverse
      .rows('msdyn_transactionconnection')
      .map((row) => String(row['msdyn_transactionconnectionid']));
    for (const id of kept) await deleteRow(`msdyn_transactionconnections(${id})`);
    expect(await marked()).toBe('not-settled: The environment has no transaction connections yet.');
    const other = await connect(world.june, 'salesorderdetail');
    expect(await marked()).toBe('otherwise: 1 connections have the marks salesorderdetail.');
    await deleteRow(`msdyn_transactionconnections(${other})`);
    await connect(world.june, 'msdyn_actual');
    expect(await marked()).toContain('as-assumed');
  });

  it('finds the mark of posted expenses turned round, or unclear', async () => {
    const [posted = {}, draft = {}] = world.finance.rows('ProjExpensesExport');
    const set = (row: object, mark: number): Promise<void> =>
      plant(world.finance.url, 'ProjExpensesExport', [
        { ...pick(row, 'ExpTransNumber', 'ReferenceDataAreaId'), ProjCostTransExists: mark },
      ]);
    const verdict = async (): Promise<string | undefined> =>
      (await world.probe('posted-expenses')).findings[0]?.verdict;
    await set(draft, 1);
    expect(await verdict()).toBe('not-settled');
    await set(posted, 0);
    expect(await verdict()).toBe('otherwise');
    await set(posted, 1);
    await set(draft, 0);
    expect(await verdict()).toBe('as-assumed');
  });

  it('fills what an environment makes mandatory from a project of the company', async () => {
    await world.turn('finance', property('ProjectsV2', 'ProjectStage', { required: true }));
    const { findings, seen } = await world.probe('long-text');
    expect(findings[0]?.verdict).toBe('as-assumed');
    expect(seen.find(({ request }) => request === 'POST /data/ProjectsV2')?.sent).toBe(
      '{"ProjectStage":"InProcess","ProjectName":"PROBE-TEST","dataAreaId":"usmf","ProjectId":"PROBE-TEST"}',
    );
    expect((await world.probe('long-text', { company: 'demf' })).findings[0]?.why).toBe(
      'A project needs ProjectStage, and demf has none in Finance to take them from: make one first.',
    );
  });

  it('says what a company lacks', async () => {
    const lacking = await Promise.all(
      ['invoice-proposal-post', 'vendor-invoice-status', 'expense-approval', 'write-back'].map(
        async (name) => {
          const { findings, remains } = await world.probe(name, {
            company: name === 'write-back' ? 'nowhere' : 'demf',
          });
          expect(remains).toEqual([]);
          return `${findings[0]?.verdict ?? ''}: ${findings[0]?.why ?? ''}`;
        },
      ),
    );
    const named = await world.probe('expense-approval', { project: 'P-9' });
    expect(named.findings[0]?.why).toBe('usmf has no active project P-9 in Dataverse: make one first.');
    expect(lacking).toEqual([
      'not-settled: demf has no project contract in Finance: make one first.',
      'not-settled: demf has no vendor invoice that is not Confirmed: enter one with a project first.',
      'not-settled: demf has no active project with a number in Dataverse: make one first.',
      'not-settled: Dataverse knows no company "nowhere": name a legal entity that it has, by its code.',
    ]);
  });
});

describe('a probe whose set is called otherwise', () => {
  it('does not take a missing set for one that refuses', async () => {
    const maps = registry(
      world.options.maps
        .all()
        .map((map) => ({ ...map, finance: { ...map.finance, set: `No${map.finance.set}` } })),
    );
    for (const name of ['invoice-proposal-post', 'staging-posts']) {
      const { findings } = await world.probe(name, { maps });
      expect(findings.map(({ verdict }) => verdict)).not.toContain('otherwise');
      expect(findings[0]?.why).toContain('There is no set No');
    }
  });

  it('does not take a refused row for a set that refuses', async () => {
    await setMode(world.finance.url, {
      mode: 'failing',
      status: 400,
      message:
        "Write failed for table row of type 'X'. Infolog: Warning: Field 'Sales currency' must be filled in.; Warning: validateField failed on field 'X.SalesCurrency'.",
      writesOnly: true,
    });
    for (const name of ['invoice-proposal-post', 'staging-posts']) {
      const { findings } = await world.probe(name);
      expect(findings.map(({ verdict, why }) => `${verdict}: ${why}`).join()).toContain(
        'not-settled: Refused for what the test row holds',
      );
    }
  });
});

describe('what a probe leaves behind', () => {
  it('says by its id which row Finance does not let it take back', async () => {
    const before = world.finance.rows('ProjectInvoiceProposalsV2').length;
    const { findings, remains } = await world.probe('invoice-proposal-post', { mark: 'PROBE-STAYS' });
    expect(findings[0]?.verdict).toBe('as-assumed');
    expect(remains).toEqual([
      {
        what: 'Finance ProjectInvoiceProposalsV2 usmf PROBE-STAYS',
        why: expect.stringContaining('does not allow it') as string,
      },
    ]);
    expect(world.finance.rows('ProjectInvoiceProposalsV2')).toHaveLength(before + 1);
  });

  it('says which actuals Dataverse keeps, and takes back the rest', async () => {
    await world.turn('dataverse', { behaviour: { keepsActuals: true } });
    const before = world.rows();
    const { remains } = await world.probe('expense-approval');
    const after = world.rows();
    const kept = (after['msdyn_actual'] ?? []).slice(
      (before['msdyn_actual'] ?? []).length,
    ) as readonly object[];
    expect(kept).toHaveLength(1);
    expect(remains.map(({ what }) => what)).toEqual(
      kept.map((row) => `Dataverse msdyn_actual ${String(pick(row, 'msdyn_actualid')['msdyn_actualid'])}`),
    );
    expect({ ...after, msdyn_actual: [] }).toEqual({ ...before, msdyn_actual: [] });
    await world.settle();
    for (const { what } of remains) await deleteRow(`msdyn_actuals(${what.slice(-36)})`);
  });

  it('takes back a row whose making was never answered', async () => {
    const before = world.rows();
    await setMode(world.finance.url, {
      mode: 'down',
      afterWrite: true,
      writesOnly: true,
      sets: ['ProjectsV2'],
      times: 1,
    });
    const { findings, remains, seen } = await world.probe('long-text');
    expect(findings[0]?.verdict).toBe('not-settled');
    expect(seen.map(({ request }) => request.split(' ')[0])).toEqual(['GET', 'POST', 'DELETE']);
    expect(remains).toEqual([]);
    expect(world.rows()).toEqual(before);
  });

  it('says that a row may be there when the system went away in between', async () => {
    await setMode(world.finance.url, { mode: 'down', afterWrite: true, writesOnly: true });
    const { remains } = await world.probe('long-text', { mark: 'PROBE-LOST' });
    expect(remains.map(({ what }) => what)).toEqual([
      'Finance ProjectsV2 usmf PROBE-LOST, if it was written',
    ]);
    await world.settle();
    await plantDelete(world.finance.url, 'ProjectsV2', { dataAreaId: 'usmf', ProjectId: 'PROBE-LOST' });
  });
});

describe('the probe of data events', () => {
  it('tells those that wait in the topic and leaves them there', async () => {
    const broker = await startBroker({
      topology: parseTopology({
        topics: [{ name: 'finance-events', subscriptions: [{ name: 'ingest' }] }],
        defaults: topology.defaults,
      }),
    });
    const finance = await startFinance({
      events: {
        endpoint: { kind: 'service-bus', connectionString: broker.connectionString, topic: 'finance-events' },
        businessEvents: true,
        dataEvents: true,
      },
    });
    onTestFinished(async () => {
      await finance.stop();
      await broker.stop();
    });
    const look = async (): Promise<string> => {
      const { findings } = await world.probe('data-events', {
        waitingEvents: () => peekEvents(broker.connectionString),
      });
      return `${findings[0]?.verdict ?? ''}: ${findings[0]?.why ?? ''}`;
    };
    const waiting = (): number => broker.counts('finance-events', 'ingest').active;
    await vi.waitUntil(() => waiting() === 1, { timeout: 10_000 });
    expect(await look()).toContain('not-settled: Of 1 waiting events none is about our entities.');
    await plant(finance.url, 'ProjExpensesExport', [{ ExpTransNumber: 'E-1', ReferenceDataAreaId: 'usmf' }]);
    await vi.waitUntil(() => waiting() === 2, { timeout: 10_000 });
    expect(await look()).toContain('as-assumed: These fire: projexpenseexportentity created 1×.');
    expect(await look()).toContain('as-assumed');
    expect(waiting()).toBe(2);
    expect((await world.probe('data-events')).findings[0]?.why).toContain('set SERVICE_BUS');
  });
});

const pick = (row: object, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));

const plantDelete = (url: string, set: string, key: object): Promise<void> =>
  fetch(`${url}/sandbox/rows/${set}`, { method: 'PUT', body: JSON.stringify({ deletes: [key] }) }).then(
    () => undefined,
  );

async function deleteRow(path: string): Promise<void> {
  const answer = await fetch(`${world.dataverse.url}/api/data/v9.2/${path}`, { method: 'DELETE' });
  expect(answer.status).toBe(204);
}
