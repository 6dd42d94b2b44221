import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import type { Table } from './table.ts';

/** Never read back; whether one is set is told by a column of its own. */
const secret = { readable: false } as const;
const byPlatform = { creatable: false, updatable: false } as const;

/**
 * Service endpoints, messages and the steps that join them: what the registration of notifications is made of.
 * Columns and choices: the table references of Microsoft Learn; `saskeyname` and `issaskeyset` are assumed.
 *
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/serviceendpoint
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/sdkmessageprocessingstep
 */
export const registrationTables: readonly Table[] = [
  defineTable({
    name: 'serviceendpoint',
    set: 'serviceendpoints',
    id: 'serviceendpointid',
    primaryName: 'name',
    owned: 'organization',
    hasState: false,
    columns: {
      name: columnOf.text(100, { required: 'system' }),
      description: columnOf.text(100),
      contract: columnOf.choice(
        {
          1: 'One Way',
          2: 'Queue',
          3: 'Rest',
          4: 'Two Way',
          5: 'Topic',
          6: 'Queue (Persistent)',
          7: 'Event Hub',
          8: 'Webhook',
          9: 'Event Grid',
          10: 'Managed Data Lake',
        },
        { required: 'system' },
      ),
      authtype: columnOf.choice(
        {
          1: 'ACS',
          2: 'SAS Key',
          3: 'SAS Token',
          4: 'Webhook Key',
          5: 'Http Header',
          6: 'Http Query String',
          7: 'Connection String',
          8: 'Access Key',
        },
        { required: 'system' },
      ),
      url: columnOf.text(2000),
      authvalue: columnOf.text(2048, secret),
      isauthvalueset: columnOf.boolean(byPlatform),
      namespaceaddress: columnOf.text(255),
      solutionnamespace: columnOf.text(160),
      path: columnOf.text(160),
      saskeyname: columnOf.text(160, { assumed: true }),
      saskey: columnOf.text(256, secret),
      issaskeyset: columnOf.boolean({ ...byPlatform, assumed: true }),
      messageformat: columnOf.choice({ 1: 'Binary XML', 2: 'Json', 3: 'Text XML' }),
      messagecharset: columnOf.choice({ 0: 'Default', 1: 'UTF8' }),
      connectionmode: columnOf.choice({ 1: 'Normal', 2: 'Federated' }, { defaultValue: 1 }),
      namespaceformat: columnOf.choice({ 1: 'Namespace Name', 2: 'Namespace Address' }),
      userclaim: columnOf.choice({ 1: 'None', 2: 'User Id', 3: 'User Info' }, { defaultValue: 1 }),
    },
  }),
  defineTable({
    name: 'sdkmessage',
    set: 'sdkmessages',
    id: 'sdkmessageid',
    primaryName: 'name',
    owned: 'organization',
    readOnly: true,
    hasState: false,
    columns: { name: columnOf.text(256) },
  }),
  defineTable({
    name: 'sdkmessagefilter',
    set: 'sdkmessagefilters',
    id: 'sdkmessagefilterid',
    primaryName: 'name',
    owned: 'organization',
    readOnly: true,
    hasState: false,
    columns: {
      name: columnOf.text(256),
      primaryobjecttypecode: columnOf.text(128),
      sdkmessageid: columnOf.lookup('sdkmessage', 'sdkmessageid'),
      iscustomprocessingstepallowed: columnOf.boolean(),
      isvisible: columnOf.boolean(),
    },
  }),
  defineTable({
    name: 'sdkmessageprocessingstep',
    set: 'sdkmessageprocessingsteps',
    id: 'sdkmessageprocessingstepid',
    primaryName: 'name',
    owned: 'organization',
    statuses: { 1: { label: 'Enabled', state: 0 }, 2: { label: 'Disabled', state: 1 } },
    columns: {
      name: columnOf.text(256),
      description: columnOf.text(256),
      stage: columnOf.choice(
        { 10: 'Pre-validation', 20: 'Pre-operation', 40: 'Post-operation' },
        { required: 'system' },
      ),
      mode: columnOf.choice({ 0: 'Synchronous', 1: 'Asynchronous' }, { required: 'system' }),
      rank: columnOf.integer({ required: 'system' }),
      supporteddeployment: columnOf.choice(
        { 0: 'Server Only', 1: 'Client Only', 2: 'Both' },
        { required: 'system' },
      ),
      asyncautodelete: columnOf.boolean(),
      filteringattributes: columnOf.memo(100_000),
      configuration: columnOf.memo(1_073_741_823),
      sdkmessageid: columnOf.lookup('sdkmessage', 'sdkmessageid'),
      sdkmessagefilterid: columnOf.lookup('sdkmessagefilter', 'sdkmessagefilterid'),
      // Assumed: an endpoint that steps name cannot be deleted. The other target, a plug-in type, is not built.
      eventhandler: columnOf.lookup('serviceendpoint', 'eventhandler_serviceendpoint', {
        whenDeleted: 'restrict',
      }),
    },
  }),
];
