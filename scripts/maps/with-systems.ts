import {
  dataverseCounterpart,
  type DataverseCounterpart,
} from '../../shared/dataverse/dataverse-counterpart.ts';
import { financeCounterpart, type FinanceCounterpart } from '../../shared/finance/finance-counterpart.ts';
import { credentialOf } from '../../shared/settings/credential-of.ts';
import { readSystemSettings, SettingsError, type SystemSettings } from '../../shared/settings/settings.ts';
import { AwayError } from '../away-error.ts';
import { awayWords } from '../away-words.ts';
import { UsageError } from '../usage-error.ts';

export interface Systems {
  readonly settings: SystemSettings;
  readonly dataverse: DataverseCounterpart;
  readonly finance: FinanceCounterpart;
}

/**
 * Does something with the two systems that the settings name.
 *
 * @throws UsageError naming each setting that is missing or wrong; AwayError naming what cannot be asked and why.
 */
export async function withSystems<T>(work: (systems: Systems) => Promise<T>): Promise<T> {
  const settings = settingsOf(process.env);
  const client = { credential: await credentialOf(settings), timeoutMs: settings.requestTimeoutMs };
  try {
    return await work({
      settings,
      dataverse: dataverseCounterpart({ url: settings.dataverseUrl, ...client }),
      finance: financeCounterpart({ url: settings.financeUrl, ...client }),
    });
  } catch (error) {
    const away = awayWords(error);
    if (away !== undefined) throw new AwayError(away);
    throw error;
  }
}

function settingsOf(environment: NodeJS.ProcessEnv): SystemSettings {
  try {
    return readSystemSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message);
    throw error;
  }
}
