import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

const actuals = 'Project Operations integration actuals';

export default defineTableMap(
  'msdyn_transactionconnection',
  'ProjCDSTransactionRelationshipImportEntity',
  ({ toFinance }) => ({
    name: 'Integration entity for project transaction relationships',
    version: '1.0.0.0',
    area: 'estimates-actuals',
    kind: 'transactional',
    setEvidence: 'assumed',
    identity: 'dataverse',
    fields: [
      toFinance('msdyn_transactionconnectionid', 'ConnectionId', 'inferred'),
      toFinance('msdyn_transaction1', 'Transaction1Id', 'inferred', { required: true }),
      toFinance('msdyn_transaction1role', 'Transaction1Role', 'inferred'),
      toFinance('msdyn_transaction1type', 'Transaction1Type', 'inferred'),
      toFinance('msdyn_transaction2', 'Transaction2Id', 'inferred', { required: true }),
      toFinance('msdyn_transaction2role', 'Transaction2Role', 'inferred'),
      toFinance('msdyn_transaction2type', 'Transaction2Type', 'inferred'),
    ],
    toFinance: {
      // assumed(connection-type-marks)
      filter: {
        text: "msdyn_transaction1type eq 'msdyn_actual' and msdyn_transaction2type eq 'msdyn_actual'",
        when: when.all(
          when.equals('msdyn_transaction1type', 'msdyn_actual'),
          when.equals('msdyn_transaction2type', 'msdyn_actual'),
        ),
        evidence: 'inferred',
        exit: 'keep',
      },
      // A connection to an actual that stays in Dataverse (Skip Sync, another company, before go-live) stays there too.
      references: [
        { kind: 'parent', lookup: 'msdyn_transaction1', map: actuals, whenSkipped: 'skip' },
        { kind: 'parent', lookup: 'msdyn_transaction2', map: actuals, whenSkipped: 'skip' },
      ],
      deletes: 'never',
    },
    open: ['The set is in no public metadata; check its name against /metadata/PublicEntities.'],
  }),
);
