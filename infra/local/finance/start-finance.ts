import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { Accounting } from './accounting/accounting.ts';
import { ExchangeRates } from './accounting/exchange-rates.ts';
import { NumberSequences } from './accounting/number-sequences.ts';
import { Periods } from './accounting/periods.ts';
import { openEndpoint, type EventEndpoint } from './events/endpoint.ts';
import { Events } from './events/events.ts';
import type { Finance } from './finance.ts';
import { HeaderLocks } from './http/header-locks.ts';
import { serveOData } from './http/serve-odata.ts';
import { LineProperties } from './rules/line-properties.ts';
import { consequences } from './rules/consequences.ts';
import { validateDelete } from './rules/validate-delete.ts';
import { validateWrite } from './rules/validate-write.ts';
import { ModeSwitch } from './sandbox/mode-switch.ts';
import { RequestCounts } from './sandbox/request-counts.ts';
import { serveSandbox } from './sandbox/serve-sandbox.ts';
import { entities } from './schema/entities.ts';
import { internalTables } from './schema/internal-tables.ts';
import { seed } from './store/seed.ts';
import { Store } from './store/store.ts';

export interface FinanceOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Bearer token that OData requests must carry; absent: none is asked for. */
  readonly token?: string;
  /** Where events go, and which kinds; absent: nowhere. */
  readonly events?: {
    readonly endpoint: EventEndpoint;
    readonly businessEvents: boolean;
    readonly dataEvents: boolean;
  };
  /** Each OData answer takes a time from this range. */
  readonly latency?: { readonly fromMs: number; readonly toMs: number };
}

export interface FinanceSandbox {
  /** `http://127.0.0.1:<port>`: OData below `/data/`, metadata below `/metadata/`, switches below `/sandbox/`. */
  readonly url: string;
  /**
   * Rows of a set by property, in order of creation. Every value is text: numbers with all digits and without trailing
   * zeros, guids in lower case, dates as OData shows them.
   *
   * @throws Error when there is no such set.
   */
  rows(set: string): readonly Readonly<Record<string, unknown>>[];
  /**
   * Rows that Finance made of what it was sent and shows in no set, by the name in `internal-tables.ts`.
   *
   * @throws Error when there is no such table.
   */
  tables(name: string): readonly Readonly<Record<string, string>>[];
  stop(): Promise<void>;
}

/** Longest body and address lines that are read at all; shorter limits are answered as the real service does. */
const bodyLimit = 128 * 1024 * 1024;
const maxHeaderSize = 256 * 1024;

/** Starts a stand-in for Dynamics 365 Finance on loopback, with its data in memory. */
export async function startFinance(options: FinanceOptions = {}): Promise<FinanceSandbox> {
  const stopping = new AbortController();
  const finance = compose(options, stopping.signal);
  const app = fastify({ bodyLimit, forceCloseConnections: true, http: { maxHeaderSize } });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  serveOData(app, finance);
  serveSandbox(app, finance);
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  if (options.events !== undefined && options.events.endpoint.kind !== 'none') finance.events.ping();
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    rows: (set) => {
      const entity = entities.get(set);
      if (entity === undefined) throw new Error(`Finance has no set ${set}`);
      return [...finance.service.store.rows(entity)].map((row) => row.values);
    },
    tables: (name) => {
      const table = internalTables.get(name);
      if (table === undefined) throw new Error(`Finance has no table ${name}`);
      return [...finance.service.store.rows(table)].map((row) => row.values);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([app.close(), finance.events.stop()]);
    },
  };
}

function compose(options: FinanceOptions, stopping: AbortSignal): Finance {
  const store = new Store(Math.random);
  seed(store);
  const lineProperties = new LineProperties();
  const accounting: Accounting = {
    store,
    lineProperties,
    periods: new Periods(),
    rates: new ExchangeRates(),
    numbers: new NumberSequences(),
    imported: new Map(),
    expenseReports: new Map(),
    intercompany: new Set(),
    vendorInvoiceParameters: new Map(),
  };
  const { fromMs, toMs } = options.latency ?? { fromMs: 0, toMs: 0 };
  return {
    service: {
      store,
      defaultCompany: 'usmf',
      validate: (entity, before, after) => validateWrite(store, lineProperties, entity, before, after),
      validateDelete: (entity, row) => validateDelete(store, entity, row),
      wrote: (entity, before, after) =>
        consequences[entity.set]?.(
          { store, number: (prefix) => accounting.numbers.next(prefix) },
          before,
          after,
        ),
    },
    headerLocks: new HeaderLocks(store),
    accounting,
    events: new Events({
      endpoint: openEndpoint(options.events?.endpoint ?? { kind: 'none' }),
      businessEvents: options.events?.businessEvents ?? false,
      dataEvents: options.events?.dataEvents ?? false,
      now: Date.now,
      random: Math.random,
    }),
    mode: new ModeSwitch(Date.now),
    counts: new RequestCounts(),
    token: options.token,
    latency: () => fromMs + Math.random() * (toMs - fromMs),
    stopping,
  };
}
