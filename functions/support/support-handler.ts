import type { HttpHandler, HttpRequest, HttpResponseInit } from '@azure/functions';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import { BusError } from '../../shared/messaging/bus-error.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { getRuntime } from '../runtime.ts';
import { RequestError } from './request-error.ts';

/**
 * Answers a call of support staff. 400: what was asked cannot be understood, and why; 503: ledger or bus cannot be
 * reached just now, and nothing was lost.
 */
export const supportHandler =
  (handle: (sync: Sync, request: HttpRequest) => Promise<HttpResponseInit>): HttpHandler =>
  async (request, context) => {
    try {
      const { sync } = await getRuntime();
      return await handle(sync, request);
    } catch (error) {
      if (error instanceof RequestError) return { status: error.status, jsonBody: { error: error.message } };
      if (!(error instanceof LedgerError) && !(error instanceof BusError)) throw error;
      context.error(error.message);
      const away = error instanceof LedgerError ? 'ledger' : 'message bus';
      return {
        status: 503,
        headers: { 'Retry-After': '5' },
        jsonBody: {
          error: `The ${away} cannot be reached just now. Nothing was lost; try again in a moment.`,
        },
      };
    }
  };
