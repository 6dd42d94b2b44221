import { describe, expect, it } from 'vitest';
import { openSandbox, type Answer, type Client } from './dataverse-sandbox-client.ts';

/** One part of a batch; with `id` it is meant for a change set. */
function part(method: string, url: string, body?: unknown, id?: string): string {
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    '',
    `${method} ${url} HTTP/1.1`,
    'Content-Type: application/json',
    '',
    body === undefined ? '' : JSON.stringify(body),
  ].join('\r\n');
}

const changeSet = (...parts: string[]): string =>
  `Content-Type: multipart/mixed; boundary=changes\r\n\r\n${parts.map((each) => `--changes\r\n${each}\r\n`).join('')}--changes--`;

const batchOf = (...parts: string[]): string =>
  `${parts.map((each) => `--batch\r\n${each}\r\n`).join('')}--batch--\r\n`;

const post = (client: Client, body: string, headers: Record<string, string> = {}): Promise<Answer> =>
  client.call('POST', '$batch', body, { 'content-type': 'multipart/mixed; boundary=batch', ...headers });

const statuses = (answer: Answer): number[] =>
  [...answer.text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => Number(match[1]));

const tasks = (client: Client): unknown[] =>
  client.sandbox.rows('msdyn_projecttask').map((row) => row['msdyn_subject']);

describe('batches of the Dataverse sandbox', () => {
  it('answers each request with its own status when told to continue on error', async () => {
    const client = await openSandbox();

    const answer = await post(
      client,
      batchOf(
        part('POST', '/api/data/v9.2/msdyn_projecttasks', { msdyn_subject: 'A' }),
        part('POST', 'msdyn_projecttasks', { nosuchcolumn: 1 }),
        part('GET', `${client.sandbox.url}/api/data/v9.2/msdyn_projecttasks?$select=msdyn_subject`),
      ),
      { prefer: 'odata.continue-on-error' },
    );

    expect(answer.status).toBe(200);
    expect(statuses(answer)).toEqual([204, 400, 200]);
    expect(answer.text).toContain('"msdyn_subject":"A"');
  });

  it('stops at the first error otherwise, and takes its status', async () => {
    const client = await openSandbox();

    const answer = await post(
      client,
      batchOf(
        part('POST', 'msdyn_projecttasks', { msdyn_subject: 'A' }),
        part('POST', 'msdyn_projecttasks', { nosuchcolumn: 1 }),
        part('POST', 'msdyn_projecttasks', { msdyn_subject: 'C' }),
      ),
    );

    expect(answer.status).toBe(400);
    expect(statuses(answer)).toEqual([204, 400]);
    expect(tasks(client)).toEqual(['A']);
  });

  it('keeps a change set whole and resolves content ids in addresses and binds', async () => {
    const client = await openSandbox();

    const answer = await post(
      client,
      batchOf(
        changeSet(
          part('POST', 'msdyn_projects', { msdyn_subject: 'P' }, '1'),
          part('POST', 'msdyn_projecttasks', { msdyn_subject: 'T', 'msdyn_project@odata.bind': '$1' }, '2'),
          part('PATCH', '$1', { msdyn_description: 'D' }, '3'),
        ),
      ),
    );

    expect(answer.status).toBe(200);
    expect(statuses(answer)).toEqual([204, 204, 204]);
    const [project] = client.sandbox.rows('msdyn_project');
    expect(project?.['msdyn_description']).toBe('D');
    expect(client.sandbox.rows('msdyn_projecttask')).toMatchObject([
      { msdyn_project: project?.['msdyn_projectid'] },
    ]);
  });

  it('undoes a change set whole when one request of it fails, and answers with that one', async () => {
    const client = await openSandbox();
    const existing = await client.create('msdyn_projecttasks', { msdyn_subject: 'before' });

    const answer = await post(
      client,
      batchOf(
        changeSet(
          part('POST', 'msdyn_projecttasks', { msdyn_subject: 'A' }, '1'),
          part('PATCH', `msdyn_projecttasks(${existing})`, { msdyn_subject: 'after' }, '2'),
          part('DELETE', `msdyn_projecttasks(${existing})`, undefined, '3'),
          part('POST', 'msdyn_projecttasks', { nosuchcolumn: 1 }, '4'),
        ),
        part('POST', 'msdyn_projecttasks', { msdyn_subject: 'next' }),
      ),
      { prefer: 'odata.continue-on-error' },
    );

    expect(statuses(answer)).toEqual([400, 204]);
    expect(answer.text).toContain('Content-ID: 4');
    expect(tasks(client)).toEqual(['before', 'next']);
  });

  it('refuses reads in change sets, more than 1,000 requests, batches in batches and lines that end with LF only', async () => {
    const client = await openSandbox();
    const read = part('GET', 'msdyn_projects');

    const answers = await Promise.all([
      post(client, batchOf(changeSet(read))),
      post(client, batchOf(...Array.from({ length: 1001 }, () => read))),
      post(client, batchOf(part('POST', '$batch', {}))),
      post(client, batchOf(read).replaceAll('\r\n', '\n')),
      client.call('POST', '$batch', '{}'),
    ]);

    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400, 400]);
  });
});
