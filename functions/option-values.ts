/**
 * Dataverse options and the Finance members that they stand for, where several maps share them. The orders differ on the
 * two sides: never map by position.
 *
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-maps
 */

/** msdyn_billingtype ↔ ProjBillingType. The four options are documented; that an empty one is NotSpecified is inferred. */
export const billingTypes = {
  NonChargeable: 192350000,
  Chargeable: 192350001,
  Complimentary: 192350002,
  NotAvailable: 192350003,
  NotSpecified: '',
} as const;

/** msdyn_transactiontypecode: documented for actuals. */
export const transactionTypes = {
  cost: 192350000,
  unbilledSales: 192350005,
  billedSales: 192350006,
  resourcingUnitCost: 192350007,
  interOrganizationalSales: 192350008,
} as const;

/** msdyn_transactionclassification. */
export const classifications = { time: 192350000, expense: 192350001, material: 192350002 } as const;
