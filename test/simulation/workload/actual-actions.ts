import type { StoredRow } from '../stand-ins/memory-system.ts';
import type { Action, WeightedAction } from './action.ts';
import { numeric } from './numeric.ts';
import { person } from './person.ts';
import { reference } from './reference-rows.ts';
import { projectId, rowsOf, taskId } from './rows-of.ts';
import { tables } from './simulated-maps.ts';
import { some } from './some.ts';
import { subjects } from './subjects.ts';

const createActual: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const { random } = simulation;
  const project = some(random, rows.projects());
  if (project === undefined) return false;
  const { msdyn_projectid } = projectId(project);
  const own = rows
    .tasks()
    .filter(
      (row) => row.values['msdyn_project'] === msdyn_projectid && row.values['msdyn_islinetask'] === false,
    );
  const task = random.chance(0.5) ? some(random, own) : undefined;
  person(simulation, simulation.dataverse).put(
    tables.actual,
    { msdyn_actualid: random.guid() },
    {
      msdyn_transactiontypecode: numeric(192_350_000),
      msdyn_transactionclassification: numeric(192_350_000),
      msdyn_billingtype: numeric(192_350_001),
      msdyn_skipsync: false,
      msdyn_istransition: false,
      msdyn_isjournalized: false,
      statecode: numeric(0),
      statuscode: numeric(1),
      msdyn_transactiondate: random.chance(0.08) ? '2025-12-31T00:00:00Z' : '2026-10-25T00:00:00Z',
      msdyn_quantity: numeric(random.between(1, 3)),
      msdyn_price: numeric(100),
      msdyn_description: random.pick(subjects),
      msdyn_owningcompany: project.values['msdyn_owningcompany'] ?? reference.usmf,
      transactioncurrencyid: reference.currency,
      msdyn_project: msdyn_projectid,
      msdyn_task: task === undefined ? null : taskId(task).msdyn_projecttaskid,
    },
  );
  return true;
};

const updateActual: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const { random } = simulation;
  const row = some(random, rows.actuals());
  if (row === undefined) return false;
  const key = { msdyn_actualid: row.values['msdyn_actualid'] ?? '' };
  person(simulation, simulation.dataverse).put(tables.actual, key, {
    msdyn_description: random.pick(subjects),
    msdyn_quantity: numeric(random.between(1, 3)),
  });
  return true;
};

const financeActualKey = (row: StoredRow) => ({
  dataAreaId: row.values['dataAreaId'] ?? '',
  ActualsImportId: row.values['ActualsImportId'] ?? '',
});

const postActual: Action = (simulation) => {
  const { random, finance } = simulation;
  const drafts = finance
    .rows(tables.financeActual.table)
    .filter((row) => (row.values['VoucherNumber'] ?? '') === '');
  const row = some(random, drafts);
  if (row === undefined) return false;
  person(simulation, finance).put(tables.financeActual, financeActualKey(row), {
    VoucherNumber: `V-${String(random.between(1, 9))}`,
    AccountingAmount: numeric(random.between(100, 999)),
    ExchangeRate: numeric(1),
    SalesTaxAmount: numeric(random.between(0, 9)),
  });
  return true;
};

/** What people do with actuals, in both systems. */
export const actualActions: readonly WeightedAction[] = [
  { weight: 3, act: createActual },
  { weight: 2, act: updateActual },
  { weight: 3, act: postActual },
];
