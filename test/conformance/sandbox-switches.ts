/** Sets how a sandbox behaves. */
export const setMode = (url: string, mode: Readonly<Record<string, unknown>>): Promise<void> =>
  post(`${url}/sandbox/mode`, mode);

/** Does in Finance what a person would. */
export const act = (url: string, action: string, input: Readonly<Record<string, unknown>>): Promise<void> =>
  post(`${url}/sandbox/actions/${action}`, input);

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Requests that a sandbox got for a set since it was asked last. */
export async function requestCounts(url: string, set: string): Promise<{ reads: number; writes: number }> {
  const answer = await fetch(`${url}/sandbox/counts`);
  const body = (await answer.json()) as { requests?: Counts } & Counts;
  await fetch(`${url}/sandbox/counts`, { method: 'DELETE' });
  const counts = body.requests ?? body;
  const of = (...methods: string[]): number =>
    methods.reduce((sum, method) => sum + (counts[method]?.[set] ?? 0), 0);
  return { reads: of('GET'), writes: of('POST', 'PATCH', 'DELETE') };
}

type Counts = Record<string, Record<string, number>>;
