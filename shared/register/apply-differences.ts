import { LosslessNumber } from 'lossless-json';
import { CounterpartError } from '../sync/counterpart-error.ts';
import { asynchronous, stage } from './compare-registration.ts';
import type { Planned, Work } from './difference.ts';
import type { Body, Registrations } from './registrations.ts';

/** A write that Dataverse refused; the others were made. */
export interface Failed {
  readonly name: string;
  readonly why: string;
}

const notAllowed: readonly number[] = [401, 403];

/** Steps before the endpoint that they name are taken away, and after it they are made. */
const order: readonly Work['kind'][] = ['create-endpoint', 'change', 'create-step', 'remove'];

/**
 * Carries out what a comparison came to, one write after the other. A refused write keeps nothing back but what needs it,
 * unless it was refused because of who asks: then it is the last one.
 *
 * @param endpoint id of our endpoint where it is there already.
 * @throws CounterpartError where Dataverse cannot be asked at all.
 */
export async function applyDifferences(
  rows: Registrations,
  planned: readonly Planned[],
  endpoint: string | undefined,
): Promise<readonly Failed[]> {
  const failed: Failed[] = [];
  let endpointId = endpoint;
  const works = planned
    .flatMap(({ name, does }) => (does === undefined ? [] : [{ name, does }]))
    .sort((one, other) => order.indexOf(one.does.kind) - order.indexOf(other.does.kind));
  for (const { name, does } of works)
    try {
      switch (does.kind) {
        case 'create-endpoint':
          endpointId = await rows.create('serviceendpoints', { name, ...endpointValues(does.columns) });
          break;
        case 'create-step':
          // Without an endpoint it stays as it is: what is left is told anyway.
          if (endpointId !== undefined)
            await rows.create('sdkmessageprocessingsteps', stepBody(does, endpointId));
          break;
        case 'change':
          await rows.change(
            does.set,
            does.id,
            does.set === 'serviceendpoints' ? endpointValues(does.columns) : values(does.columns),
          );
          break;
        case 'remove':
          await rows.remove(does.set, does.id);
      }
    } catch (error) {
      if (!(error instanceof CounterpartError) || error.details.status === undefined) throw error;
      failed.push({ name, why: `Dataverse refused: ${error.details.text}` });
      // Whoever may not write the one may not write the next.
      if (notAllowed.includes(error.details.status)) break;
    }
  return failed;
}

/** Navigation properties of steps are in lower case; `eventhandler` is bound by the one of its target table. */
const stepBody = (
  { name, messageId, filterId, filteringAttributes }: Work & { readonly kind: 'create-step' },
  endpointId: string,
): Body => ({
  name,
  ...values({ stage, mode: asynchronous, rank: 1, supporteddeployment: 0, asyncautodelete: true }),
  ...(filteringAttributes.length === 0 ? {} : { filteringattributes: filteringAttributes.join(',') }),
  'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
  'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${filterId})`,
  'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpointId})`,
});

const choices: readonly string[] = [
  'contract',
  'authtype',
  'messageformat',
  'messagecharset',
  'namespaceformat',
];

/** Choices of an endpoint are numbers; everything else is text. */
const endpointValues = (columns: Readonly<Record<string, string | number | boolean | null>>): Body =>
  values(
    Object.fromEntries(
      Object.entries(columns).map(([name, value]) => [name, choices.includes(name) ? Number(value) : value]),
    ),
  );

const values = (columns: Readonly<Record<string, string | number | boolean | null>>): Body =>
  Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      typeof value === 'number' ? new LosslessNumber(String(value)) : value,
    ]),
  );
