import type { WebApi } from '../dataverse/web-api.ts';
import type { Failed } from '../register/apply-differences.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import type { Customization } from './customization.ts';
import { customize } from './customize.ts';
import { untilBuilt } from './until-built.ts';

const notAllowed: readonly number[] = [401, 403];

export interface ApplyOptions {
  readonly solution: string | undefined;
  /** How long to wait, altogether, for the indexes of new keys. */
  readonly waitMs: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Carries out what a comparison came to, one write after the other, and waits for the indexes of new keys. A refused write
 * keeps nothing back but what needs it, unless it was refused because of who asks: then it is the last one.
 *
 * @throws CounterpartError where Dataverse cannot be asked at all.
 */
export async function applyCustomizations(
  api: WebApi,
  planned: readonly Customization[],
  options: ApplyOptions,
): Promise<readonly Failed[]> {
  const failed: Failed[] = [];
  let role: string | undefined;
  for (const { name, does } of planned) {
    if (does === undefined) continue;
    try {
      role = (await customize(api, does, { solution: options.solution, role })) ?? role;
    } catch (error) {
      if (!(error instanceof CounterpartError) || error.details.status === undefined) throw error;
      failed.push({ name, why: `Dataverse refused: ${error.details.text}` });
      // Whoever may not change the one may not change the next.
      if (notAllowed.includes(error.details.status)) break;
    }
  }
  const keys = planned.flatMap(({ does }) => (does?.kind === 'create-key' ? [does] : []));
  await untilBuilt(api, keys, options);
  return failed;
}
