import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

/** The only way in which project resources reach Finance. */
export default defineTableMap(
  'bookableresource',
  'ProjWorkerResourceImportEntity',
  ({ toFinance, openToFinance }) => ({
    name: 'Project worker resource import',
    version: '1.0.0.0',
    area: 'setup-configuration',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [toFinance('bookableresourceid', 'ProjCDSResourceId', 'inferred')],
    toFinance: { deletes: 'never' },
    openPairs: [
      openToFinance(
        'PersonnelNumber',
        'cdm_workernumber of the resource\'s worker; the look-up comes with "Dynamics 365 HR Integration to URS" and its name is not published.',
      ),
    ],
    open: ['Filter: rows with a worker only is implied, not published.'],
  }),
);
