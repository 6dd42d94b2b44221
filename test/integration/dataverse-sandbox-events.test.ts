import { describe, expect, it, onTestFinished } from 'vitest';
import { Deliveries } from '../../infra/local/dataverse/events/deliveries.ts';
import type { RaisedEvent } from '../../infra/local/dataverse/events/raised-event.ts';
import { webhookSender } from '../../infra/local/dataverse/events/webhook-sender.ts';
import { columnOf } from '../../infra/local/dataverse/schema/column-of.ts';
import { defineTable } from '../../infra/local/dataverse/schema/define-table.ts';
import type { Step } from '../../infra/local/dataverse/step.ts';
import { connect, smallTopology, take } from './broker-bus.ts';
import { startBroker } from '../../infra/local/broker/start-broker.ts';
import {
  companyId,
  eventually,
  openSandbox,
  openWebhook,
  type Client,
  type Notification,
  type Webhook,
} from './dataverse-sandbox-client.ts';

interface Pair {
  readonly key: string;
  readonly value: unknown;
}
interface Entity {
  readonly Attributes: readonly Pair[];
  readonly FormattedValues: readonly Pair[];
}

const contracts = 'http://schemas.microsoft.com/xrm/2011/Contracts';

async function open(steps: readonly Step[]): Promise<{ client: Client; webhook: Webhook }> {
  const webhook = await openWebhook();
  const client = await openSandbox({
    steps,
    endpoint: { kind: 'webhook', url: webhook.url, key: 'the key' },
  });
  return { client, webhook };
}

const arrived = (webhook: Webhook, count: number): Promise<readonly Notification[]> =>
  eventually(() => (webhook.received.length >= count ? webhook.received : undefined));

/** Waits until nothing is under way any more. */
const quiet = (client: Client): Promise<true> =>
  eventually(async () => ((await client.turn('GET', 'events')).json['waiting'] === 0 ? true : undefined));

const targetOf = (notification: Notification | undefined): Entity =>
  (notification?.context['InputParameters'] as Pair[])[0]?.value as Entity;

const keysOf = (entity: Entity): string[] => entity.Attributes.map(({ key }) => key);

const valueOf = (entity: Entity, key: string): unknown =>
  entity.Attributes.find((attribute) => attribute.key === key)?.value;

const projectSteps: readonly Step[] = [
  { table: 'msdyn_project', message: 'Create' },
  { table: 'msdyn_project', message: 'Update', filteringAttributes: ['msdyn_subject', 'statecode'] },
  { table: 'msdyn_project', message: 'Delete' },
];

describe('notifications of the Dataverse sandbox', () => {
  it('carry the key as query parameter and the headers of the webhook sender', async () => {
    const { client, webhook } = await open(projectSteps);
    await client.create('msdyn_projects', {});

    const [notification] = await arrived(webhook, 1);

    expect(notification?.url).toBe('/hook?code=the+key');
    expect(notification?.headers).toMatchObject({
      'x-ms-dynamics-entity-name': 'msdyn_project',
      'x-ms-dynamics-request-name': 'Create',
      'x-ms-dynamics-organization': new URL(client.sandbox.url).host,
      'x-ms-correlation-request-id': notification?.context['CorrelationId'],
    });
    expect(notification?.headers).not.toHaveProperty('x-ms-dynamics-msg-size-exceeded');
  });

  it('hold every member of the execution context, in the order of the wire', async () => {
    const { client, webhook } = await open(projectSteps);
    const id = await client.create('msdyn_projects', {});

    const [notification] = await arrived(webhook, 1);

    expect(Object.keys(notification?.context ?? {})).toEqual(
      'BusinessUnitId CorrelationId Depth InitiatingUserAgent InitiatingUserAzureActiveDirectoryObjectId InitiatingUserId InputParameters IsExecutingOffline IsInTransaction IsOfflinePlayback IsolationMode MessageName Mode OperationCreatedOn OperationId OrganizationId OrganizationName OutputParameters OwningExtension ParentContext PostEntityImages PreEntityImages PrimaryEntityId PrimaryEntityName RequestId SecondaryEntityName SharedVariables Stage UserAzureActiveDirectoryObjectId UserId'.split(
        ' ',
      ),
    );
    expect(notification?.context).toMatchObject({
      Depth: 1,
      MessageName: 'Create',
      Mode: 1,
      Stage: 40,
      OrganizationId: client.sandbox.organizationId,
      OutputParameters: [{ key: 'id', value: id }],
      PrimaryEntityId: id,
      PrimaryEntityName: 'msdyn_project',
      ParentContext: { Stage: 30, ParentContext: null },
      OwningExtension: { LogicalName: 'sdkmessageprocessingstep' },
    });
    expect(notification?.text).toMatch(/"OperationCreatedOn":"\\\/Date\(\d+000\+0000\)\\\/"/);
    expect(notification?.text).not.toMatch(/[^\\]\//);
  });

  it('write each type of a new row in its own form, exact', async () => {
    const { client, webhook } = await open([{ table: 'msdyn_actual', message: 'Create' }]);
    const company = await companyId(client, 'usmf');
    await client.call(
      'POST',
      'msdyn_actuals',
      `{"msdyn_description":"ä/b","msdyn_amount":922337203685476.5807,"msdyn_quantity":99999999999.9999999999,
        "msdyn_billingtype":192350001,"msdyn_skipsync":true,"msdyn_documentdate":"2026-10-26T08:30:00Z",
        "msdyn_transactiondate":"2026-10-26T00:00:00Z","msdyn_OwningCompany@odata.bind":"/cdm_companies(${company})"}`,
    );

    const [notification] = await arrived(webhook, 1);
    const target = targetOf(notification);

    expect(valueOf(target, 'msdyn_description')).toBe('ä/b');
    expect(valueOf(target, 'msdyn_skipsync')).toBe(true);
    expect(valueOf(target, 'msdyn_billingtype')).toEqual({
      __type: `OptionSetValue:${contracts}`,
      Value: 192350001,
    });
    expect(valueOf(target, 'statecode')).toEqual({ __type: `OptionSetValue:${contracts}`, Value: 0 });
    expect(valueOf(target, 'msdyn_owningcompany')).toEqual({
      __type: `EntityReference:${contracts}`,
      Id: company,
      KeyAttributes: [],
      LogicalName: 'cdm_company',
      Name: null,
      RowVersion: null,
    });
    const instant = Date.parse('2026-10-26T08:30:00Z');
    expect(valueOf(target, 'msdyn_documentdate')).toBe(`/Date(${instant})/`);
    expect(valueOf(target, 'msdyn_transactiondate')).toBe(
      `/Date(${Date.parse('2026-10-26T00:00:00Z')}+0000)/`,
    );
    expect(notification?.text).toContain('"Value":922337203685476.5807');
    expect(notification?.text).toContain('{"key":"msdyn_quantity","value":99999999999.9999999999}');
    expect(keysOf(target)).toEqual(
      expect.arrayContaining(['createdon', 'ownerid', 'msdyn_amount_base', 'exchangerate']),
    );
    expect(keysOf(target)).not.toContain('msdyn_externaldescription');
    expect(keysOf(target)).not.toContain('versionnumber');
    expect(target.FormattedValues).toContainEqual({ key: 'msdyn_billingtype', value: 'Chargeable' });
  });

  it('hold only what was submitted when a row is updated, and an explicit null', async () => {
    const { client, webhook } = await open(projectSteps);
    const id = await client.create('msdyn_projects', { msdyn_subject: 'A', msdyn_description: 'D' });
    await client.call('PATCH', `msdyn_projects(${id})`, { msdyn_subject: 'A', msdyn_description: null });

    const [, update] = await arrived(webhook, 2);
    const target = targetOf(update);

    expect(keysOf(target)).toEqual([
      'msdyn_subject',
      'msdyn_description',
      'msdyn_projectid',
      'modifiedon',
      'modifiedby',
      'modifiedonbehalfby',
    ]);
    expect(valueOf(target, 'msdyn_description')).toBeNull();
    expect(target.FormattedValues).toEqual([]);
    expect(update?.context['PostEntityImages']).toMatchObject([
      {
        key: 'AsynchronousStepPrimaryName',
        value: {
          Attributes: [
            { key: 'msdyn_subject', value: 'A' },
            { key: 'msdyn_projectid', value: id },
          ],
        },
      },
    ]);
  });

  it('fire for an update when a filtering column is in the request, changed or not, and only then', async () => {
    const { client, webhook } = await open(projectSteps);
    const id = await client.create('msdyn_projects', { msdyn_subject: 'A' });
    await client.call('PATCH', `msdyn_projects(${id})`, { msdyn_description: 'not listed' });
    await client.call('PATCH', `msdyn_projects(${id})`, { msdyn_subject: 'A' });
    await arrived(webhook, 2);
    await quiet(client);

    expect(webhook.received.map(({ context }) => context['MessageName'])).toEqual(['Create', 'Update']);
  });

  it('come twice for a request that sets state and other columns, under one request id and two operation ids', async () => {
    const { client, webhook } = await open(projectSteps);
    const id = await client.create('msdyn_projects', {});
    await client.call('PATCH', `msdyn_projects(${id})`, { msdyn_subject: 'B', statecode: 1 });

    const updates = (await arrived(webhook, 3)).slice(1);

    expect(updates.map((update) => keysOf(targetOf(update))[0]).sort()).toEqual([
      'msdyn_subject',
      'statecode',
    ]);
    expect(new Set(updates.map(({ context }) => context['RequestId'])).size).toBe(1);
    expect(new Set(updates.map(({ context }) => context['OperationId'])).size).toBe(2);
  });

  it('name a deleted row by reference, and its name in the image before', async () => {
    const { client, webhook } = await open(projectSteps);
    const id = await client.create('msdyn_projects', { msdyn_subject: 'Gone' });
    await client.call('DELETE', `msdyn_projects(${id})`);

    const [, gone] = await arrived(webhook, 2);

    expect(targetOf(gone)).toEqual({
      __type: `EntityReference:${contracts}`,
      Id: id,
      KeyAttributes: [],
      LogicalName: 'msdyn_project',
      Name: null,
      RowVersion: null,
    });
    expect(gone?.context['PostEntityImages']).toEqual([]);
    expect(gone?.text).toContain('"Gone"');
  });

  it('hold the registered image after the write', async () => {
    const { client, webhook } = await open([
      {
        table: 'msdyn_project',
        message: 'Update',
        postImage: { alias: 'after', attributes: ['msdyn_projectnumber', 'msdyn_description'] },
      },
    ]);
    const id = await client.create('msdyn_projects', { msdyn_projectnumber: 'P1' });
    await client.call('PATCH', `msdyn_projects(${id})`, { msdyn_subject: 'B' });

    const [update] = await arrived(webhook, 1);
    const images = update?.context['PostEntityImages'] as { key: string; value: Entity }[];

    const after = images.find(({ key }) => key === 'after');
    expect(after?.value.Attributes).toEqual([
      { key: 'msdyn_projectnumber', value: 'P1' },
      { key: 'msdyn_projectid', value: id },
    ]);
  });

  it('are not raised by a change set that is undone', async () => {
    const { client, webhook } = await open(projectSteps);
    const part = (body: string): string =>
      `--c\r\nContent-Type: application/http\r\n\r\nPOST msdyn_projects HTTP/1.1\r\n\r\n${body}\r\n`;
    await client.call(
      'POST',
      '$batch',
      `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${part('{}')}${part('{"nosuchcolumn":1}')}--c--\r\n--b--`,
      { 'content-type': 'multipart/mixed; boundary=b' },
    );
    await quiet(client);

    expect(webhook.received).toHaveLength(0);
  });

  it('carry the tag of a request, and stay away from bypassed steps', async () => {
    const { client, webhook } = await open([
      { ...projectSteps[0], id: '44444444-4444-4444-8444-444444444444' } as Step,
    ]);
    await client.call('POST', 'msdyn_projects', {}, { 'mscrm.bypassbusinesslogicexecution': 'CustomAsync' });
    await client.call(
      'POST',
      'msdyn_projects',
      {},
      {
        'mscrm.bypassbusinesslogicexecutionstepids': '44444444-4444-4444-8444-444444444444',
      },
    );
    await client.call('POST', 'msdyn_projects?tag=ours', {});
    await arrived(webhook, 1);
    await quiet(client);

    expect(webhook.received).toHaveLength(1);
    expect(webhook.received[0]?.context['SharedVariables']).toContainEqual({ key: 'tag', value: 'ours' });
  });
});

describe('the webhook sender of the Dataverse sandbox', () => {
  it('tries once more after 503, with the same operation id', async () => {
    const { client, webhook } = await open(projectSteps);
    webhook.answers.push(503);
    await client.create('msdyn_projects', {});

    const [first, second] = await arrived(webhook, 2);
    await quiet(client);

    expect(webhook.received).toHaveLength(2);
    expect(second?.context['OperationId']).toBe(first?.context['OperationId']);
    expect(client.sandbox.rows('asyncoperation')).toHaveLength(0);
  });

  it('gives up after a second 503 and keeps the failed system job', async () => {
    const { client, webhook } = await open(projectSteps);
    webhook.answers.push(503, 503);
    await client.create('msdyn_projects', {});
    const [notification] = await arrived(webhook, 2);
    await quiet(client);

    const step = (notification?.context['OwningExtension'] as { Id: string }).Id;
    const jobs = await client.find(
      `asyncoperations?$filter=statuscode eq 31 and _owningextensionid_value eq ${step}&$orderby=completedon desc&$select=name,friendlymessage,errorcode,message,completedon`,
    );

    expect(webhook.received).toHaveLength(2);
    expect(jobs).toMatchObject([
      { asyncoperationid: notification?.context['OperationId'], errorcode: 0x80050201 | 0 },
    ]);
  });

  it.each([400, 401, 404, 408, 429, 500, 302])('does not try again after %i', async (status) => {
    const { client, webhook } = await open(projectSteps);
    webhook.answers.push(status);
    await client.create('msdyn_projects', {});
    await arrived(webhook, 1);
    await quiet(client);

    expect(webhook.received).toHaveLength(1);
    expect(client.sandbox.rows('asyncoperation')).toMatchObject([{ statuscode: 31 }]);
  });

  it('keeps the failed job when nobody listens', async () => {
    const client = await openSandbox({
      steps: projectSteps,
      endpoint: { kind: 'webhook', url: 'http://127.0.0.1:9/hook', key: 'k' },
    });
    await client.create('msdyn_projects', {});

    await eventually(() => client.sandbox.rows('asyncoperation')[0]);
  });

  it('takes images and parameters out of a context over 256 KB and says so in a header', async () => {
    const webhook = await openWebhook();
    const sender = webhookSender(webhook.url, 'k', 'o', 'org');
    onTestFinished(() => sender.close());

    await sender.send(noteOf('x'.repeat(60_000)), false);
    await sender.send(noteOf('x'.repeat(300_000)), false);

    const [small, large] = webhook.received;
    expect(small?.headers).not.toHaveProperty('x-ms-dynamics-msg-size-exceeded');
    expect(small?.context['InputParameters']).toHaveLength(1);
    expect(large?.headers).toHaveProperty('x-ms-dynamics-msg-size-exceeded');
    expect(large?.context).toMatchObject({
      InputParameters: [],
      PreEntityImages: [],
      PostEntityImages: [],
      ParentContext: null,
      MessageName: 'Create',
      PrimaryEntityName: 'note',
      OutputParameters: [{ key: 'id', value: 'row' }],
    });
  });

  it('does the same with small contexts when told so', async () => {
    const { client, webhook } = await open(projectSteps);
    await client.turn('POST', 'events', { oversize: true });
    const id = await client.create('msdyn_projects', {});

    const [notification] = await arrived(webhook, 1);

    expect(notification?.context).toMatchObject({ InputParameters: [], PrimaryEntityId: id });
  });
});

/** A new row of a table whose text may be long. */
function noteOf(text: string): RaisedEvent {
  const table = defineTable({
    name: 'note',
    set: 'notes',
    id: 'noteid',
    primaryName: 'noteid',
    owned: 'organization',
    columns: { text: columnOf.memo(1_000_000) },
  });
  return {
    step: { id: 'step', table: 'note', message: 'Create' },
    message: 'Create',
    table,
    rowId: 'row',
    row: { noteid: 'row', text },
    submitted: ['text'],
    caller: {
      userId: 'u',
      userName: 'u',
      requestId: 'r',
      correlationId: 'c',
      depth: 1,
      bypassAsync: false,
      bypassSteps: [],
    },
    operationId: 'o',
    createdOn: new Date(0),
  };
}

describe('disturbing the notifications of the Dataverse sandbox', () => {
  it('holds those of a table until they are released', async () => {
    const { client, webhook } = await open([
      ...projectSteps,
      { table: 'msdyn_projecttask', message: 'Create' },
    ]);
    await client.turn('POST', 'events', { hold: ['msdyn_project'] });
    await client.create('msdyn_projects', { msdyn_subject: 'first' });
    await client.create('msdyn_projects', { msdyn_subject: 'second' });
    await client.create('msdyn_projecttasks', {});
    await arrived(webhook, 1);
    expect((await client.turn('GET', 'events')).json).toMatchObject({ held: 2 });
    expect(webhook.received[0]?.context['PrimaryEntityName']).toBe('msdyn_projecttask');

    await client.turn('POST', 'events', { release: true });
    await arrived(webhook, 3);

    expect((await client.turn('GET', 'events')).json).toMatchObject({ held: 0 });
  });

  it('sends the last one first when they are released in reverse', async () => {
    const sent: string[] = [];
    const deliveries = new Deliveries(() => undefined);
    await deliveries.sendTo({
      send: (event) => Promise.resolve(void sent.push(event.rowId)),
      close: () => Promise.resolve(),
    });
    deliveries.set({ hold: ['*'] });
    deliveries.raise(['first', 'second', 'third'].map((rowId) => ({ ...noteOf(''), rowId })));
    expect(sent).toEqual([]);

    deliveries.set({ release: 'reversed' });
    await deliveries.idle();

    expect(sent).toEqual(['third', 'second', 'first']);
  });

  it('repeats them under the same operation id, and loses them', async () => {
    const { client, webhook } = await open(projectSteps);
    await client.turn('POST', 'events', { duplicate: 3 });
    await client.create('msdyn_projects', {});
    await arrived(webhook, 3);
    await client.turn('POST', 'events', { duplicate: 1, drop: true });
    await client.create('msdyn_projects', {});
    await client.turn('POST', 'events', { drop: false });
    await client.create('msdyn_projects', {});
    await arrived(webhook, 4);
    await quiet(client);

    expect(webhook.received).toHaveLength(4);
    expect(new Set(webhook.received.map(({ context }) => context['OperationId'])).size).toBe(2);
  });

  it('follows steps that are replaced while it runs', async () => {
    const { client, webhook } = await open(projectSteps);
    await client.turn('PUT', 'steps', [{ table: 'msdyn_projecttask', message: 'Create' }]);
    await client.create('msdyn_projects', {});
    await client.create('msdyn_projecttasks', {});
    await arrived(webhook, 1);
    await quiet(client);

    expect(webhook.received.map(({ context }) => context['PrimaryEntityName'])).toEqual([
      'msdyn_projecttask',
    ]);
  });
});

describe('a service endpoint of the Dataverse sandbox', () => {
  it('writes the context as JSON to the topic, with the properties of the platform', async () => {
    const broker = await startBroker({ topology: smallTopology() });
    onTestFinished(() => broker.stop());
    const client = await openSandbox({
      steps: projectSteps,
      endpoint: { kind: 'service-bus', connectionString: broker.connectionString, topic: 'changes' },
    });
    const receiver = connect(broker.connectionString).createReceiver('changes', 'sync');
    const id = await client.create('msdyn_projects', { msdyn_subject: 'A' });

    const [message] = await take(receiver, 1);

    expect(message?.contentType).toBe('application/json');
    const body: unknown = message?.body;
    expect(body).toMatchObject({ MessageName: 'Create', PrimaryEntityId: id, Stage: 40 });
    expect(message?.applicationProperties).toMatchObject({
      'http://schemas.microsoft.com/xrm/2011/Claims/EntityLogicalName': 'msdyn_project',
      'http://schemas.microsoft.com/xrm/2011/Claims/RequestName': 'Create',
    });
  });
});
