import { actualRow } from './actual-row.ts';
import type { Projects } from './contract-to-tasks.ts';
import type { MasterData } from './master-data.ts';
import type { Stage } from './stage.ts';

const resourcingUnitCost = 192350007;
const interOrganizationalSales = 192350008;

/** A French colleague works for the American project: four actuals, one for the borrower, two for the lender. */
export async function intercompanyActuals(
  stage: Stage,
  master: MasterData,
  projects: Projects,
): Promise<void> {
  const { process, alicia } = stage;
  stage.tell(
    'A colleague of frrt works 8 hours for the project of usmf: four actuals, three of them for Finance',
  );
  await alicia.act('set-intercompany', { borrowing: 'usmf', lending: 'frrt', vendor: 'V-FRRT' });
  const work = {
    project: projects.project,
    date: '2026-10-26',
    hours: 8,
    price: 50,
    billing: 'chargeable',
    text: 'Lent hours',
  } as const;
  const make = (type: number | undefined, row: Parameters<typeof actualRow>[1]): Promise<string> =>
    process.create('msdyn_actual', {
      ...actualRow(master, row),
      ...(type === undefined ? {} : { msdyn_transactiontypecode: type }),
    });
  const cost = await make(undefined, {
    ...work,
    type: 'cost',
    company: 'usmf',
    skipSync: true,
    text: 'Lent cost',
  });
  const sales = await make(undefined, { ...work, type: 'unbilledSales', company: 'usmf' });
  const unitCost = await make(resourcingUnitCost, { ...work, type: 'cost', company: 'frrt' });
  const interOrg = await make(interOrganizationalSales, { ...work, type: 'cost', company: 'frrt' });
  await stage.recorded('process', 'intercompany cost, which stays in Dataverse', {
    record: `Project Operations integration actuals|${cost}`,
    outcome: 'skipped',
    reason: 'filter',
  });
  for (const [what, company, id, type] of [
    ['unbilled sales of the borrowing company', 'usmf', sales, 'Sales'],
    ['resourcing unit cost of the lending company', 'frrt', unitCost, 'ResourcingUnitCost'],
    ['inter-organizational sales of the lending company', 'frrt', interOrg, 'InterOrgSales'],
  ] as const)
    await stage.lands('process', what, {
      system: 'Finance',
      table: 'ProjActualsImports',
      key: { dataAreaId: company, ActualId: id },
      values: { TransactionType: type, ProjectDataAreaId: 'usmf' },
    });
}
