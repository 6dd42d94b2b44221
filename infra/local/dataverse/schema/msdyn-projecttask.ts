import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';

export const msdynProjecttask = defineTable({
  name: 'msdyn_projecttask',
  set: 'msdyn_projecttasks',
  id: 'msdyn_projecttaskid',
  primaryName: 'msdyn_subject',
  owned: 'user',
  columns: {
    msdyn_activitynumber: columnOf.text(100),
    msdyn_subject: columnOf.text(450, { required: 'application' }),
    msdyn_outlinelevel: columnOf.integer(),
    msdyn_displaysequence: columnOf.decimal(10),
    msdyn_islinetask: columnOf.boolean(),
    msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_project', { whenDeleted: 'cascade' }),
    msdyn_parenttask: columnOf.lookup('msdyn_projecttask', 'msdyn_parenttask'),
  },
});
