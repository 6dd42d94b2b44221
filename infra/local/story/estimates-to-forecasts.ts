import type { Projects } from './contract-to-tasks.ts';
import { bind } from './dataverse-user.ts';
import { financeMade } from './finance-made.ts';
import type { Setup } from './lines-to-milestones.ts';
import type { MasterData } from './master-data.ts';
import type { Stage } from './stage.ts';

const expense = 192350001;
const material = 192350002;
const cost = 192350000;
const unbilledSales = 192350005;

/** June plans hours, an expense and material; Finance makes forecasts of them, cost and sales line together. */
export async function estimatesToForecasts(
  stage: Stage,
  master: MasterData,
  projects: Projects,
  setup: Setup,
): Promise<void> {
  const { june, alicia } = stage;
  stage.tell(
    'June plans hours, a hotel and cable sets; the sales line of the hotel arrives before its cost line',
  );
  const team = await june.create('msdyn_projectteam', {
    msdyn_project: bind('msdyn_projects', projects.project),
    msdyn_resourcecategory: bind('bookableresourcecategories', setup.role),
  });
  const hours = await june.create('msdyn_resourceassignment', {
    msdyn_name: 'Weld the frame',
    msdyn_fromdate: '2026-11-02T08:00:00Z',
    msdyn_hours: 40,
    msdyn_plannedcost: 2500,
    msdyn_plannedsales: 5000,
    msdyn_projectid: bind('msdyn_projects', projects.project),
    msdyn_taskid: bind('msdyn_projecttasks', projects.task),
    msdyn_projectteamid: bind('msdyn_projectteams', team),
  });
  await stage.lands('June', 'hour estimate', {
    system: 'Finance',
    table: 'ProjEstimateHoursImport',
    key: { dataAreaId: 'usmf', EstimateHoursImportId: hours },
    record: `Project Operations integration entity for hour estimates|${hours}`,
    values: { Duration: '40', PlannedCostAmount: '2500', ResourceCategoryId: 'RC-2001' },
  });
  const line = {
    msdyn_billingtype: 192350001,
    msdyn_startdatetime: '2026-11-02T08:00:00Z',
    msdyn_enddatetime: '2026-11-04T17:00:00Z',
    msdyn_project: bind('msdyn_projects', projects.project),
    msdyn_task: bind('msdyn_projecttasks', projects.task),
    msdyn_transactioncategory: master.consulting,
    transactioncurrencyid: master.currency.USD,
  };
  const hotel = {
    ...line,
    msdyn_description: 'Hotel',
    msdyn_transactionclassification: expense,
    msdyn_quantity: 2,
  };
  const costLine = await june.create('msdyn_estimateline', {
    ...hotel,
    msdyn_transactiontypecode: cost,
    msdyn_price: 120.5,
  });
  const salesLine = await june.create('msdyn_estimateline', {
    ...hotel,
    msdyn_transactiontypecode: unbilledSales,
    msdyn_price: 150,
    msdyn_originestimateline: bind('msdyn_estimatelines', costLine),
  });
  for (const [id, type] of [
    [costLine, 'Cost'],
    [salesLine, 'Sales'],
  ] as const)
    await stage.lands('June', `expense estimate, ${type.toLowerCase()} line`, {
      system: 'Finance',
      table: 'ProjEstimateExpensesImports',
      key: { dataAreaId: 'usmf', EstimateLineId: id },
      record: `Project Operations integration entity for expense estimates|${id}`,
      values: { TransType: type, Quantity: '2' },
    });
  const product = await june.find('product', 'msdyn_productnumber', 'P-0001');
  const cables = await june.create('msdyn_estimateline', {
    ...line,
    msdyn_description: 'Cable sets',
    msdyn_transactionclassification: material,
    msdyn_transactiontypecode: cost,
    msdyn_quantity: 5,
    msdyn_price: 19.99,
    msdyn_product: bind('products', product),
  });
  await stage.lands('June', 'material estimate', {
    system: 'Finance',
    table: 'ProjForecastSalesImport',
    key: { dataAreaId: 'usmf', ForecastLineId: cables },
    record: `Project integration table for material estimates|${cables}`,
    values: { ItemId: 'P-0001', SalesQty: '5' },
  });
  await alicia.act('import-estimates', { company: 'usmf' });
  await financeMade(stage, 'one forecast of cost and sales line', 'Forecasts', {
    ForecastType: 'Expense',
    ProjectId: 'P-1001',
    CostAmount: '241',
    SalesAmount: '300',
  });
  await financeMade(stage, 'forecast of the hours', 'Forecasts', { ForecastType: 'Hour', Quantity: '40' });
}
