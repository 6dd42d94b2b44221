import { entities } from '../schema/entities.ts';
import type { Values } from '../store/stored-row.ts';
import type { RuleContext } from './rule-context.ts';

/**
 * The purchase order takes its language from the vendor, and needs one: documented, with a text that is assumed.
 */
export function subcontractHeaderProblem(
  { store }: RuleContext,
  before: Values | undefined,
  after: Values,
): string | undefined {
  const { dataAreaId = '', OrderAccount = '' } = after;
  if (before?.['OrderAccount'] === OrderAccount && before['SubConStatus'] === after['SubConStatus'])
    return undefined;
  const vendors = entities.get('VendorsV2');
  const vendor =
    vendors === undefined
      ? undefined
      : store.find(vendors, { dataAreaId, VendorAccountNumber: OrderAccount });
  return vendor === undefined || vendor.values['LanguageId'] !== ''
    ? undefined
    : `Field 'Language' must be filled in. Vendor account ${OrderAccount} has no language.`;
}
