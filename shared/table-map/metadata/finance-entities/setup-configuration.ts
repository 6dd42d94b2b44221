import type { FinanceEntity } from '../column-types.ts';
import { noYes } from './enumerations.ts';

/** Contracts, projects, tasks, categories, roles, resources. */
export const setupConfiguration = {
  ProjProjectContractHeaderEntity: {
    set: 'ProjectContractHeaders',
    key: ['dataAreaId', 'ProjectContractId'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      ProjectContractId: 'string',
      Name: 'string',
      SalesCurrencyCode: 'string',
      CustomerAccountNumber: 'string',
      IntegrationSourceDataId: 'string', // type assumed(finance-column-types)
    },
  },
  ProjProjectContractLineEntity: {
    set: 'ProjectContractLines',
    key: ['dataAreaId', 'ProjectContractId', 'LineSequenceNumber'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      ProjectContractId: 'string',
      LineSequenceNumber: 'int32',
      Description: 'string',
      BillingMethod: { enum: ['FixedPrice', 'TimeMaterial'] },
      LineType: { enum: ['LumpSum', 'Progress', 'TAndM', 'Fee', 'UOD'] },
      InvoiceScheduleType: { enum: ['Blank', 'MilestoneBased', 'ProgressBased'] },
      AreHourTransactionsIncluded: noYes,
      AreExpenseTransactionsIncluded: noYes,
      AreItemTransactionsIncluded: noYes,
      AreFeeTransactionsIncluded: noYes,
      LineProjectId: 'string',
      LineAmount: 'real',
      ContractLineId: 'string',
    },
  },
  ProjFundingSourceEntity: {
    set: 'ProjectFundingSources',
    key: ['dataAreaId', 'ProjectContractID', 'FundingSourceId'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      ProjectContractID: 'string',
      FundingSourceId: 'string',
      CustomerOrOrganization: 'string',
      FundingType: { enum: ['Customer', 'Organization', 'Grant', 'OnHold'] }, // Customer is named, the others are assumed(funding-types)
      TermsOfPayment: 'string',
    },
  },
  ProjProjectV2Entity: {
    set: 'ProjectsV2',
    key: ['dataAreaId', 'ProjectId'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      ProjectId: 'string',
      ProjectName: 'string',
      Description: 'string',
      ProjectStage: {
        enum: ['Created', 'Estimated', 'Scheduled', 'InProcess', 'User1', 'User2', 'User3', 'Completed'],
      },
      ProjectedStartDate: 'date',
      ProjectedEndDate: 'date',
      ActualStartDate: 'date',
      ActualEndDate: 'date',
      ProjectContractId: 'string',
      CustomerAccountNumber: 'string',
      IntegrationSourceDataId: 'string', // type assumed(finance-column-types)
    },
  },
  ProjProjectTaskEntity: {
    set: 'ProjectTasks',
    key: ['dataAreaId', 'ProjectId', 'TaskId'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      ProjectId: 'string',
      TaskId: 'string',
      TaskName: 'string',
      TaskElementId: 'string',
      ParentTaskElementId: 'string',
      TaskOutlineLevel: 'int32',
      TaskDisplaySequence: 'real',
    },
  },
  // The names of this entity and of the three after it are assumed(entity-names); their sets are printed.
  ProjTransactionCategoryEntity: {
    set: 'ProjectTransactionCategories',
    key: ['CategoryId'],
    properties: { CategoryId: 'string', Name: 'string' },
  },
  ResourceCategorySharedEntity: {
    set: 'ResourceCategoriesShared',
    key: ['RoleId'],
    properties: { RoleId: 'string', Description: 'string', IsCategoryDisabled: { enum: ['False', 'True'] } },
  },
  ProjWorkerResourceImportEntity: {
    set: 'WorkerResourceImports',
    key: ['ProjCDSResourceId'],
    properties: { ProjCDSResourceId: 'guid', PersonnelNumber: 'string' },
  },
  ProjCDSContractLineMilestoneImportEntity: {
    set: 'ProjectContractLineMilestones',
    key: ['dataAreaId', 'ContractLineMilestoneIdentifier'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      ContractLineMilestoneIdentifier: 'string',
      ContractLineMilestoneGuid: 'guid',
      TransactionDate: 'date',
      Description: 'string',
      Amount: 'real',
      CurrencyCode: 'string',
      ContractLineId: 'string',
      ProjectContractId: 'string',
      ProjectNumber: 'string',
      ActivityNumber: 'string',
      ProjectContractLineMilestoneHeader: 'string',
    },
  },
} as const satisfies Readonly<Record<string, FinanceEntity>>;
