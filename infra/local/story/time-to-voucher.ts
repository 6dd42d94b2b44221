import { actualRow } from './actual-row.ts';
import type { Projects } from './contract-to-tasks.ts';
import type { MasterData } from './master-data.ts';
import type { Stage } from './stage.ts';
import { voucherReturns } from './voucher-returns.ts';
import { postStaged } from './post-staged.ts';

const actuals = 'Project Operations integration actuals';

/** Approved hours become actuals, reach Finance, are posted, and the voucher comes back. Two kinds must not cross. */
export async function timeToVoucher(
  stage: Stage,
  master: MasterData,
  projects: Projects,
): Promise<{ readonly sales: string }> {
  const { process, alicia } = stage;
  stage.tell(
    'Project Operations approves 8 hours of June: a cost actual, an unbilled sales actual and their connection',
  );
  const hours = {
    company: 'usmf',
    project: projects.project,
    task: projects.task,
    date: '2026-10-25',
    hours: 8,
    text: 'Install, Sunday shift',
  } as const;
  const cost = await process.create(
    'msdyn_actual',
    actualRow(master, { ...hours, type: 'cost', price: 62.5, billing: 'chargeable' }),
  );
  const sales = await process.create(
    'msdyn_actual',
    actualRow(master, { ...hours, type: 'unbilledSales', price: 125, billing: 'chargeable' }),
  );
  const connection = await process.create('msdyn_transactionconnection', connectionRow(cost, sales));
  await stage.lands('process', 'cost actual', {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { dataAreaId: 'usmf', ActualId: cost },
    values: {
      TransactionType: 'Cost',
      TransactionClassification: '192350000',
      BillingType: 'Chargeable',
      DocumentDate: '2026-10-25',
      Quantity: '8',
      UnitPrice: '62.5',
      Amount: '500',
      ProjectId: 'P-1001',
      TaskNumber: 'A-000001',
      UnitOfMeasure: 'hr',
      TransactionCategoryId: 'TCN-0000001000-D3B43',
      TransactionCurrencyId: 'USD',
      ProjectDataAreaId: 'usmf',
    },
  });
  await stage.lands('process', 'unbilled sales actual', {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { dataAreaId: 'usmf', ActualId: sales },
    values: { TransactionType: 'Sales', UnitPrice: '125', Amount: '1000' },
  });
  await stage.lands('process', 'connection of cost and sales', {
    system: 'Finance',
    table: 'ProjCDSTransactionRelationshipImports',
    key: { ConnectionId: connection },
    values: { Transaction1Id: cost, Transaction2Id: sales },
  });

  const skipped = await process.create(
    'msdyn_actual',
    actualRow(master, {
      ...hours,
      type: 'cost',
      price: 62.5,
      billing: 'chargeable',
      skipSync: true,
      text: 'Intercompany cost',
    }),
  );
  await stage.recorded('process', 'actual with Skip Sync', {
    record: `${actuals}|${skipped}`,
    outcome: 'skipped',
    reason: 'filter',
  });
  const old = await process.create(
    'msdyn_actual',
    actualRow(master, {
      ...hours,
      type: 'cost',
      price: 62.5,
      billing: 'chargeable',
      date: '2025-12-15',
      text: 'Before go-live',
    }),
  );
  await stage.recorded('process', 'actual from before go-live', {
    record: `${actuals}|${old}`,
    outcome: 'skipped',
    reason: 'go-live',
  });

  stage.tell('Alicia imports from staging and posts the integration journal');
  await postStaged(alicia);
  await voucherReturns(stage, 'Alicia', 'voucher of the cost actual', cost, '500');
  await voucherReturns(stage, 'Alicia', 'voucher of the unbilled sales actual', sales, '1000');
  return { sales };
}

/** A connection between the two actuals of one approval. Type columns hold the logical name of the table. */
export function connectionRow(first: string, second: string): Readonly<Record<string, string>> {
  return {
    msdyn_transaction1: first,
    msdyn_transaction1role: '192350000',
    msdyn_transaction1type: 'msdyn_actual',
    msdyn_transaction2: second,
    msdyn_transaction2role: '192350001',
    msdyn_transaction2type: 'msdyn_actual',
  };
}
