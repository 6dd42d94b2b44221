import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { Accounting } from './accounting/accounting.ts';
import { ExchangeRates } from './accounting/exchange-rates.ts';
import { ImportedActuals } from './accounting/imported-actuals.ts';
import { IntercompanyRelations } from './accounting/intercompany-relations.ts';
import { NumberSequences } from './accounting/number-sequences.ts';
import { Periods } from './accounting/periods.ts';
import { openEndpoint, type EventEndpoint } from './events/endpoint.ts';
import { Events } from './events/events.ts';
import type { Finance } from './finance.ts';
import { serveOData } from './http/serve-odata.ts';
import { HeaderLocks } from './locks/header-locks.ts';
import { afterWrite } from './rules/after-write.ts';
import { defaultRow } from './rules/default-row.ts';
import { LineProperties } from './rules/line-properties.ts';
import { validateDelete } from './rules/validate-delete.ts';
import { validateWrite } from './rules/validate-write.ts';
import { BehaviourSwitch } from './sandbox/behaviour.ts';
import { MetadataSwitch } from './sandbox/metadata-switch.ts';
import { ModeSwitch } from './sandbox/mode-switch.ts';
import { RequestCounts } from './sandbox/request-counts.ts';
import { serveSandbox } from './sandbox/serve-sandbox.ts';
import { entities } from './schema/entities.ts';
import { seed } from './store/seed.ts';
import { Store } from './store/store.ts';
import type { TableRow } from './tables/table-row.ts';
import { tables } from './tables/tables.ts';

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
  /** How far its clock is ahead, in milliseconds; negative: behind. */
  readonly clockAheadMs?: number;
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
   * Rows of a table that has no set, such as billing rules or forecasts: see `tables/tables.ts`.
   *
   * @throws Error when there is no such table.
   */
  tables(name: string): readonly TableRow[];
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
  // https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/service-request-tracing
  app.addHook('onSend', async (_request, reply) => {
    reply.header('ms-dyn-aid', randomUUID());
  });
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
      const table = tables.get(name);
      if (table === undefined) throw new Error(`The sandbox has no table ${name}`);
      return table(finance.accounting);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([app.close(), finance.events.stop()]);
    },
  };
}

function compose(options: FinanceOptions, stopping: AbortSignal): Finance {
  const now = (): number => Date.now() + (options.clockAheadMs ?? 0);
  const store = new Store(Math.random);
  seed(store);
  const accounting: Accounting = {
    store,
    lineProperties: new LineProperties(),
    periods: new Periods(),
    rates: new ExchangeRates(store),
    numbers: new NumberSequences(),
    imported: new ImportedActuals(),
    intercompany: new IntercompanyRelations(),
    forecasts: new Map(),
    expenseReports: new Map(),
    vendorInvoiceParameters: new Map(),
    vendorInvoices: new Map(),
  };
  const { fromMs, toMs } = options.latency ?? { fromMs: 0, toMs: 0 };
  return {
    service: {
      store,
      behaviour: new BehaviourSwitch(),
      defaultCompany: 'usmf',
      defaultRow: (entity, row) => defaultRow(accounting, entity, row),
      validate: (entity, before, after) => validateWrite(accounting, entity, before, after),
      validateDelete: (entity, row) => validateDelete(accounting, entity, row),
      afterWrite: (entity, row) => afterWrite(accounting, entity, row),
    },
    accounting,
    events: new Events({
      endpoint: openEndpoint(options.events?.endpoint ?? { kind: 'none' }),
      businessEvents: options.events?.businessEvents ?? false,
      dataEvents: options.events?.dataEvents ?? false,
      now,
      random: Math.random,
    }),
    mode: new ModeSwitch(now),
    metadata: new MetadataSwitch(),
    counts: new RequestCounts(),
    locks: new HeaderLocks(),
    token: options.token,
    latency: () => fromMs + Math.random() * (toMs - fromMs),
    stopping,
  };
}
