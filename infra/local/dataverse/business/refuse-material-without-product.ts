import type { PendingWrite } from '../store/transaction.ts';
import { refusals } from '../web/refusals.ts';
import { choices } from './choices.ts';

/**
 * A vendor invoice line for material names a product. The text is published; that it is refused for material alone is
 * assumed.
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-frequent-issues
 * @throws WebApiError 400 0x80040265
 */
export function refuseMaterialWithoutProduct({ table, after, submitted }: PendingWrite): void {
  if (
    table.name === 'msdyn_projectvendorinvoiceline' &&
    (submitted.includes('msdyn_transactionclassification') || submitted.includes('msdyn_product')) &&
    after['msdyn_transactionclassification'] === choices.classification.material &&
    after['msdyn_product'] === null
  )
    throw refusals.plugIn('Product id is mandatory. Select a product from the catalog.');
}
