import { dataverseAnswerError } from '../dataverse/dataverse-error.ts';
import { financeAnswerError } from '../finance/finance-error.ts';
import { isJsonObject } from '../odata/is-json-object.ts';
import { NoAnswerError } from '../odata/no-answer-error.ts';
import { parseJson } from '../odata/parse-json.ts';
import type { ODataAnswer } from '../odata/send.ts';
import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import type { ProbeWorld } from './probe-world.ts';

/** Neither probes nor anything else can be done with a system; the text says why and what to do. */
export class OutOfReach extends Error {}

/**
 * Looks whether both systems are there and let us in.
 *
 * @throws OutOfReach
 */
export async function reach(
  { dataverse, finance, now }: ProbeWorld,
  urls: { readonly dataverse: string; readonly finance: string },
): Promise<void> {
  await look(
    `Dataverse (DATAVERSE_URL=${urls.dataverse})`,
    () => dataverse('GET', '/WhoAmI'),
    (answer) => dataverseAnswerError(answer, { does: 'read', table: 'WhoAmI' }, now()).details,
  );
  await look(
    `Finance (FINANCE_URL=${urls.finance})`,
    () =>
      finance(
        'GET',
        `/metadata/PublicEntities?$filter=${encodeURIComponent("EntitySetName eq 'ProjectsV2'")}`,
      ),
    (answer) => financeAnswerError(answer, false, now()).details,
  );
}

function isObject(text: string): boolean {
  try {
    return isJsonObject(parseJson(text));
  } catch {
    return false;
  }
}

async function look(
  system: string,
  ask: () => Promise<ODataAnswer>,
  classify: (answer: ODataAnswer) => CounterpartErrorDetails,
): Promise<void> {
  const answer = await ask().catch((error: unknown) => {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    const hint =
      error instanceof NoAnswerError && error.reason === 'no-token'
        ? ' Sign in (az login) as somebody who may read and write there; AUTHENTICATION=none is for the sandboxes.'
        : '';
    throw new OutOfReach(`${system} cannot be reached: ${first}${hint}`);
  });
  if (answer.status === 200) {
    if (isObject(answer.text)) return;
    throw new OutOfReach(`${system} answers, and not in JSON: look whether this is its address.`);
  }
  const { text, hint = '' } = classify(answer);
  throw new OutOfReach(`${system} answers ${String(answer.status)}: ${text} ${hint}`.trimEnd());
}
