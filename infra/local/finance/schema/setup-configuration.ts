import { entity } from './entity.ts';
import { company, date, enumOf, int32, keyText, labelled, mandatory, real, text } from './property.ts';

/**
 * Contracts, projects and tasks. Property names are those of a real `$metadata`; entity type names, table labels,
 * numbers and which fields are mandatory are assumed.
 */
export const setupConfiguration = [
  entity({
    set: 'ProjectContractHeaders',
    type: 'ProjectContractHeader',
    physical: 'ProjProjectContractHeaderEntity',
    table: 'ProjInvoiceTable',
    label: 'Project contracts',
    tableId: 18801,
    key: ['dataAreaId', 'ProjectContractId'],
    properties: {
      dataAreaId: company,
      ProjectContractId: keyText('Project contract ID'),
      Name: mandatory(labelled('Name')),
      SalesCurrencyCode: labelled('Sales currency'),
      CustomerAccountNumber: labelled('Customer account'),
      IntegrationSourceDataId: text,
      TermsOfPayment: labelled('Terms of payment'),
    },
  }),
  entity({
    set: 'ProjectsV2',
    type: 'ProjectV2',
    physical: 'ProjProjectV2Entity',
    table: 'ProjTable',
    label: 'Projects',
    tableId: 18802,
    key: ['dataAreaId', 'ProjectId'],
    properties: {
      dataAreaId: company,
      ProjectId: keyText('Project ID'),
      ProjectName: mandatory(labelled('Project name')),
      ProjectStage: enumOf('ProjStatus'),
      Description: text,
      ProjectedStartDate: date,
      ProjectedEndDate: date,
      ActualStartDate: date,
      ActualEndDate: date,
      ProjectContractId: labelled('Project contract ID'),
      CustomerAccountNumber: labelled('Customer account'),
      IntegrationSourceDataId: text,
    },
  }),
  entity({
    set: 'ProjectTasks',
    type: 'ProjectTask',
    physical: 'ProjProjectTaskEntity',
    table: 'ProjTask',
    label: 'Project tasks',
    tableId: 18803,
    key: ['dataAreaId', 'ProjectId', 'TaskId'],
    properties: {
      dataAreaId: company,
      ProjectId: keyText('Project ID'),
      TaskId: keyText('Task ID'),
      TaskName: mandatory(labelled('Task name')),
      TaskElementId: text,
      ParentTaskElementId: text,
      TaskOutlineLevel: int32,
      TaskDisplaySequence: real,
    },
  }),
];
