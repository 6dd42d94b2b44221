import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

export default defineTableMap('msdyn_projecttask', 'ProjProjectTaskEntity', ({ toFinance }) => ({
  name: 'Project tasks',
  version: '1.0.0.4',
  area: 'setup-configuration',
  kind: 'master',
  setEvidence: 'inferred',
  identity: 'dataverse',
  fields: [
    toFinance('msdyn_project.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'inferred'),
    toFinance('msdyn_project.msdyn_projectnumber', 'ProjectId', 'inferred'),
    // assumed(activity-number)
    toFinance('msdyn_activitynumber', 'TaskId', 'inferred', {
      note: 'Probably a Finance activity number that comes back to Dataverse; who numbers first is not published. A task waits for its number.',
    }),
    toFinance('msdyn_subject', 'TaskName', 'inferred'),
    toFinance('msdyn_projecttaskid', 'TaskElementId', 'inferred'),
    toFinance('msdyn_parenttask', 'ParentTaskElementId', 'inferred'),
    toFinance('msdyn_outlinelevel', 'TaskOutlineLevel', 'inferred'),
    toFinance('msdyn_displaysequence', 'TaskDisplaySequence', 'inferred'),
  ],
  toFinance: {
    company: 'msdyn_project.msdyn_owningcompany.cdm_companycode',
    filter: {
      text: 'msdyn_islinetask eq false',
      when: when.equals('msdyn_islinetask', false),
      evidence: 'inferred',
      exit: 'keep',
    },
    references: [
      { kind: 'parent', lookup: 'msdyn_project', map: 'Projects V2' },
      { kind: 'parent', lookup: 'msdyn_parenttask', map: 'Project tasks' },
    ],
    deletes: 'propagate',
  },
  project: { company: 'dataAreaId', number: 'ProjectId' },
}));
