import type { Values } from '../store/stored-row.ts';
import type { Relation } from './related-row.ts';

type RelationOf = (values: Values) => Relation;

const inCompany = (values: Values): { dataAreaId: string } => ({ dataAreaId: values['dataAreaId'] ?? '' });

/** The field holds the key of a row in a set that all companies share. */
const shared =
  (name: string, set: string, key: string): RelationOf =>
  (values) => ({ name, set, key: { [key]: values[name] ?? '' } });

/** The field holds the key of a row in the same company. */
const own =
  (name: string, set: string, key: string): RelationOf =>
  (values) => ({ name, set, key: { ...inCompany(values), [key]: values[name] ?? '' } });

const customer = (name: string): RelationOf => own(name, 'CustomersV3', 'CustomerAccount');
const contract = (name = 'ProjectContractId'): RelationOf =>
  own(name, 'ProjectContractHeaders', 'ProjectContractId');
const project = (name: string): RelationOf => own(name, 'ProjectsV2', 'ProjectId');
// That an item number is also the product's number holds for the products of the sandbox.
const item = own('ItemId', 'CDSReleasedDistinctProducts', 'ProductNumber');

/** The field holds the activity number of a task of the project that another field names. */
const task =
  (name: string, projectField: string): RelationOf =>
  (values) => ({
    name,
    set: 'ProjectTasks',
    key: { ...inCompany(values), ProjectId: values[projectField] ?? '', TaskId: values[name] ?? '' },
  });

const fundingSource: RelationOf = (values) => ({
  name: 'FundingSourceId',
  set: 'ProjectFundingSources',
  key: {
    ...inCompany(values),
    ProjectContractID: values['ProjectContractId'] ?? '',
    FundingSourceId: values['FundingSourceId'] ?? '',
  },
});

/** Whom a funding source names depends on its type; organizations and grants are not in the sandbox. */
const payer: RelationOf = (values) =>
  values['FundingType'] === 'Customer'
    ? customer('CustomerOrOrganization')(values)
    : { name: 'CustomerOrOrganization', set: '', key: {} };

/**
 * Relations that a write checks, by set. The staging sets have none: they take rows whose parents are not there.
 * That these are checked is assumed; that an unknown row is refused in this wording is published for customer groups.
 */
export const relations: Readonly<Record<string, readonly RelationOf[]>> = {
  ProjectContractHeaders: [customer('CustomerAccountNumber')],
  ProjectContractLines: [contract(), project('LineProjectId')],
  ProjectFundingSources: [contract('ProjectContractID'), payer],
  ProjectsV2: [contract(), customer('CustomerAccountNumber')],
  ProjectTasks: [project('ProjectId')],
  ProjectContractLineMilestones: [
    contract(),
    project('ProjectNumber'),
    task('ActivityNumber', 'ProjectNumber'),
    own(
      'ProjectContractLineMilestoneHeader',
      'ProjectContractLineMilestoneHeaders',
      'ProjectContractLineMilestoneHeaderId',
    ),
  ],
  ProjectContractLineMilestoneHeaders: [contract(), project('Project')],
  WorkerResourceImports: [shared('PersonnelNumber', 'Workers', 'PersonnelNumber')],
  ProjectInvoiceProposalsV2: [contract(), fundingSource],
  SubContractPurchaseOrderHeaders: [
    own('OrderAccount', 'VendorsV2', 'VendorAccountNumber'),
    project('ProjId'),
  ],
  ProjSubContractPurchaseOrderLines: [
    own('SubcontractNumber', 'SubContractPurchaseOrderHeaders', 'ProjSubContractNumber'),
    project('ProjId'),
    task('ActivityNumber', 'ProjId'),
    item,
    shared('SubConRoleID', 'ResourceCategoriesShared', 'RoleId'),
    shared('SubConTransCategory', 'ProjectTransactionCategories', 'CategoryId'),
    shared('PurchUnit', 'UnitsOfMeasure', 'UnitSymbol'),
  ],
};
