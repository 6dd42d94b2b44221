import { z } from 'zod';
import type { AssumptionId } from '../../assumptions/assumptions.ts';
import { isJsonObject } from '../../odata/is-json-object.ts';
import { parseJson } from '../../odata/parse-json.ts';
import { attributeTypes } from '../../table-map/attribute-types.ts';
import { dataverseTable } from '../../table-map/dataverse-table.ts';
import type { DataverseColumn } from '../../table-map/metadata/column-types.ts';
import type { Finding } from '../finding.ts';
import { NotSettled } from '../not-settled.ts';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { rowsOf } from '../rows-of.ts';

/** Columns that each assumption is about; `label`: how a person finds the column under another name. */
const columnsOf: readonly {
  readonly assumption: AssumptionId;
  readonly columns: readonly (readonly [table: string, column: string])[];
  readonly label?: RegExp;
}[] = [
  { assumption: 'skip-sync-column', columns: [['msdyn_actual', 'msdyn_skipsync']], label: /skip ?sync/i },
  {
    assumption: 'transition-column',
    columns: [['msdyn_actual', 'msdyn_istransition']],
    label: /transition/i,
  },
  {
    assumption: 'owning-company-column',
    columns: [
      'salesorder',
      'msdyn_project',
      'msdyn_actual',
      'invoice',
      'msdyn_expensecategory',
      'msdyn_projectvendorinvoice',
      'msdyn_projectvendorinvoiceline',
    ].map((table) => [table, 'msdyn_owningcompany'] as const),
    label: /company/i,
  },
  {
    assumption: 'expense-columns',
    columns: ['msdyn_transactiondate', 'msdyn_billingtype', 'msdyn_task'].map(
      (column) => ['msdyn_expense', column] as const,
    ),
    label: /transaction date|billing type|task/i,
  },
  {
    assumption: 'vendor-invoice-columns',
    columns: [
      ['msdyn_projectvendorinvoice', 'msdyn_invoicedate'],
      ['msdyn_projectvendorinvoiceline', 'msdyn_task'],
    ],
    label: /invoice date|task/i,
  },
  {
    assumption: 'contract-line-id-column',
    columns: [['msdyn_contractlinescheduleofvalue', 'msdyn_contractlineid']],
    label: /contract line/i,
  },
  {
    assumption: 'own-columns',
    columns: [
      ['msdyn_actual', 'posync_vouchernumber'],
      ['msdyn_actual', 'posync_accountingamount'],
      ['msdyn_actual', 'posync_exchangerate'],
      ['msdyn_actual', 'posync_salestaxamount'],
      ['invoice', 'posync_customerinvoicenumber'],
      ['invoice', 'posync_invoicetaxamount'],
    ],
  },
];

const attribute = z.object({
  LogicalName: z.string(),
  AttributeType: z.string(),
  DisplayName: z.object({ UserLocalizedLabel: z.object({ Label: z.string() }).nullish() }).nullish(),
});
type Attribute = z.infer<typeof attribute>;

/** AttributeType of the platform by our type; the kind of a date stands elsewhere. */
const expectedTypes: Readonly<Record<Exclude<DataverseColumn, object>, readonly string[]>> = {
  ...attributeTypes,
  'date-only': ['DateTime'],
  'user-local': ['DateTime'],
  'time-zone-independent': ['DateTime'],
};

/** Columns that no public source confirms, by the definitions of their tables. */
export const dataverseColumns: Probe = {
  name: 'dataverse-columns',
  settles: columnsOf.map(({ assumption }) => assumption),
  run: async (world) => {
    const known = new Map<string, readonly Attribute[]>();
    for (const table of new Set(columnsOf.flatMap(({ columns }) => columns.map(([name]) => name))))
      known.set(table, await attributesOf(world, table));
    const findings: Finding[] = [];
    for (const { assumption, columns, label } of columnsOf) {
      const faults: string[] = [];
      for (const [table, column] of columns)
        faults.push(...(await faultsOf(world, known.get(table) ?? [], table, column, label)));
      findings.push(
        faults.length === 0
          ? {
              assumption,
              verdict: 'as-assumed',
              why: `${columns.length === 1 ? 'The column is' : `All ${String(columns.length)} columns are`} there, of this type.`,
            }
          : { assumption, verdict: 'otherwise', why: `${faults.join('; ')}.` },
      );
    }
    return findings;
  },
};

async function attributesOf(world: ProbeWorld, table: string): Promise<readonly Attribute[]> {
  const path = `/EntityDefinitions(LogicalName='${table}')/Attributes?$select=LogicalName,AttributeType,DisplayName`;
  const answer = await world.dataverse('GET', path);
  if (answer.status === 404) throw new NotSettled(`Dataverse has no table ${table}.`);
  return rowsOf(answer, attribute);
}

async function faultsOf(
  world: ProbeWorld,
  attributes: readonly Attribute[],
  table: string,
  column: string,
  label: RegExp | undefined,
): Promise<readonly string[]> {
  const found = attributes.find(({ LogicalName }) => LogicalName === column);
  if (found === undefined) {
    const alike = attributes
      .filter((each) => label?.test(each.DisplayName?.UserLocalizedLabel?.Label ?? '') === true)
      .map(({ LogicalName }) => LogicalName);
    const hint = alike.length === 0 ? '' : ` (labels alike: ${alike.join(', ')})`;
    return [`${table} has no ${column}${hint}`];
  }
  const wanted = dataverseTable(table).columns[column];
  if (wanted === undefined) throw new NotSettled(`Our metadata does not know ${table}.${column}.`);
  const fits = typeof wanted === 'object' ? ['Lookup', 'Customer', 'Owner'] : expectedTypes[wanted];
  if (!fits.includes(found.AttributeType)) return [`${table}.${column} is a ${found.AttributeType}`];
  if (found.AttributeType !== 'DateTime') return [];
  const behaviour = await dateBehaviour(world, table, column);
  return behaviour === wanted ? [] : [`${table}.${column} is ${behaviour}`];
}

const dateAttribute = z.object({ DateTimeBehavior: z.object({ Value: z.string() }) });
const behaviours: Readonly<Record<string, string>> = {
  UserLocal: 'user-local',
  DateOnly: 'date-only',
  TimeZoneIndependent: 'time-zone-independent',
};

async function dateBehaviour(world: ProbeWorld, table: string, column: string): Promise<string> {
  const answer = await world.dataverse(
    'GET',
    `/EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='${column}')/Microsoft.Dynamics.CRM.DateTimeAttributeMetadata?$select=LogicalName,DateTimeBehavior`,
  );
  const body = answer.status === 200 ? parseJson(answer.text) : undefined;
  const parsed = dateAttribute.safeParse(isJsonObject(body) ? body : undefined);
  if (!parsed.success) throw new NotSettled(`The behaviour of ${table}.${column} cannot be read.`);
  const { Value } = parsed.data.DateTimeBehavior;
  return behaviours[Value] ?? Value;
}
