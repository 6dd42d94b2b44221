import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import type { Table } from './table.ts';

/** Users with their roles, and the system jobs that keep what an asynchronous step failed with. */
export const platformTables: readonly Table[] = [
  defineTable({
    name: 'systemuser',
    set: 'systemusers',
    id: 'systemuserid',
    primaryName: 'fullname',
    owned: 'organization',
    readOnly: true,
    hasState: false,
    columns: {
      fullname: columnOf.text(200),
      applicationid: columnOf.guid(),
      businessunitid: columnOf.lookup('businessunit', 'businessunitid'),
    },
  }),
  defineTable({
    name: 'businessunit',
    set: 'businessunits',
    id: 'businessunitid',
    primaryName: 'name',
    owned: 'organization',
    readOnly: true,
    hasState: false,
    columns: {
      name: columnOf.text(160),
      parentbusinessunitid: columnOf.lookup('businessunit', 'parentbusinessunitid'),
    },
  }),
  defineTable({
    name: 'role',
    set: 'roles',
    id: 'roleid',
    primaryName: 'name',
    owned: 'organization',
    hasState: false,
    columns: {
      name: columnOf.text(100, { required: 'system' }),
      businessunitid: columnOf.lookup('businessunit', 'businessunitid', { required: 'system' }),
    },
  }),
  defineTable({
    name: 'privilege',
    set: 'privileges',
    id: 'privilegeid',
    primaryName: 'name',
    owned: 'organization',
    readOnly: true,
    hasState: false,
    columns: { name: columnOf.text(100) },
  }),
  defineTable({
    name: 'asyncoperation',
    set: 'asyncoperations',
    id: 'asyncoperationid',
    primaryName: 'name',
    owned: 'user',
    readOnly: true,
    hasState: false,
    columns: {
      name: columnOf.text(256),
      messagename: columnOf.text(160),
      primaryentitytype: columnOf.text(128),
      friendlymessage: columnOf.memo(1_073_741_823),
      message: columnOf.memo(1_073_741_823),
      errorcode: columnOf.integer(),
      completedon: columnOf.userLocal(),
      correlationid: columnOf.guid(),
      requestid: columnOf.guid(),
      // Assumed: the row that the job was about, as a look-up to any table.
      regardingobjectid: columnOf.lookupToOneOf({ msdyn_expense: 'regardingobjectid_msdyn_expense' }),
      statecode: columnOf.choice({ 0: 'Ready', 1: 'Suspended', 2: 'Locked', 3: 'Completed' }),
      statuscode: columnOf.choice({ 30: 'Succeeded', 31: 'Failed', 32: 'Canceled' }),
      owningextensionid: columnOf.lookup('sdkmessageprocessingstep', 'owningextensionid'),
    },
  }),
];
