import { doorbells } from '../ingest/doorbells.ts';
import { financeEventsTopic } from '../messaging/topics.ts';
import type { ODataAnswer } from '../odata/send.ts';
import type { Companies } from '../sync/companies.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Item } from './checklist.ts';
import { financeSets } from './finance-sets.ts';

export interface FinanceToCheck {
  /** One GET below the root of Finance. @throws NoAnswerError when there is no answer. */
  readonly get: (path: string) => Promise<ODataAnswer>;
  readonly maps: readonly TableMap[];
  readonly companies: Companies;
  readonly applicationId: string | undefined;
}

/**
 * What a person clicks in Finance, in this order. There is no interface for any of it; what can be told by reading is told,
 * for everything else the place is named where a person sees it. Sources: managing business event endpoints, business
 * events overview, priority-based throttling (Microsoft Learn).
 *
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/business-events/home-page
 */
export async function financeChecklist(checked: FinanceToCheck): Promise<readonly Item[]> {
  const { companies, maps } = checked;
  const companyNames = [...companies.keys()].join(', ');
  const sets = financeSets(maps);
  const [read, language] = [await readSets(checked, sets), await textsAreEnglish(checked, sets[0])];
  const unknown = (does: string, seen: string): Omit<Item, 'id'> => ({ does, state: 'unknown', seen });
  const entities = maps
    .filter((map) => map.toDataverse !== undefined && map.finance.entity !== '')
    .map(({ finance }) => finance.entity);
  const items: readonly Omit<Item, 'id'>[] = [
    {
      does: `Microsoft Entra applications: new row with the client id ${checked.applicationId ?? 'of the app'}, a name, and a user of its own whose role may read and write the ${sets.length} sets of the maps.`,
      ...read,
    },
    {
      does: "That user's options: language en-US, so that causes are recognised by the texts of Finance; default company one that is in scope.",
      ...language,
    },
    unknown(
      'Throttling priority mapping: the client id with priority High (dual-write is exempt from throttling, this app is not).',
      'Nothing tells from here. Seen in Finance: System administration, Setup, Throttling priority mapping.',
    ),
    unknown(
      `Business events, Endpoints, New: Azure Service Bus topic ${financeEventsTopic}; its connection string is a secret of Key Vault, of a policy of the namespace that may only send, without EntityPath.`,
      'Finance sends a test event when the endpoint is activated, which is taken and dropped; a refusal is shown there at once.',
    ),
    ...Object.keys(doorbells).map((event) =>
      unknown(
        `Business events catalogue: activate ${event} with that endpoint for ${companyNames}.`,
        'Post one such document in a test company: its record must be written within seconds and not only by the next scan. Events that failed are listed under Business events, Errors.',
      ),
    ),
    unknown(
      `Data event catalogue, where there is one: activate created and updated of ${[...new Set(entities)].sort().join(', ')}.`,
      'They only shorten the wait: scans bring every row without them. Switch them off during bulk loads.',
    ),
    unknown(
      'Project management and accounting, Periodic, Project Operations integration, Import from staging table: a batch job every few minutes.',
      'Without it actuals lie in staging. npm run sync -- close-check names lines that were not imported.',
    ),
  ];
  return items.map((item, index) => ({ id: `F${index + 1}`, ...item }));
}

async function readSets(
  { get }: FinanceToCheck,
  sets: readonly string[],
): Promise<Pick<Item, 'state' | 'seen'>> {
  const refused: string[] = [];
  for (const set of sets) {
    const { status } = await get(`/data/${set}?$top=1&cross-company=true`);
    if (status !== 200) refused.push(`${set} (${status})`);
  }
  return refused.length === 0
    ? {
        state: 'done',
        seen: `${sets.length} sets can be read as whoever asks. Whether they may be written shows only when a row is: npm run probe -- --write --company CODE.`,
      }
    : { state: 'missing', seen: `Cannot be read as whoever asks: ${refused.join(', ')}.` };
}

/** A set is asked for a property that it does not have: the answer's own words are in the language of the user. */
async function textsAreEnglish(
  { get }: FinanceToCheck,
  set: string | undefined,
): Promise<Pick<Item, 'state' | 'seen'>> {
  const look = 'Seen in Finance: System administration, Users, the user, Options, Language.';
  if (set === undefined) return { state: 'unknown', seen: look };
  const { status, text } = await get(`/data/${set}?$select=NoSuchProperty&$top=1`);
  if (status === 200 || /\b(error|property|not)\b/i.test(text))
    return {
      state: 'unknown',
      seen: `What Finance says by itself is English; what it says of a row follows the user. ${look}`,
    };
  return { state: 'missing', seen: `Finance answers in another language: ${text.slice(0, 120)}` };
}
