import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

export default defineTableMap(
  'msdyn_projectcontractsplitbillingrule',
  'ProjFundingSourceEntity',
  ({ toFinance, constantToFinance, openToFinance }) => ({
    name: 'Project funding source',
    version: '1.0.0.2',
    area: 'setup-configuration',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [
      toFinance('msdyn_projectcontractid.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'inferred'),
      toFinance('msdyn_projectcontractid.msdyn_salesordernumber', 'ProjectContractID', 'inferred'),
      toFinance('msdyn_projectcontractsplitbillingrulenumber', 'FundingSourceId', 'inferred', {
        note: 'Who assigns it is not published; a funding source waits for its number.',
      }),
      constantToFinance('FundingType', 'Customer', 'inferred', {
        note: 'Only customers exist in Dataverse.',
      }),
    ],
    toFinance: {
      references: [{ kind: 'parent', lookup: 'msdyn_projectcontractid', map: 'Project contract headers' }],
      deletes: 'propagate',
    },
    openPairs: [
      openToFinance(
        'CustomerOrOrganization',
        'Account number of the contract customer; its look-up is not published.',
      ),
      openToFinance(
        'TermsOfPayment',
        "Version 1.0.0.2 carries the contract customer's payment terms: an option set (msdyn_paymentterms) or a look-up to msdyn_paymentterm, not confirmed.",
      ),
    ],
    open: ['Split percentages are mastered in Dataverse and not sent.'],
  }),
);
