/** Turns a switch of a sandbox: `mode` (slow, throttled, failing, down) or `events` (hold, duplicate, drop …). */
export async function switchSandbox(
  url: string,
  name: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const response = await fetch(`${url}/sandbox/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(values),
  });
  if (!response.ok) throw new Error(`${url}/sandbox/${name}: ${response.status} ${await response.text()}`);
}
