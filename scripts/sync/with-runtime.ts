import { openRuntime, type OpenedRuntime } from '../../functions/open-runtime.ts';
import { SettingsError } from '../../shared/settings/settings.ts';
import { PeriodError } from '../../shared/periods/period-error.ts';
import { AcceptedFileError } from '../../shared/table-map/read-accepted.ts';
import { TableMapError } from '../../shared/table-map/table-map-error.ts';
import { UnknownMapError } from '../../shared/table-map/unknown-map-error.ts';
import { AwayError } from '../away-error.ts';
import { awayWords } from '../away-words.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Does something with the systems, ledger and bus that the settings name, as the functions app has them.
 *
 * @throws UsageError naming each setting that is missing or wrong; AwayError naming what cannot be reached and why.
 */
export async function withRuntime<T>(work: (runtime: OpenedRuntime) => Promise<T>): Promise<T> {
  let runtime: OpenedRuntime | undefined;
  try {
    runtime = await openRuntime(process.env, new URL('../../functions/', import.meta.url), console.error);
    return await work(runtime);
  } catch (error) {
    if (
      error instanceof SettingsError ||
      error instanceof TableMapError ||
      error instanceof UnknownMapError ||
      error instanceof PeriodError ||
      error instanceof AcceptedFileError
    )
      throw new UsageError(error.message);
    const away = awayWords(error);
    if (away !== undefined) throw new AwayError(away);
    throw error;
  } finally {
    await runtime?.sync.bus.close();
  }
}
