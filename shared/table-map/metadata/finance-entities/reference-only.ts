import type { FinanceEntity } from '../column-types.ts';

/** Entities that native dual-write keeps. We look their rows up and never write them. */
export const referenceOnly = {
  UnitOfMeasureEntity: {
    set: 'UnitsOfMeasure',
    key: ['UnitSymbol'],
    properties: { UnitSymbol: 'string' },
  },
  EcoResReleasedDistinctProductCDSEntity: {
    set: 'CDSReleasedDistinctProducts',
    key: ['dataAreaId', 'ProductNumber'],
    company: 'dataAreaId',
    properties: { dataAreaId: 'string', ProductNumber: 'string' },
  },
  CustCustomerV3Entity: {
    set: 'CustomersV3',
    key: ['dataAreaId', 'CustomerAccount'],
    company: 'dataAreaId',
    properties: { dataAreaId: 'string', CustomerAccount: 'string' },
  },
  VendVendorV2Entity: {
    set: 'VendorsV2',
    key: ['dataAreaId', 'VendorAccountNumber'],
    company: 'dataAreaId',
    properties: { dataAreaId: 'string', VendorAccountNumber: 'string' },
  },
  HcmWorkerEntity: {
    set: 'Workers',
    key: ['PersonnelNumber'],
    properties: { PersonnelNumber: 'string' },
  },
} as const satisfies Readonly<Record<string, FinanceEntity>>;
