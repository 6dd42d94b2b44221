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

/**
 * Relations that a write checks, by set. The staging sets have none: they take rows whose parents are not there.
 * That these are checked is assumed; that an unknown row is refused in this wording is published for customer groups.
 */
export const relations: Readonly<Record<string, RelationsOf>> = {
  ProjectContractHeaders: (values) => [customer('CustomerAccountNumber')(values)],
  ProjectsV2: (values) => [contract(values), customer('CustomerAccountNumber')(values)],
  ProjectTasks: (values) => [project(values)],
  ProjectInvoiceProposalsV2: (values) => [contract(values)],
};
