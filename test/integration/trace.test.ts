import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actualRow } from '../../infra/local/story/actual-row.ts';
import { bind, dataverseUser, type DataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { masterData, type MasterData } from '../../infra/local/story/master-data.ts';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import { until } from '../../infra/local/story/stage.ts';
import { openTracedWorld, type ExportedSpan, type TracedWorld } from './traced-world.ts';

const minutes = 4 * 60_000;

/** What must never leave the process: found nowhere by chance. */
const secret = {
  name: 'Zanzibar Quokka Terminal',
  person: 'Ottoline Fizzlewick',
  price: 73_911.37,
  amount: '147822.74',
  key: 'local-function-key',
  wrongKey: 'forged-key-5511',
} as const;

describe('a trace', { timeout: minutes }, () => {
  let world: TracedWorld;
  let june: DataverseUser;
  let process_: DataverseUser;
  let master: MasterData;
  let project: string;
  beforeAll(async () => {
    world = await openTracedWorld();
    june = dataverseUser(world.environment.dataverse.url, 'June Low');
    process_ = dataverseUser(world.environment.dataverse.url, 'system');
    master = await masterData(june);
    project = await june.create('msdyn_project', {
      msdyn_projectnumber: 'P-77',
      msdyn_subject: secret.name,
      msdyn_customer: master.customer.usmf,
      msdyn_owningcompany: master.company.usmf,
    });
  }, 240_000);
  afterAll(() => world.stop());

  const spanOf = async (is: (span: ExportedSpan) => boolean): Promise<ExportedSpan> => {
    const found = await until(minutes / 2, async () => (await world.spans()).find(is));
    if (found === undefined) throw new Error('No such span was exported.');
    return found;
  };

  it('leads from the event over the bus to the write in the counterpart, with the ids of both systems', async () => {
    const write = await spanOf(({ name }) => name === 'finance create ProjectsV2');
    const change = await spanOf(({ id }) => id === write.parentId);
    const ingest = await spanOf(({ id }) => id === change.parentId);
    expect([ingest.name, change.name]).toEqual(['ingest dataverse-webhook', 'change setup-configuration']);
    expect(new Set([write.traceId, change.traceId, ingest.traceId]).size).toBe(1);
    expect(change.attributes).toMatchObject({
      'posync.map': 'Projects V2',
      'posync.record': `Projects V2|${project}`,
      'posync.outcome': 'applied',
      'messaging.destination.name': 'changes-setup-configuration',
    });
    const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    expect(ingest.attributes['posync.dataverse.correlation_id']).toMatch(guid);
    expect(write.attributes).toMatchObject({
      'http.response.status_code': 201,
      'posync.finance.activity_id': expect.stringMatching(guid) as string,
      'posync.client_request_id': expect.stringMatching(guid) as string,
    });
  });

  it('counts what alerts ask for: foreign events, and a round of reconciliation that could not finish', async () => {
    const { environment } = world;
    const url = environment.functionsUrl();
    const foreign = await fetch(`${url}/api/dataverse/events?code=${secret.key}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        MessageName: 'Update',
        Mode: 1,
        OperationId: crypto.randomUUID(),
        OrganizationId: crypto.randomUUID(),
        OrganizationName: 'a copy',
        PrimaryEntityId: crypto.randomUUID(),
        PrimaryEntityName: 'msdyn_project',
      }),
    });
    expect(foreign.status).toBe(403);
    await switchSandbox(environment.dataverse.url, 'mode', {
      mode: 'failing',
      status: 403,
      sets: ['msdyn_projecttasks'],
    });
    const round = await fetch(`${url}/admin/functions/reconcile`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-functions-key': 'local-master-key' },
      body: '{"input":""}',
    });
    expect(round.status).toBe(202);
    const told = await until(minutes / 2, async () => {
      const text = await world.everything();
      return text.includes('"result":"incomplete"') ? text : undefined;
    });
    await switchSandbox(environment.dataverse.url, 'mode', { mode: 'normal' });
    for (const value of ['posync.reconciliations', '"kind":"foreign"', '"through":"webhook"'])
      expect(told ?? '').toContain(value);
    expect(told).toContain(
      'reconciliation could not finish msdyn_projecttask; why: npm run sync -- reconcile',
    );
  });

  it('holds no name, amount, body or key, whatever was written, refused or forged on the way', async () => {
    const { environment } = world;
    // Refusals repeat values of rows.
    await switchSandbox(environment.finance.url, 'mode', {
      mode: 'failing',
      status: 400,
      message: `The value '${secret.person}' in field 'Task name' is not allowed.`,
      sets: ['ProjectTasks'],
      writesOnly: true,
    });
    const task = await june.create('msdyn_projecttask', {
      msdyn_activitynumber: 'A-77',
      msdyn_subject: 'Visit',
      msdyn_outlinelevel: 1,
      msdyn_displaysequence: 1,
      msdyn_project: bind('msdyn_projects', project),
    });
    const actual = await process_.create(
      'msdyn_actual',
      actualRow(master, {
        type: 'cost',
        company: 'usmf',
        project,
        date: '2026-10-25',
        hours: 2,
        price: secret.price,
        billing: 'chargeable',
        text: `Visit of ${secret.person}`,
      }),
    );
    const url = `${environment.functionsUrl()}/api/dataverse/events`;
    expect((await fetch(`${url}?code=${secret.wrongKey}`, { method: 'POST', body: '{}' })).status).toBe(401);
    const unreadable = await fetch(`${url}?code=${secret.key}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ Name: secret.person, Amount: secret.amount }),
    });
    expect(unreadable.status).toBe(400);
    await spanOf(
      ({ name, attributes }) =>
        name === 'change estimates-actuals' &&
        String(attributes['posync.record']).endsWith(actual) &&
        attributes['posync.outcome'] === 'applied',
    );
    const failed = await spanOf(
      ({ attributes }) =>
        attributes['posync.record'] === `Project tasks|${task}` &&
        attributes['posync.outcome'] === 'rejected',
    );
    expect(failed.status.code).toBe(2);
    expect(environment.finance.rows('ProjActualsImports').map((row) => row['Amount'])).toContain(
      secret.amount,
    );

    const shown = await fetch(`${environment.functionsUrl()}/api/support/show?name=A-77&code=${secret.key}`);
    expect(await shown.text()).toContain(secret.person);
    // What is open is looked at by a timer.
    const everything = await until(minutes / 2, async () => {
      const text = await world.everything();
      return text.includes('posync.lag_seconds') ? text : undefined;
    });
    if (everything === undefined) throw new Error('No lag was exported.');
    for (const [what, value] of Object.entries(secret))
      expect(everything.includes(String(value)), `${what} was exported or printed`).toBe(false);
    // It was really looked at: what is meant to be there is.
    for (const value of [
      `Project tasks|${task}`,
      'rejected as',
      'posync.changes',
      'posync.lag_seconds',
      'posync.counterpart_operations',
      'posync.events_received',
    ])
      expect(everything).toContain(value);
  });
});
