import { addDataverseTable } from '../../shared/table-map/dataverse-table.ts';
import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { addFinanceEntity } from '../../shared/table-map/finance-entity.ts';
import type { DataverseTable, FinanceEntity } from '../../shared/table-map/metadata/column-types.ts';
import { when } from '../../shared/table-map/when.ts';

const rental = {
  set: 'contoso_toolrentals',
  id: 'contoso_toolrentalid',
  columns: {
    contoso_toolrentalid: 'guid',
    contoso_number: 'text',
    contoso_text: 'text',
    contoso_from: 'date-only',
    contoso_days: 'integer',
    contoso_rate: 'money',
    contoso_state: 'choice',
    contoso_project: { lookup: ['msdyn_project'] },
  },
} as const satisfies DataverseTable;

const rentalEntity = {
  set: 'ContosoToolRentals',
  key: ['dataAreaId', 'RentalId'],
  company: 'dataAreaId',
  properties: {
    dataAreaId: 'string',
    RentalId: 'string',
    Description: 'string',
    FromDate: 'date',
    Days: 'int32',
    DailyRate: 'real',
    RentalStatus: { enum: ['Planned', 'Out', 'Returned'] },
    ProjectId: 'string',
  },
} as const satisfies FinanceEntity;

declare module '../../shared/table-map/metadata/dataverse.ts' {
  interface DataverseTables {
    contoso_toolrental: typeof rental;
  }
}
declare module '../../shared/table-map/metadata/finance.ts' {
  interface FinanceEntities {
    ContosoToolRentalEntity: typeof rentalEntity;
  }
}
addDataverseTable('contoso_toolrental', rental);
addFinanceEntity('ContosoToolRentalEntity', rentalEntity);

export default defineTableMap('contoso_toolrental', 'ContosoToolRentalEntity', ({ toFinance }) => ({
  name: 'Contoso tool rentals',
  version: '1.0.0.0',
  area: 'setup-configuration',
  kind: 'master',
  setEvidence: 'documented',
  identity: 'dataverse',
  fields: [
    toFinance('contoso_project.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'documented'),
    toFinance('contoso_number', 'RentalId', 'documented'),
    toFinance('contoso_text', 'Description', 'documented', { truncate: 60 }),
    toFinance('contoso_from', 'FromDate', 'documented'),
    toFinance('contoso_days', 'Days', 'documented', { whenEmpty: '1' }),
    toFinance('contoso_rate', 'DailyRate', 'documented', { scale: 2 }),
    toFinance('contoso_state', 'RentalStatus', 'documented', {
      values: { Planned: 1, Out: 2, Returned: 3 },
    }),
    toFinance('contoso_project.msdyn_projectnumber', 'ProjectId', 'documented'),
  ],
  toFinance: {
    filter: {
      text: 'contoso_state ne null',
      when: when.differs('contoso_state', null),
      evidence: 'documented',
      exit: 'delete',
    },
    references: [{ kind: 'parent', lookup: 'contoso_project', map: 'Projects V2' }],
    deletes: 'propagate',
  },
}));
