import { ok, unknown, wrong, type Diagnosis } from './diagnosis.ts';

/** Somebody else, or nobody; the platform may send to the sign-in. */
const knowsUsNot: readonly number[] = [200, 302, 401, 403];

/** Nobody's name: an answer that says it has believed us. */
const forged = 'forged-by-the-doctor';

const principal = Buffer.from(
  JSON.stringify({
    auth_typ: 'aad',
    claims: [
      { typ: 'preferred_username', val: forged },
      { typ: 'roles', val: 'Support.Read' },
    ],
  }),
).toString('base64');

/**
 * Whether the app believes a person whom nobody signed in: asks who we are with a principal header of our own, which the
 * platform must remove. Reads only.
 *
 * @param app address of the functions app; undefined where nothing says it.
 */
export async function checkSignIn(app: string | undefined, timeoutMs: number): Promise<readonly Diagnosis[]> {
  if (app === undefined || app === '')
    return [
      unknown('sign-in', 'Not looked at: nothing says where the app is.', 'Set SUPPORT_URL to its address.'),
    ];
  const answer = await ask(`${app.replace(/\/+$/, '')}/api/support/console/api/me`, timeoutMs);
  if (answer === undefined)
    return [
      wrong(
        'sign-in',
        `${app} does not answer.`,
        'Is SUPPORT_URL right, and is the app deployed and running?',
      ),
    ];
  if (answer.text.includes(forged))
    return [
      wrong(
        'sign-in',
        'The app believes a person whom nobody signed in: whoever reaches it could act as an administrator.',
        'Switch App Service authentication off at once: then it believes nobody, and the terminal works on. No path may be excluded from it; docs/console.md says what is believed.',
      ),
    ];
  return knowsUsNot.includes(answer.status)
    ? [ok('sign-in', 'A forged person is not believed.')]
    : [
        unknown(
          'sign-in',
          `${app} answers ${answer.status}, which says nothing of it.`,
          'Is SUPPORT_URL the functions app? Its log says more.',
        ),
      ];
}

async function ask(
  url: string,
  timeoutMs: number,
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  try {
    const answer = await fetch(url, {
      headers: { 'x-ms-client-principal': principal },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}
