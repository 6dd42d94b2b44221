import { entity } from './entity.ts';
import { enumOf, keyGuid, keyText, labelled, text } from './property.ts';

/** Roles and resources, the same in every company. Sets and properties are printed; names of the entities are assumed. */
export const resources = [
  entity({
    set: 'ResourceCategoriesShared',
    type: 'ResourceCategoryShared',
    physical: 'ResourceCategorySharedEntity',
    table: 'ResourceCategoryShared',
    label: 'Project resource roles for all companies',
    tableId: 18808,
    key: ['RoleId'],
    properties: {
      RoleId: keyText('Role ID'),
      Description: text,
      IsCategoryDisabled: enumOf('FalseTrue'),
    },
  }),
  entity({
    set: 'WorkerResourceImports',
    type: 'WorkerResourceImport',
    physical: 'ProjWorkerResourceImportEntity',
    table: 'ProjCDSWorkerResourceImport',
    label: 'Project worker resource import',
    tableId: 18809,
    key: ['ProjCDSResourceId'],
    properties: {
      ProjCDSResourceId: keyGuid('Resource ID'),
      PersonnelNumber: labelled('Personnel number'),
    },
  }),
];
