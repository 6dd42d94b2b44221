import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

/** One shared role; Finance makes of it a role in every legal entity. */
export default defineTableMap(
  'bookableresourcecategory',
  'ResourceCategorySharedEntity',
  ({ toFinance }) => ({
    name: 'Project resource roles for all companies',
    version: '1.0.0.1',
    area: 'setup-configuration',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [
      toFinance('msdyn_resourcecategorynumber', 'RoleId', 'inferred'),
      toFinance('name', 'Description', 'inferred'),
      toFinance('statecode', 'IsCategoryDisabled', 'inferred', { values: { False: 0, True: 1 } }),
    ],
    toFinance: { deletes: 'propagate' },
  }),
);
