import { LosslessNumber } from 'lossless-json';
import type { ODataValue } from '../../shared/odata/value.ts';
import type { TableRef } from '../../shared/table-map/table-ref.ts';
import { memoryCounterpart } from '../simulation/stand-ins/memory-counterpart.ts';
import { memorySystem, type MemorySystemOptions } from '../simulation/stand-ins/memory-system.ts';
import { counterpartConformance, type CounterpartUnderTest } from './counterpart-conformance.ts';
import { moodNetwork } from './mood-network.ts';

const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const financeActuals: TableRef = {
  table: 'ProjActualsImportEntity',
  set: 'ProjActualsImports',
  key: { dataAreaId: 'string', ActualsImportId: 'guid' },
  columns: {
    Description: 'string',
    Amount: 'real',
    TransactionClassification: 'int64',
    DocumentDate: 'date',
    BillingType: 'enum',
  },
};

const financeHeaders: TableRef = {
  table: 'ProjProjectContractHeaderEntity',
  set: 'ProjectContractHeaders',
  key: { dataAreaId: 'string', ProjectContractId: 'string' },
  columns: { Name: 'string' },
};

const dataverseActuals: TableRef = {
  table: 'msdyn_actual',
  set: 'msdyn_actuals',
  key: { msdyn_actualid: 'guid' },
  columns: {
    msdyn_description: 'text',
    msdyn_quantity: 'decimal',
    msdyn_price: 'money',
    msdyn_transactiondate: 'time-zone-independent',
    msdyn_billingtype: 'choice',
  },
};

type Described = Pick<
  CounterpartUnderTest,
  'table' | 'columns' | 'samples' | 'newRow' | 'company' | 'refused'
>;

/** A system in memory with what the suite must know of it. */
function under(
  system: 'dataverse' | 'finance',
  refuses: NonNullable<MemorySystemOptions['refuses']>,
  described: Described,
): CounterpartUnderTest {
  const memory = memorySystem(system, { refuses });
  const network = moodNetwork(system);
  return {
    ...described,
    open: ({ pageSize, timeoutMs, url } = {}) =>
      memoryCounterpart(memory, {
        network: network.open({ timeoutMs: timeoutMs ?? 10_000, reachable: url === undefined }),
        ...(pageSize === undefined ? {} : { pageSize }),
      }),
    stored: () => memory.rows(described.table.table).map(({ values }) => values),
    set: (mood) => {
      network.set(mood);
      return Promise.resolve();
    },
    counts: () => Promise.resolve(network.counts()),
    stop: () => Promise.resolve(),
  };
}

const refusal = (field: string, text: string) => ({
  kind: 'rejected' as const,
  code: 'refused',
  field,
  text,
  hint: 'Correct the row in its source, then replay.',
});
const length = (value: ODataValue | undefined): number => String(value ?? '').length;

counterpartConformance('Finance in memory', () =>
  Promise.resolve(
    under(
      'finance',
      (table, after) =>
        table === financeHeaders.table && after['Name'] === ''
          ? refusal('Name', "Field 'Name' must be filled in.")
          : undefined,
      {
        table: financeActuals,
        columns: {
          text: 'Description',
          decimal: 'Amount',
          whole: 'TransactionClassification',
          date: 'DocumentDate',
          choice: 'BillingType',
        },
        samples: {
          decimal: '12345678901234.123456',
          whole: '9223372036854775807',
          date: ['2026-01-31T12:00:00Z', '2026-02-01T12:00:00Z'],
          choice: ['Chargeable', 'NonChargeable'],
        },
        newRow: (n) => ({
          key: { dataAreaId: 'frrt', ActualsImportId: idOf(n) },
          values: { Description: `row ${String(n)}`, BillingType: 'NotSpecified' },
        }),
        company: 'FRRT',
        refused: {
          table: financeHeaders,
          key: { dataAreaId: 'usmf', ProjectContractId: 'REFUSED-1' },
          values: { Name: '' },
          field: 'Name',
          text: /Field 'Name' must be filled in\./,
        },
      },
    ),
  ),
);

counterpartConformance('Dataverse in memory', () =>
  Promise.resolve(
    under(
      'dataverse',
      (_table, after) =>
        length(after['msdyn_description']) > 100
          ? refusal('msdyn_description', 'The text exceeded the maximum allowed length.')
          : undefined,
      {
        table: dataverseActuals,
        columns: {
          text: 'msdyn_description',
          decimal: 'msdyn_quantity',
          whole: 'msdyn_price',
          date: 'msdyn_transactiondate',
          choice: 'msdyn_billingtype',
        },
        samples: {
          decimal: '99999999999.1234567891',
          whole: '900719925474099.2731',
          date: ['2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z'],
          choice: [new LosslessNumber('192350000'), new LosslessNumber('192350001')],
        },
        newRow: (n) => ({
          key: { msdyn_actualid: idOf(n) },
          values: { msdyn_description: `row ${String(n)}` },
        }),
        company: undefined,
        refused: {
          table: dataverseActuals,
          key: { msdyn_actualid: idOf(0) },
          values: { msdyn_description: 'x'.repeat(101) },
          field: 'msdyn_description',
          text: /exceeded the maximum allowed length/,
        },
      },
    ),
  ),
);
