import { describe, expect, it } from 'vitest';
import { openSandbox } from './dataverse-sandbox-client.ts';

describe('switches of the Dataverse sandbox', () => {
  it('lets only the right token in when one is set', async () => {
    const client = await openSandbox({ token: 'secret' });

    const none = await client.call('GET', 'WhoAmI');
    const wrong = await client.call('GET', 'WhoAmI', undefined, { authorization: 'Bearer other' });
    const right = await client.call('GET', 'WhoAmI', undefined, { authorization: 'Bearer secret' });

    expect([none.status, wrong.status, right.status]).toEqual([401, 401, 200]);
  });

  it('throttles with Retry-After in seconds, as a date, or without', async () => {
    const client = await openSandbox();
    const headers: (string | null)[] = [];
    for (const retryAfterForm of ['seconds', 'date', 'none']) {
      await client.turn('POST', 'mode', { mode: 'throttled', retryAfterSeconds: 60, retryAfterForm });
      const answer = await client.call('GET', 'accounts');
      expect([answer.status, answer.code]).toEqual([429, '0x80072322']);
      headers.push(answer.headers.get('retry-after'));
    }

    expect(headers[0]).toBe('60');
    const inSeconds = (Date.parse(headers[1] ?? '') - Date.now()) / 1000;
    expect(inSeconds).toBeGreaterThan(30);
    expect(inSeconds).toBeLessThan(61);
    expect(headers[2]).toBeNull();
  });

  it('refuses what one user asks beyond the limits of a window, and nobody else', async () => {
    const protection = { requests: 2, executionSeconds: 60, concurrent: 52, windowSeconds: 60 };
    const client = await openSandbox({ protection });
    const get = (user = 'app') => client.call('GET', 'accounts', undefined, { 'x-sandbox-user': user });

    const asked = [await get(), await get(), await get()];
    const other = await get('June Low');

    expect(asked.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(asked[2]?.code).toBe('0x80072322');
    expect(Number(asked[2]?.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(other.status).toBe(200);
    expect(client.sandbox.refused()).toBe(1);
  });

  it('refuses more at once, and more execution time in a window, than the limits allow', async () => {
    const protection = { requests: 100, executionSeconds: 0.02, concurrent: 1, windowSeconds: 60 };
    const client = await openSandbox({ protection, latency: { fromMs: 400, toMs: 400 } });
    const get = () => client.call('GET', 'accounts');

    const first = get();
    await expect
      .poll(async () => (await client.turn('GET', 'counts')).json['total'], { interval: 5 })
      .toBe(1);
    const meanwhile = await get();
    expect([meanwhile.status, meanwhile.code]).toEqual([429, '0x80072326']);
    expect((await first).status).toBe(200);
    const later = await get();

    expect([later.status, later.code]).toEqual([429, '0x80072321']);
  });

  it('fails only writes, only of the named sets, only so many times', async () => {
    const client = await openSandbox();
    await client.turn('POST', 'mode', {
      mode: 'failing',
      status: 502,
      sets: ['msdyn_projects'],
      writesOnly: true,
      times: 1,
    });

    const read = await client.call('GET', 'msdyn_projects');
    const other = await client.call('POST', 'msdyn_projecttasks', {});
    const first = await client.call('POST', 'msdyn_projects', {});
    const second = await client.call('POST', 'msdyn_projects', {});

    expect([read.status, other.status, first.status, second.status]).toEqual([200, 204, 502, 204]);
    expect(client.sandbox.rows('msdyn_project')).toHaveLength(1);
  });

  it('throttles single requests inside a batch', async () => {
    const client = await openSandbox();
    await client.turn('POST', 'mode', { mode: 'throttled', sets: ['msdyn_projects'] });

    const body =
      '--b\r\nContent-Type: application/http\r\n\r\nGET msdyn_projects HTTP/1.1\r\n\r\n\r\n' +
      '--b\r\nContent-Type: application/http\r\n\r\nGET accounts HTTP/1.1\r\n\r\n\r\n--b--';
    const answer = await client.call('POST', '$batch', body, {
      'content-type': 'multipart/mixed;boundary=b',
      prefer: 'odata.continue-on-error',
    });

    expect([...answer.text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1])).toEqual(['429', '200']);
    expect(answer.text).toContain('retry-after: 1');
  });

  it('drops the connection when it is down, and does nothing', async () => {
    const client = await openSandbox();
    await client.turn('POST', 'mode', { mode: 'down' });

    await expect(client.call('POST', 'msdyn_projects', {})).rejects.toThrow();
    await client.turn('POST', 'mode', { mode: 'normal' });

    expect(client.sandbox.rows('msdyn_project')).toHaveLength(0);
    expect((await client.call('GET', 'msdyn_projects')).status).toBe(200);
  });

  it('does the work and loses the answer when unanswered', async () => {
    const client = await openSandbox();
    await client.turn('POST', 'mode', { mode: 'unanswered' });

    await expect(client.call('POST', 'msdyn_projects', {})).rejects.toThrow();

    expect(client.sandbox.rows('msdyn_project')).toHaveLength(1);
  });

  it('takes its time when it is slow', async () => {
    const client = await openSandbox();
    await client.turn('POST', 'mode', { mode: 'slow', milliseconds: 60 });

    const from = performance.now();
    await client.call('GET', 'accounts');

    expect(performance.now() - from).toBeGreaterThan(55);
  });

  it('answers as late as its latency says', async () => {
    const client = await openSandbox({ latency: { fromMs: 40, toMs: 50 } });

    const from = performance.now();
    await client.call('GET', 'accounts');

    expect(performance.now() - from).toBeGreaterThan(38);
  });

  it('counts requests by method and set, parts of batches apart and switches not at all', async () => {
    const client = await openSandbox();
    await client.call('GET', 'accounts?$top=1');
    await client.call('POST', 'msdyn_projects', {});
    await client.call(
      'POST',
      '$batch',
      '--b\r\nContent-Type: application/http\r\n\r\nGET accounts HTTP/1.1\r\n\r\n\r\n--b--',
      { 'content-type': 'multipart/mixed;boundary=b' },
    );

    expect((await client.turn('GET', 'counts')).json).toEqual({
      total: 3,
      requests: { GET: { accounts: 1 }, POST: { msdyn_projects: 1, $batch: 1 } },
      inBatch: { GET: { accounts: 1 } },
    });
    await client.turn('DELETE', 'counts');
    expect((await client.turn('GET', 'counts')).json['total']).toBe(0);
  });

  it('shows all rows of a table, exact', async () => {
    const client = await openSandbox();
    await client.call('POST', 'msdyn_actuals', '{"msdyn_amount":12345678901234.5678}');

    const { text } = await client.turn('GET', 'rows/msdyn_actual');

    expect(text).toContain('"msdyn_amount":"12345678901234.5678"');
  });

  it('refuses a switch that it does not know', async () => {
    const client = await openSandbox();

    expect((await client.turn('POST', 'mode', { mode: 'sleepy' })).status).toBe(400);
    expect((await client.turn('POST', 'events', { hodl: [] })).status).toBe(400);
    expect((await client.turn('PUT', 'steps', [{ table: 'account' }])).status).toBe(400);
    expect((await client.turn('GET', 'rows/nosuchtable')).status).toBe(404);
  });
});
