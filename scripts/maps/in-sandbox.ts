import { isSandbox } from '../../shared/settings/is-sandbox.ts';

/** Whether the settings of this terminal name the embedded systems; without any, maps are judged as for real ones. */
export function inSandbox(): boolean {
  const { DATAVERSE_URL, FINANCE_URL, AUTHENTICATION } = process.env;
  const authentication = AUTHENTICATION === 'none' ? 'none' : 'managed-identity';
  return isSandbox(DATAVERSE_URL ?? '', FINANCE_URL ?? '', authentication);
}
