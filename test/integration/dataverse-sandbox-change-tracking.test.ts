import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { dataverseUser } from '../../infra/local/story/dataverse-user.ts';

let sandbox: DataverseSandbox;
beforeAll(async () => {
  sandbox = await startDataverse();
});
afterAll(() => sandbox.stop());

interface Answer {
  readonly status: number;
  readonly body: {
    readonly value: readonly Readonly<Record<string, string>>[];
    readonly '@odata.nextLink'?: string;
    readonly '@odata.deltaLink'?: string;
    readonly error?: { readonly message: string };
  };
}

const get = async (address: string, pageSize = 5_000): Promise<Answer> => {
  const url = address.startsWith('http') ? address : `${sandbox.url}/api/data/v9.2/${address}`;
  const headers = { Prefer: `odata.track-changes,odata.maxpagesize=${String(pageSize)}` };
  const answer = await fetch(url, { headers });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
};

describe('change tracking of the Dataverse sandbox', () => {
  it('tells what was written since the link, then what was deleted, page by page, with the next link on the last', async () => {
    const june = dataverseUser(sandbox.url, 'June Low');
    const make = (subject: string): Promise<string> =>
      june.create('msdyn_project', { msdyn_subject: subject });
    const [first, gone] = [await make('first'), await make('gone')];
    const start = await get('msdyn_projects?$select=msdyn_subject');
    expect(start.body.value).toHaveLength(2);
    const link = start.body['@odata.deltaLink'] ?? '';

    const second = await make('second');
    await june.update('msdyn_project', first, { msdyn_subject: 'changed' });
    await fetch(`${sandbox.url}/api/data/v9.2/msdyn_projects(${gone})`, { method: 'DELETE' });
    const page = await get(link, 2);
    expect(page.body.value.map((row) => [row['msdyn_projectid'], row['msdyn_subject']])).toEqual([
      [second, 'second'],
      [first, 'changed'],
    ]);
    expect(page.body['@odata.deltaLink']).toBeUndefined();
    const last = await get(page.body['@odata.nextLink'] ?? '', 2);
    expect(last.body.value).toMatchObject([{ id: gone, reason: 'deleted' }]);
    expect((await get(last.body['@odata.deltaLink'] ?? '')).body.value).toEqual([]);
  });

  it('refuses a filter, and a link that is too old', async () => {
    expect((await get('msdyn_projects?$filter=statecode eq 0')).status).toBe(400);
    const { body } = await get('msdyn_projects?$select=msdyn_subject');
    await fetch(`${sandbox.url}/sandbox/change-tracking`, {
      method: 'POST',
      body: JSON.stringify({ expire: true }),
    });
    const refused = await get(body['@odata.deltaLink'] ?? '');
    expect(refused.status).toBe(400);
    expect(refused.body.error?.message).toContain('expired');
    expect((await get('msdyn_projects?$select=msdyn_subject')).status).toBe(200);
  });
});
