import type { Values } from '../store/stored-row.ts';
import type { Relation } from './related-row.ts';

type RelationsOf = (values: Values) => readonly Relation[];

const inCompany = (values: Values): { dataAreaId: string } => ({ dataAreaId: values['dataAreaId'] ?? '' });

const customer = (name: string) => (values: Values) => ({
  name,
  set: 'CustomersV3',
  key: { ...inCompany(values), CustomerAccount: values[name] ?? '' },
});

const contract = (values: Values) => ({
  name: 'ProjectContractId',
  set: 'ProjectContractHeaders',
  key: { ...inCompany(values), ProjectContractId: values['ProjectContractId'] ?? '' },
});

const project = (values: Values) => ({
  name: 'ProjectId',
  set: 'ProjectsV2',
  key: { ...inCompany(values), ProjectId: values['ProjectId'] ?? '' },
});

const contractOfSource = (values: Values) => ({
  name: 'ProjectContractID',
  set: 'ProjectContractHeaders',
  key: { ...inCompany(values), ProjectContractId: values['ProjectContractID'] ?? '' },
});

const projectIn = (name: string) => (values: Values) => ({
  name,
  set: 'ProjectsV2',
  key: { ...inCompany(values), ProjectId: values[name] ?? '' },
});

const vendor = (name: string) => (values: Values) => ({
  name,
  set: 'VendorsV2',
  key: { ...inCompany(values), VendorAccountNumber: values[name] ?? '' },
});

const fundingSource = (values: Values) => ({
  name: 'FundingSourceId',
  set: 'ProjectFundingSources',
  key: {
    ...inCompany(values),
    ProjectContractID: values['ProjectContractId'] ?? '',
    FundingSourceId: values['FundingSourceId'] ?? '',
  },
});

const worker = (values: Values) => ({
  name: 'PersonnelNumber',
  set: 'Workers',
  key: { PersonnelNumber: values['PersonnelNumber'] ?? '' },
});

const subcontract = (values: Values) => ({
  name: 'SubcontractNumber',
  set: 'SubContractPurchaseOrderHeaders',
  key: { ...inCompany(values), ProjSubContractNumber: values['SubcontractNumber'] ?? '' },
});

const unit = (name: string) => (values: Values) => ({
  name,
  set: 'UnitsOfMeasure',
  key: { UnitSymbol: values[name] ?? '' },
});

const product = (name: string) => (values: Values) => ({
  name,
  set: 'CDSReleasedDistinctProducts',
  key: { ...inCompany(values), ProductNumber: values[name] ?? '' },
});

/**
 * Relations that a write checks, by set. The staging sets have none: they take rows whose parents are not there.
 * That these are checked is assumed; that an unknown row is refused in this wording is published for customer groups.
 */
export const relations: Readonly<Record<string, RelationsOf>> = {
  ProjectContractHeaders: (values) => [customer('CustomerAccountNumber')(values)],
  ProjectsV2: (values) => [contract(values), customer('CustomerAccountNumber')(values)],
  ProjectTasks: (values) => [project(values)],
  ProjectContractLines: (values) => [contract(values), projectIn('LineProjectId')(values)],
  ProjectFundingSources: (values) => [contractOfSource(values), customer('CustomerOrOrganization')(values)],
  ProjectContractLineMilestones: (values) => [contract(values), projectIn('ProjectNumber')(values)],
  WorkerResourceImports: (values) => [worker(values)],
  ProjectInvoiceProposalsV2: (values) => [contract(values), fundingSource(values)],
  SubContractPurchaseOrderHeaders: (values) => [vendor('OrderAccount')(values), projectIn('ProjId')(values)],
  ProjSubContractPurchaseOrderLines: (values) => [
    subcontract(values),
    projectIn('ProjId')(values),
    unit('PurchUnit')(values),
    product('ItemId')(values),
  ],
};
