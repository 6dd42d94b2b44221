/**
 * Posts an execution context as Dataverse does.
 *
 * @returns milliseconds until it was answered.
 * @throws Error when it was refused.
 */
export async function postContext(url: string, context: string): Promise<number> {
  const from = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-ms-dynamics-entity-name': 'salesorder',
      'x-ms-dynamics-request-name': 'Create',
    },
    body: context,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The webhook answered ${response.status} ${text}`);
  return performance.now() - from;
}
