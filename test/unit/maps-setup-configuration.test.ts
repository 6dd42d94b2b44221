import { describe, expect, it } from 'vitest';
import contracts from '../../functions/setup-configuration/project-contract-headers.map.ts';
import projects from '../../functions/setup-configuration/projects-v2.map.ts';
import tasks from '../../functions/setup-configuration/project-tasks.map.ts';
import { matches } from '../../shared/table-map/matches.ts';
import { transformToFinance } from '../../shared/table-map/transform-to-finance.ts';
import { n, sourceRow } from './maps-source-row.ts';

const projectId = 'b1a7c1d2-0000-4000-8000-000000000001';
const taskId = 'b1a7c1d2-0000-4000-8000-0000000000aa';
const parentId = 'b1a7c1d2-0000-4000-8000-0000000000ab';
const nothingElse = { createOnly: {}, updateOnly: {}, completing: {}, lookups: {}, problems: [] };

describe('Project contract headers', () => {
  const row = sourceRow(contracts, 'to-finance', {
    salesorderid: projectId.toUpperCase(),
    msdyn_salesordernumber: 'C-1001',
    name: 'Déploiement Île-de-France',
    'transactioncurrencyid.isocurrencycode': 'EUR',
    'customerid_account.accountnumber': '00042',
    'msdyn_owningcompany.cdm_companycode': 'FRRT',
    msdyn_ordertype: n('192350001'),
  });

  it('sends every field of a contract', () => {
    expect(transformToFinance(contracts, row)).toEqual({
      key: { dataAreaId: 'frrt', ProjectContractId: 'C-1001' },
      values: {
        Name: 'Déploiement Île-de-France',
        SalesCurrencyCode: 'EUR',
        CustomerAccountNumber: '00042',
        IntegrationSourceDataId: projectId,
      },
      ...nothingElse,
    });
  });

  it('lets only project contracts pass, not orders of items', () => {
    const when = contracts.toFinance?.filter?.when ?? { kind: 'everything' };
    expect(matches(when, row)).toBe(true);
    expect(matches(when, { ...row, msdyn_ordertype: n('192350000') })).toBe(false);
    expect(matches(when, { ...row, msdyn_ordertype: null })).toBe(false);
  });

  it('waits for a contract number and for a company', () => {
    const { problems } = transformToFinance(contracts, {
      ...row,
      msdyn_salesordernumber: null,
      'msdyn_owningcompany.cdm_companycode': null,
    });
    expect(problems.map(({ kind, source, target }) => ({ kind, source, target }))).toEqual([
      { kind: 'empty', source: 'msdyn_owningcompany.cdm_companycode', target: 'dataAreaId' },
      { kind: 'empty', source: 'msdyn_salesordernumber', target: 'ProjectContractId' },
    ]);
  });
});

describe('Projects V2', () => {
  const row = sourceRow(projects, 'to-finance', {
    msdyn_projectid: projectId,
    msdyn_projectnumber: 'P-1001',
    msdyn_subject: 'Line 1',
    msdyn_description: 'Fabrication',
    statecode: n('0'),
    msdyn_tzascheduledstart: '2026-10-25T00:00:00Z',
    msdyn_scheduledstart: '2026-10-24T22:00:00Z',
    msdyn_finish: '2026-12-31T17:00:00Z',
    msdyn_actualstart: '2026-10-26T08:00:00Z',
    'msdyn_salesorderid.msdyn_salesordernumber': 'C-1001',
    msdyn_salesorderid: parentId,
    'msdyn_customer.accountnumber': 'US-001',
    'msdyn_owningcompany.cdm_companycode': 'usmf',
  });

  it('sends every field of a project', () => {
    expect(transformToFinance(projects, row)).toEqual({
      key: { dataAreaId: 'usmf', ProjectId: 'P-1001' },
      values: {
        ProjectName: 'Line 1',
        Description: 'Fabrication',
        ProjectStage: 'InProcess',
        ProjectedStartDate: '2026-10-25T12:00:00Z',
        ProjectedEndDate: '2026-12-31T12:00:00Z',
        ActualStartDate: '2026-10-26T12:00:00Z',
        ActualEndDate: '1900-01-01T12:00:00Z',
        ProjectContractId: 'C-1001',
        CustomerAccountNumber: 'US-001',
        IntegrationSourceDataId: projectId,
      },
      ...nothingElse,
    });
  });

  it('completes a project that is deactivated', () => {
    expect(transformToFinance(projects, { ...row, statecode: n('1') }).values).toMatchObject({
      ProjectStage: 'Completed',
    });
  });

  it('does not untie a project in Finance from its contract when the look-up is empty', () => {
    const { values, problems } = transformToFinance(projects, {
      ...row,
      'msdyn_salesorderid.msdyn_salesordernumber': null,
    });
    expect(values).not.toHaveProperty('ProjectContractId');
    expect(problems).toEqual([]);
  });
});

describe('Project tasks', () => {
  const row = sourceRow(tasks, 'to-finance', {
    msdyn_projecttaskid: taskId,
    msdyn_activitynumber: 'A-000001',
    msdyn_subject: 'Install',
    msdyn_parenttask: parentId.toUpperCase(),
    msdyn_outlinelevel: n('2'),
    msdyn_displaysequence: n('1.5000000000'),
    msdyn_islinetask: false,
    msdyn_project: projectId,
    'msdyn_project.msdyn_projectnumber': 'P-1001',
    'msdyn_project.msdyn_owningcompany.cdm_companycode': 'usmf',
  });

  it('sends every field of a task, its parent by id', () => {
    expect(transformToFinance(tasks, row)).toEqual({
      key: { dataAreaId: 'usmf', ProjectId: 'P-1001', TaskId: 'A-000001' },
      values: {
        TaskName: 'Install',
        TaskElementId: taskId,
        ParentTaskElementId: parentId,
        TaskOutlineLevel: n('2'),
        TaskDisplaySequence: n('1.5'),
      },
      ...nothingElse,
    });
  });

  it('sends a task at the top without a parent', () => {
    expect(transformToFinance(tasks, { ...row, msdyn_parenttask: null }).values).toMatchObject({
      ParentTaskElementId: '',
    });
  });

  it('keeps line tasks in Dataverse', () => {
    const when = tasks.toFinance?.filter?.when ?? { kind: 'everything' };
    expect(matches(when, row)).toBe(true);
    expect(matches(when, { ...row, msdyn_islinetask: true })).toBe(false);
  });
});
