import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localAcceptedFile, startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { referenceData } from '../../infra/local/reference-data.ts';
import { registerSteps } from '../../infra/local/register-steps.ts';
import { dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { until } from '../../infra/local/story/stage.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';

const inFlight = 4;
/** Rows that are made before the key changes, and after it. */
const each = 20;

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
      registered: true,
      settings: {
        // Both keys are good at the host while one takes the place of the other.
        FUNCTIONS_KEYS: 'local-function-key,rotated-key',
        // Nothing but what is posted here may be published.
        RECONCILE_SCHEDULE: '0 0 0 1 1 *',
        SCAN_SCHEDULE: '0 0 0 1 1 *',
      },
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

  it.each([
    ['a wrong key', { key: 'wrong' }],
    ['an empty key', { key: '' }],
    ['half a key', { key: 'local-function' }],
    ['a key of 8,000 characters', { key: 'local-function-key'.padEnd(8_000, 'x') }],
    ['the key twice', { key: 'local-function-key&code=local-function-key' }],
    ['the key and a wrong one', { key: 'local-function-key&code=wrong' }],
    ['the key in header and query', { headers: { 'x-functions-key': 'local-function-key' } }],
  ])('F27: refuse %s and publish nothing', async (_what, options) => {
    await expect.poll(() => waiting().active).toBe(0);
    expect((await post(context(), options)).status).toBe(401);
    expect((await post('{}', { ...options, path: 'finance/events' })).status).toBe(401);
    expect(waiting().active).toBe(0);
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

  it('F48: change their key under load with npm run register, and no event is refused or lost', async () => {
    const { dataverse, finance } = environment;
    const june = dataverseUser(dataverse.url, 'June Low');
    // No timer finds what a lost event leaves: a row in Finance was told of.
    const maps = await loadInstalledMaps(new URL('../../functions/', import.meta.url), {
      writeBack: 'standard',
      sandbox: true,
      mapsAcceptedFile: localAcceptedFile,
    });
    let made = 0;
    let rotatedAt = Infinity;
    const write = async (): Promise<void> => {
      while (made < rotatedAt + each) {
        made += 1;
        const number = `R-${String(made)}`;
        await june.create('bookableresourcecategory', {
          name: `Role ${number}`,
          msdyn_resourcecategorynumber: number,
        });
      }
    };
    const rotate = async (): Promise<void> => {
      await until(20_000, () => Promise.resolve(made >= each ? true : undefined));
      await registerSteps(dataverse.url, maps, {
        kind: 'webhook',
        url: `${environment.functionsUrl()}/api/dataverse/events`,
        secret: 'rotated-key',
      });
      rotatedAt = made;
    };
    await Promise.all([rotate(), ...Array.from({ length: inFlight }, write)]);

    const arrived = (): number =>
      finance.rows('ResourceCategoriesShared').filter(({ RoleId }) => String(RoleId).startsWith('R-')).length;
    await until(30_000, () => Promise.resolve(arrived() >= made ? true : undefined));
    expect(arrived()).toBe(made);
    expect(dataverse.rows('asyncoperation')).toEqual([]);
    expect(dataverse.rows('serviceendpoint')).toMatchObject([{ authvalue: 'rotated-key' }]);
  });

  it('publish again after the connection to the bus broke', { timeout: 90_000 }, async () => {
    environment.broker.disconnectAll();
    await expect.poll(async () => (await post(context())).status, { timeout: 60_000 }).toBe(202);
    expect(waiting().deadLetter).toBe(0);
  });
});
