import { openRuntime, type OpenedRuntime } from '../../functions/open-runtime.ts';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import { BusError } from '../../shared/messaging/bus-error.ts';
import { SettingsError } from '../../shared/settings/settings.ts';
import { PeriodError } from '../../shared/periods/period-error.ts';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import { AcceptedFileError } from '../../shared/table-map/read-accepted.ts';
import { TableMapError } from '../../shared/table-map/table-map-error.ts';
import { UnknownMapError } from '../../shared/table-map/unknown-map-error.ts';
import { SystemAway } from '../system-away.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Does something with the systems, ledger and bus that the settings name, as the functions app has them.
 *
 * @throws UsageError naming each setting that is missing or wrong, or what cannot be reached and why.
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
    if (error instanceof CounterpartError) throw new SystemAway(error);
    if (error instanceof LedgerError) throw new UsageError(`The ledger cannot be reached: ${error.message}`);
    if (error instanceof BusError) throw new UsageError(`Service Bus cannot be reached: ${error.message}`);
    throw error;
  } finally {
    await runtime?.sync.bus.close();
  }
}
