import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';

export const msdynProject = defineTable({
  name: 'msdyn_project',
  set: 'msdyn_projects',
  id: 'msdyn_projectid',
  primaryName: 'msdyn_subject',
  owned: 'user',
  statuses: { 192350000: { label: 'Closed', state: 1 } },
  columns: {
    msdyn_projectnumber: columnOf.text(100),
    msdyn_subject: columnOf.text(200, { required: 'application' }),
    msdyn_description: columnOf.memo(2000),
    msdyn_scheduledstart: columnOf.userLocal(),
    msdyn_finish: columnOf.userLocal(),
    msdyn_tzascheduledstart: columnOf.timeZoneIndependent(),
    msdyn_tzafinish: columnOf.timeZoneIndependent(),
    msdyn_actualstart: columnOf.userLocal(),
    msdyn_actualend: columnOf.userLocal(),
    msdyn_istemplate: columnOf.boolean(),
    msdyn_salesorderid: columnOf.lookup('salesorder', 'msdyn_SalesOrderId'),
    msdyn_customer: columnOf.lookup('account', 'msdyn_customer'),
    msdyn_owningcompany: columnOf.lookup('cdm_company', 'msdyn_OwningCompany', { assumed: true }),
    transactioncurrencyid: columnOf.lookup('transactioncurrency', 'transactioncurrencyid', {
      whenDeleted: 'restrict',
    }),
  },
});
