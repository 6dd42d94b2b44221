import { validateWriteFailed } from '../odata/refusals.ts';
import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import type { Store } from '../store/store.ts';
import type { Values } from '../store/stored-row.ts';

type TableRule = (store: Store, entity: Entity, after: Values) => void;

const rows = (store: Store, set: string): readonly Values[] => {
  const entity = entities.get(set);
  return entity === undefined ? [] : [...store.rows(entity)].map((row) => row.values);
};

/** A milestone belongs to a fixed price line of the company. That Finance checks it, and its words, are assumed. */
const fixedPriceLine: TableRule = (store, entity, { dataAreaId, ContractLineId = '' }) => {
  const line = rows(store, 'ProjectContractLines').find(
    (each) =>
      each['dataAreaId'] === dataAreaId &&
      each['ContractLineId']?.toLowerCase() === ContractLineId.toLowerCase(),
  );
  if (line === undefined)
    throw validateWriteFailed(entity, `Contract line ${ContractLineId} does not exist.`);
  if (line['BillingMethod'] !== 'FixedPrice')
    throw validateWriteFailed(
      entity,
      `Contract line ${ContractLineId} is not of billing method Fixed price.`,
    );
};

/** The language of a purchase order comes from its vendor. Documented; the words are assumed. */
const vendorLanguage: TableRule = (store, entity, { dataAreaId, OrderAccount }) => {
  const vendor = rows(store, 'VendorsV2').find(
    (each) => each['dataAreaId'] === dataAreaId && each['VendorAccountNumber'] === OrderAccount,
  );
  if (vendor?.['LanguageId'] === '') throw validateWriteFailed(entity, `Field 'Language' must be filled in.`);
};

/** What a table checks besides relations, by entity set. */
export const tableRules: Readonly<Record<string, TableRule>> = {
  ProjectContractLineMilestones: fixedPriceLine,
  SubContractPurchaseOrderHeaders: vendorLanguage,
};
