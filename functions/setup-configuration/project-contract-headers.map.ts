import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

export default defineTableMap('salesorder', 'ProjProjectContractHeaderEntity', ({ toFinance }) => ({
  name: 'Project contract headers',
  version: '1.0.0.1',
  area: 'setup-configuration',
  kind: 'master',
  setEvidence: 'inferred',
  identity: 'dataverse',
  fields: [
    toFinance('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed', {
      note: 'The path is documented on other tables; the look-up is not confirmed on salesorder.',
    }),
    // assumed(contract-number)
    toFinance('msdyn_salesordernumber', 'ProjectContractId', 'inferred', {
      note: 'Whether Dataverse or a Finance number sequence assigns it is not published; a contract waits for its number.',
    }),
    toFinance('name', 'Name', 'inferred'),
    toFinance('transactioncurrencyid.isocurrencycode', 'SalesCurrencyCode', 'inferred'),
    toFinance('customerid_account.accountnumber', 'CustomerAccountNumber', 'inferred'),
    toFinance('salesorderid', 'IntegrationSourceDataId', 'inferred', {
      note: 'A property that exists and is explained nowhere.',
    }),
  ],
  toFinance: {
    company: 'msdyn_owningcompany.cdm_companycode',
    filter: {
      text: 'msdyn_ordertype eq 192350001',
      when: when.equals('msdyn_ordertype', 192350001),
      evidence: 'inferred',
      exit: 'keep',
    },
    deletes: 'propagate',
  },
  open: [
    'TermsOfPayment: the predecessor filled it from paymenttermscode by text; new versions carry payment terms on the funding source.',
  ],
}));
