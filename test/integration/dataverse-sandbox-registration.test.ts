import { parseServiceBusConnectionString } from '@azure/service-bus';
import { describe, expect, it } from 'vitest';
import { openBus, take } from './broker-bus.ts';
import { openSandbox, openWebhook, eventually, type Client } from './dataverse-sandbox-client.ts';

const endpoint = (url: string, key: string) => ({
  name: 'ours',
  contract: 8,
  authtype: 4,
  url,
  authvalue: key,
});

async function stepBody(client: Client, endpointId: string, message: string, more: object = {}) {
  const [filter] = await client.find(
    `sdkmessagefilters?$expand=sdkmessageid($select=name)&$filter=primaryobjecttypecode eq 'msdyn_project' and sdkmessageid/name eq '${message}'`,
  );
  const { sdkmessageid } = filter?.['sdkmessageid'] as { sdkmessageid: string };
  return {
    name: `${message} of msdyn_project`,
    stage: 40,
    mode: 1,
    rank: 1,
    supporteddeployment: 0,
    'sdkmessageid@odata.bind': `/sdkmessages(${sdkmessageid})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${String(filter?.['sdkmessagefilterid'])})`,
    'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpointId})`,
    ...more,
  };
}

describe('steps that are registered in the Dataverse sandbox', () => {
  it('send to the endpoint that they name, an update only for a filtering column, until they are switched off', async () => {
    const [client, webhook] = await Promise.all([openSandbox(), openWebhook()]);
    const id = await client.create('serviceendpoints', endpoint(webhook.url, 'first'));
    const filtered = { filteringattributes: 'msdyn_subject' };
    const create = await client.create('sdkmessageprocessingsteps', await stepBody(client, id, 'Create'));
    const update = await client.create(
      'sdkmessageprocessingsteps',
      await stepBody(client, id, 'Update', filtered),
    );

    const project = await client.create('msdyn_projects', { msdyn_subject: 'One' });
    await client.call('PATCH', `msdyn_projects(${project})`, { msdyn_description: 'not told' });
    await client.call('PATCH', `msdyn_projects(${project})`, { msdyn_subject: 'Two' });
    await eventually(() => (webhook.received.length === 2 ? true : undefined));

    await client.call('PATCH', `sdkmessageprocessingsteps(${create})`, { statecode: 1 });
    await client.create('msdyn_projects', { msdyn_subject: 'Nobody is told' });
    await client.call('PATCH', `serviceendpoints(${id})`, { authvalue: 'second' });
    await client.call('PATCH', `msdyn_projects(${project})`, { msdyn_subject: 'Three' });
    await eventually(() => (webhook.received.length === 3 ? true : undefined));

    const told = webhook.received.map(({ url, context }) => [
      new URL(url, webhook.url).searchParams.get('code'),
      context['MessageName'],
      (context['OwningExtension'] as { Id: string }).Id,
    ]);
    expect(told.slice(0, 2).sort()).toEqual([
      ['first', 'Create', create],
      ['first', 'Update', update],
    ]);
    expect(told[2]).toEqual(['second', 'Update', update]);
  });

  it('write to the topic of a service endpoint with its key', async () => {
    const { broker, receiver } = await openBus();
    const client = await openSandbox();
    const {
      endpoint: address,
      sharedAccessKey,
      sharedAccessKeyName,
    } = parseServiceBusConnectionString(broker.connectionString);
    const id = await client.create('serviceendpoints', {
      name: 'topic',
      contract: 5,
      authtype: 2,
      namespaceaddress: address,
      path: 'changes',
      saskeyname: sharedAccessKeyName,
      saskey: sharedAccessKey,
    });
    const step = await client.create('sdkmessageprocessingsteps', await stepBody(client, id, 'Create'));
    const project = await client.create('msdyn_projects', { msdyn_subject: 'One' });

    const [message] = await take(receiver, 1);
    expect(message?.body).toMatchObject({
      MessageName: 'Create',
      PrimaryEntityId: project,
      OwningExtension: { Id: step },
    });
  });

  it('never show a key again, only that there is one', async () => {
    const client = await openSandbox();
    await client.create('serviceendpoints', endpoint('https://example.com/hook', 'the key'));

    const rows = await client.find('serviceendpoints');
    expect(rows).toMatchObject([{ isauthvalueset: true, issaskeyset: false }]);
    expect(JSON.stringify(rows)).not.toContain('the key');
  });

  it.each<[refused: string, set: string, body: (client: Client, id: string) => object | Promise<object>]>([
    ['a webhook on another port', 'serviceendpoints', () => endpoint('https://example.com:8443/hook', 'k')],
    [
      'header settings that are no XML',
      'serviceendpoints',
      () => ({ ...endpoint('https://example.com', 'k'), authtype: 5 }),
    ],
    [
      'an asynchronous step before the operation',
      'sdkmessageprocessingsteps',
      (client, id) => stepBody(client, id, 'Create', { stage: 20 }),
    ],
    [
      'a navigation property with capitals',
      'sdkmessageprocessingsteps',
      async (client, id) => ({
        ...(await stepBody(client, id, 'Create')),
        'EventHandler_ServiceEndpoint@odata.bind': `/serviceendpoints(${id})`,
      }),
    ],
  ])('are refused with %s', async (_refused, set, body) => {
    const client = await openSandbox();
    const id = await client.create('serviceendpoints', endpoint('https://example.com/hook', 'the key'));
    expect((await client.call('POST', set, await body(client, id))).status).toBe(400);
    expect(client.sandbox.rows('sdkmessageprocessingstep')).toEqual([]);
    expect(client.sandbox.rows('serviceendpoint')).toHaveLength(1);
  });

  it('refuse a synchronous step that sends to Service Bus', async () => {
    const client = await openSandbox();
    const id = await client.create('serviceendpoints', {
      name: 'topic',
      contract: 5,
      authtype: 2,
      namespaceaddress: 'sb://contoso.servicebus.windows.net/',
      path: 'dataverse-events',
      saskeyname: 'send',
      saskey: 'k',
    });
    const refused = await client.call(
      'POST',
      'sdkmessageprocessingsteps',
      await stepBody(client, id, 'Create', { mode: 0 }),
    );
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('asynchronous');
  });

  it('let the application user do only what its privileges say', async () => {
    const client = await openSandbox();
    await client.turn('PATCH', 'behaviour', { withoutPrivileges: ['prvReadmsdyn_project'] });
    expect((await client.call('GET', 'msdyn_projects')).status).toBe(403);
    expect((await client.call('GET', 'msdyn_projecttasks')).status).toBe(200);
    const [user] = await client.find("systemusers?$filter=fullname eq 'application user'");
    const { text } = await client.call(
      'GET',
      `systemusers(${String(user?.['systemuserid'])})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`,
    );
    expect(text).toContain('"prvReadmsdyn_projecttask"');
    expect(text).not.toContain('"prvReadmsdyn_project"');
  });
});
