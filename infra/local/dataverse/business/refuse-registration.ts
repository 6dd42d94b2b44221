import type { Database } from '../store/database.ts';
import type { StoredRow } from '../store/row.ts';
import type { PendingWrite } from '../store/transaction.ts';
import { refusals } from '../web/refusals.ts';

const asynchronous = 1;
const postOperation = 40;
const webhook = 8;
/** Contracts of the Service Bus plug-in, which runs asynchronously only. */
const ofServiceBus: readonly unknown[] = [2, 5, 6];
const withSettings: readonly unknown[] = [5, 6];

/**
 * Registrations that the platform refuses: asynchronous steps at another stage than post-operation, synchronous ones that
 * send to Service Bus, steps on what allows none, webhooks on other ports than 80 and 443, authentication settings that
 * are no XML. Loopback may have any port, or nothing here could run.
 *
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/register-plug-in
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/register-web-hook
 * @throws WebApiError 400
 */
export function refuseRegistration(database: Database, { table, after }: PendingWrite): void {
  if (table.name === 'serviceendpoint') refuseEndpoint(after);
  if (table.name === 'sdkmessageprocessingstep') refuseStep(database, after);
}

function refuseEndpoint(after: StoredRow): void {
  const { url, authvalue } = after;
  if (withSettings.includes(after['authtype']) && !/^<settings>.*<\/settings>$/s.test(textOf(authvalue)))
    throw refusals.badAuthValue('authvalue must be <settings><setting name="…" value="…"/></settings>.');
  if (after['contract'] !== webhook) return;
  if (!URL.canParse(textOf(url)))
    throw refusals.badRegistration(`'${textOf(url)}' is no address of a webhook.`);
  const { hostname, port } = new URL(textOf(url));
  if (port !== '' && hostname !== '127.0.0.1' && hostname !== 'localhost')
    throw refusals.badRegistration(`A webhook listens on port 80 or 443, not on ${port}.`);
}

function refuseStep(database: Database, after: StoredRow): void {
  if (after['mode'] === asynchronous && after['stage'] !== postOperation)
    throw refusals.badRegistration('An asynchronous step runs in the post-operation stage (40).');
  const endpoint = rowOf(database, after, 'eventhandler', 'serviceendpoint');
  if (after['mode'] !== asynchronous && ofServiceBus.includes(endpoint?.['contract']))
    throw refusals.badRegistration('A step that sends to Service Bus is asynchronous.');
  const filter = rowOf(database, after, 'sdkmessagefilterid', 'sdkmessagefilter');
  if (filter === undefined) return;
  if (filter['iscustomprocessingstepallowed'] !== true)
    throw refusals.badRegistration(
      `No step can be registered on ${textOf(filter['primaryobjecttypecode'])}.`,
    );
  if (idOf(filter['sdkmessageid']) !== idOf(after['sdkmessageid']))
    throw refusals.badRegistration('The message filter belongs to another message.');
}

const rowOf = (database: Database, row: StoredRow, column: string, table: string): StoredRow | undefined =>
  database.rows(table).get(idOf(row[column]));

const idOf = (value: StoredRow[string] | undefined): string =>
  value !== null && typeof value === 'object' ? value.id : '';

const textOf = (value: StoredRow[string] | undefined): string => (typeof value === 'string' ? value : '');
