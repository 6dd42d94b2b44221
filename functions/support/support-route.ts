import {
  app,
  type HttpHandler,
  type HttpMethod,
  type HttpRequest,
  type HttpResponseInit,
} from '@azure/functions';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import { BusError } from '../../shared/messaging/bus-error.ts';
import type { SupportRole, SupportSettings } from '../../shared/settings/support-settings.ts';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { getRuntime } from '../runtime.ts';
import { assertSameOrigin } from './access/assert-same-origin.ts';
import { byKey } from './access/by-key.ts';
import { mayDo } from './access/may-do.ts';
import type { Person } from './access/person.ts';
import { signedIn } from './access/signed-in.ts';
import { within } from './access/within.ts';
import { RequestError } from './request-error.ts';

export interface SupportCall {
  /** Lists only what the person may see. */
  readonly sync: Sync;
  readonly request: HttpRequest;
  readonly person: Person;
  /** The person's name is proven by a sign-in, not only said by who holds a key. */
  readonly isSignedIn: boolean;
  readonly settings: SupportSettings;
}

export interface SupportRoute {
  readonly methods: readonly HttpMethod[];
  /** What the person must be allowed; per method where they differ. */
  readonly role: SupportRole | ((method: string) => SupportRole);
  readonly answer: (call: SupportCall) => Promise<HttpResponseInit>;
}

/**
 * Serves a route of the support API twice: under `/api/support/` to holders of a function key, as the terminal is, and
 * under `/api/support/console/api/` to people who are signed in. 400: what was asked cannot be understood, and why; 401,
 * 403: who may; 503: ledger, bus or one of both systems cannot be asked just now, and nothing was lost.
 */
export function supportRoute(path: string, { methods, role, answer }: SupportRoute): void {
  const handler =
    (
      personOf: (request: HttpRequest, settings: SupportSettings) => Person,
      isSignedIn: boolean,
    ): HttpHandler =>
    async (request, context) => {
      try {
        const { sync, settings } = await getRuntime();
        const person = personOf(request, settings.support);
        const wanted = typeof role === 'string' ? role : role(request.method);
        if (!mayDo(person, wanted))
          throw new RequestError(403, `${person.name} may not do this: it needs the role ${wanted}.`);
        const call = {
          sync: within(sync, person, 'Support.Read'),
          request,
          person,
          isSignedIn,
          settings: settings.support,
        };
        return { ...(await answer(call)), headers: { 'Cache-Control': 'no-store' } };
      } catch (error) {
        if (error instanceof RequestError)
          return { status: error.status, jsonBody: { error: error.message } };
        const away = awayOf(error);
        if (away === undefined) throw error;
        context.error(error instanceof Error ? error.message : away);
        return { status: 503, headers: { 'Retry-After': '5' }, jsonBody: { error: away } };
      }
    };
  const name = path.replaceAll(/[{}]/g, '').replaceAll('/', '-');
  app.http(`support-${name}`, {
    route: `support/${path}`,
    methods: [...methods],
    authLevel: 'function',
    handler: handler(byKey, false),
  });
  app.http(`console-${name}`, {
    route: `support/console/api/${path}`,
    methods: [...methods],
    authLevel: 'anonymous',
    handler: handler((request, settings) => {
      assertSameOrigin(request);
      return signedIn(request, settings);
    }, true),
  });
}

/** What cannot be reached, for a person; undefined where it is something else. */
function awayOf(error: unknown): string | undefined {
  const again = 'Nothing was lost; try again in a moment.';
  if (error instanceof LedgerError) return `The ledger cannot be reached just now. ${again}`;
  if (error instanceof BusError) return `The message bus cannot be reached just now. ${again}`;
  if (!(error instanceof CounterpartError)) return undefined;
  const { system, text, hint } = error.details;
  const name = system === 'dataverse' ? 'Dataverse' : 'Finance';
  return `${name} cannot be asked: ${text} ${hint ?? again}`;
}
