import type { Accounting } from '../accounting/accounting.ts';
import { entityOf } from '../accounting/entity-of.ts';
import type { TableRow } from './table-row.ts';

/** Roles by legal entity: each shared role exists in every one of them (documented). */
export const resourceRoles = ({ store }: Accounting): readonly TableRow[] =>
  [...store.rows(entityOf('ResourceCategoriesShared'))].flatMap((role) =>
    Array.from(store.rows(entityOf('LegalEntities')), (company) => ({
      dataAreaId: company.values['LegalEntityId'] ?? '',
      RoleId: role.values['RoleId'] ?? '',
      Description: role.values['Description'] ?? '',
      IsCategoryDisabled: role.values['IsCategoryDisabled'] ?? '',
    })),
  );
