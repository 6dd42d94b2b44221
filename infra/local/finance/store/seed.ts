import { referenceData } from '../../reference-data.ts';
import { entities } from '../schema/entities.ts';
import { rateType } from '../accounting/exchange-rates.ts';
import { emptyDate, emptyValues } from './empty-values.ts';
import type { Store } from './store.ts';
import type { Values } from './stored-row.ts';

/** Fills in the master data that both systems hold from the start. */
export function seed(store: Store): void {
  store.transaction(() => {
    for (const [set, rows] of Object.entries(masterRows())) {
      const entity = entities.get(set);
      if (entity === undefined) throw new Error(`No data entity ${set}`);
      for (const values of rows) store.insert(entity, { ...emptyValues(entity), ...values });
    }
  });
}

const masterRows = (): Readonly<Record<string, readonly Values[]>> => ({
  LegalEntities: referenceData.companies.map(({ code, name }) => ({ LegalEntityId: code, Name: name })),
  Ledgers: referenceData.companies.map(({ code, currency }) => ({
    LegalEntityId: code,
    AccountingCurrency: currency,
    ExchangeRateType: rateType,
  })),
  ExchangeRatesCDSEntity: referenceData.exchangeRates.map(({ from, to, rate }) => ({
    ExchangeRateTypeName: rateType,
    FromCurrencyCode: from,
    ToCurrencyCode: to,
    ValidFrom: emptyDate,
    ValidTo: '2154-12-31T12:00:00Z',
    Rate: rate,
  })),
  UnitsOfMeasure: referenceData.units.map((unit) => ({ UnitSymbol: unit })),
  CustomersV3: referenceData.customers.map((row) => ({
    dataAreaId: row.company,
    CustomerAccount: row.number,
    OrganizationName: row.name,
  })),
  VendorsV2: referenceData.vendors.map((row) => ({
    dataAreaId: row.company,
    VendorAccountNumber: row.number,
    VendorOrganizationName: row.name,
    LanguageId: row.language,
  })),
  Workers: referenceData.workers.map((row) => ({
    PersonnelNumber: row.number,
    FirstName: row.firstName,
    LastName: row.lastName,
  })),
  ResourceCategoriesShared: referenceData.roles.map(({ number, name }) => ({
    RoleId: number,
    Description: name,
  })),
  ProjectTransactionCategories: referenceData.transactionCategories.map(({ number, name }) => ({
    CategoryId: number,
    Name: name,
  })),
  CDSReleasedDistinctProducts: referenceData.products.map((row) => ({
    dataAreaId: row.company,
    ProductNumber: row.number,
    ItemNumber: row.number,
    ProductName: row.name,
  })),
  ProjExpenseCategoriesExport: referenceData.expenseCategories.map((row) => ({
    dataAreaId: row.company,
    CostType: row.costType,
    CostTxt: row.text,
    TransactionCategoryId: row.transactionCategory,
    ExpType: row.expType,
  })),
});
