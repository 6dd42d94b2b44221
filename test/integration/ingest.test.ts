import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { referenceData } from '../../infra/local/reference-data.ts';

const context = (more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    MessageName: 'Update',
    Mode: 1,
    OperationId: crypto.randomUUID(),
    OrganizationId: referenceData.organizationId,
    OrganizationName: 'contoso',
    PrimaryEntityId: crypto.randomUUID(),
    PrimaryEntityName: 'msdyn_project',
    InputParameters: [],
    PreEntityImages: [],
    PostEntityImages: [],
    ParentContext: null,
    ...more,
  });

describe('the webhooks', () => {
  let environment: Environment;
  beforeAll(async () => {
    environment = await startEnvironment({
      financeEvents: 'off',
      writeBack: 'standard',
      dataverseEndpoint: 'webhook',
    });
  });
  afterAll(() => environment.stop());

  const post = (
    body: string,
    options: { path?: string; key?: string; headers?: Readonly<Record<string, string>> } = {},
  ) =>
    fetch(
      `${environment.functionsUrl()}/api/${options.path ?? 'dataverse/events'}?code=${options.key ?? environment.functionKey}`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...options.headers },
        body,
      },
    );
  const waiting = () => environment.broker.counts('changes-setup-configuration', 'sync');

  it('publish a change for a table that a map sends', async () => {
    const answer = await post(context());
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ kind: 'published', changes: 1 });
  });

  it('refuse a wrong key and publish nothing', async () => {
    const answer = await post(context(), { key: 'wrong' });
    expect(answer.status).toBe(401);
  });

  it('refuse an organisation that is not configured, for a copied environment keeps our address', async () => {
    const answer = await post(context({ OrganizationId: crypto.randomUUID() }));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('is not configured');
  });

  it.each([
    ['no JSON', 'garbage'],
    ['nothing', ''],
    ['JSON that is no execution context', '{"a":1}'],
    ['an array', '[]'],
  ])('answer 400 to %s, which no repetition will make readable', async (_what, body) => {
    expect((await post(body)).status).toBe(400);
  });

  it('answer 415 to another content type and 413 to a body that no event of the platform can have', async () => {
    expect((await post('<a/>', { headers: { 'Content-Type': 'text/xml' } })).status).toBe(415);
    expect((await post(context({ Blob: 'x'.repeat(1_200_000) }))).status).toBe(413);
  });

  it('answer 200 to what is not ours, so that nobody sends it again', async () => {
    expect((await post(context({ PrimaryEntityName: 'contact' }))).status).toBe(200);
    expect((await post(context({ MessageName: 'Associate', PrimaryEntityName: 'none' }))).status).toBe(200);
    expect((await post('', { headers: { 'x-ms-dynamics-request-name': 'URL_VALIDATION' } })).status).toBe(
      200,
    );
  });

  it('take an oversize event, whose images and parameters the platform has removed', async () => {
    const answer = await post(
      context({ InputParameters: null, PostEntityImages: null, PreEntityImages: [] }),
      {
        headers: { 'x-ms-dynamics-msg-size-exceeded': 'true' },
      },
    );
    expect(answer.status).toBe(202);
  });

  it('take the activation test of a Finance endpoint without reading its number as one', async () => {
    const ping =
      '{"BusinessEventId":"BusinessEventsTestEndpointContract","ControlNumber":-9223372036854775808,"EventId":"5C0A4C1B-0000-4000-8000-000000000001"}';
    const answer = await post(ping, { path: 'finance/events' });
    expect(answer.status).toBe(200);
  });

  it('turn a Finance event that names no row into a scan request', async () => {
    const event =
      '{"BusinessEventId":"VendorInvoicePostedBusinessEvent","BusinessEventLegalEntity":"USMF","ControlNumber":5637144576,"EventId":"5C0A4C1B-0000-4000-8000-000000000002","EventTimeIso8601":"2026-10-25T10:00:00.1234567Z"}';
    const answer = await post(event, { path: 'finance/events' });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ kind: 'scan-requested' });
  });

  it('publish again after the connection to the bus broke', { timeout: 90_000 }, async () => {
    environment.broker.disconnectAll();
    await expect.poll(async () => (await post(context())).status, { timeout: 60_000 }).toBe(202);
    expect(waiting().deadLetter).toBe(0);
  });
});
