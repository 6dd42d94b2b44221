import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { referenceData } from '../reference-data.ts';
import { afterCommit } from './business/after-commit.ts';
import { beforeWrite } from './business/before-write.ts';
import type { Endpoint } from './endpoint.ts';
import { CustomizedTables } from './customize/customized-tables.ts';
import { Roles } from './customize/roles.ts';
import { Deliveries } from './events/deliveries.ts';
import { EndpointSenders } from './events/endpoint-senders.ts';
import { operationIds } from './events/operation-ids.ts';
import { raiseEvents } from './events/raise-events.ts';
import { recordFailure } from './events/record-failure.ts';
import { RegisteredSteps } from './events/registered-steps.ts';
import { senderOf } from './events/sender-of.ts';
import { Steps } from './events/steps.ts';
import { seed } from './seed.ts';
import type { Step } from './step.ts';
import { Database } from './store/database.ts';
import { BehaviourSwitch } from './switches/behaviour.ts';
import { Counts } from './switches/counts.ts';
import { flatRows } from './switches/flat-rows.ts';
import { MetadataSwitch } from './switches/metadata-switch.ts';
import { ModeSwitch } from './switches/mode-switch.ts';
import { serveSwitches } from './switches/serve-switches.ts';
import { ServiceProtection, type Protection } from './web/service-protection.ts';
import { serveWebApi } from './web/serve-web-api.ts';
import type { World } from './world.ts';

export interface DataverseOptions {
  /** A free one when absent. */
  readonly port?: number;
  readonly organizationId?: string;
  /** Requests must carry it as Bearer token. Without it nobody needs one. */
  readonly token?: string;
  readonly steps?: readonly Step[];
  readonly endpoint?: Endpoint;
  /** Lets everybody change voucher, amounts and rate of actuals, as before the fix of 2025. */
  readonly allowDualWriteColumns?: boolean;
  /** How long after its creation an expense is approved; 50 when absent. */
  readonly approvalDelayMs?: number;
  /** Every answer of the Web API takes a random time between these. */
  readonly latency?: { readonly fromMs: number; readonly toMs: number };
  /** Nothing of an installation is there yet: no column, key or change tracking of ours. */
  readonly bare?: boolean;
  /** Limits of each user's requests; absent: none. */
  readonly protection?: Protection;
  /** How far its clock is ahead, in milliseconds; negative: behind. */
  readonly clockAheadMs?: number;
}

export interface DataverseSandbox {
  /** `http://127.0.0.1:PORT`; the Web API is below `/api/data/v9.2/`. */
  readonly url: string;
  readonly organizationId: string;
  /** All rows of a table (logical name or entity set), flat and exact; a look-up is the id it points to. */
  rows(table: string): readonly Readonly<Record<string, unknown>>[];
  /** From now on steps send there. */
  setEndpoint(endpoint: Endpoint): void;
  /** Requests that the limits refused so far. */
  refused(): number;
  stop(): Promise<void>;
}

/** Starts a Dataverse environment in memory, on loopback, with the reference data of both sandboxes. */
export async function startDataverse(options: DataverseOptions = {}): Promise<DataverseSandbox> {
  const organizationId = options.organizationId ?? referenceData.organizationId;
  const customized = new CustomizedTables(options.bare ?? false);
  const database = new Database(customized.all());
  const senders = new EndpointSenders(database, (endpoint) =>
    senderOf(endpoint, organizationId, new URL(world.url).host),
  );
  const deliveries = new Deliveries(
    (event, failure) => {
      recordFailure(database, event, failure, world.now());
    },
    (endpoint) => senders.of(endpoint),
  );
  const registeredSteps = new RegisteredSteps(database);
  const nextOperationId = operationIds();
  const world: World = {
    organizationId,
    url: '',
    database,
    customized,
    roles: new Roles(),
    steps: new Steps(options.steps ?? []),
    registeredSteps,
    deliveries,
    mode: new ModeSwitch(),
    metadata: new MetadataSwitch(),
    counts: new Counts(),
    behaviour: new BehaviourSwitch({
      dualWriteColumns: options.allowDualWriteColumns === true ? 'taken' : 'refused',
    }),
    approvalDelayMs: options.approvalDelayMs ?? 50,
    costedInvoices: new Set(),
    timers: new Set(),
    now: () => new Date(Date.now() + (options.clockAheadMs ?? 0)),
    newId: () => randomUUID(),
    beforeWrite(caller, write) {
      beforeWrite(world, caller, write);
    },
    afterCommit(caller, changes) {
      for (const { message, table, id } of changes) {
        if (message === 'Delete') {
          database.bury(table.name, id);
          if (table.name === 'role') world.roles.forget(id);
        }
        registeredSteps.changed(table.name);
      }
      const stepsOf = (table: string) => [...world.steps.of(table), ...registeredSteps.of(table)];
      deliveries.raise(raiseEvents(stepsOf, caller, changes, nextOperationId, world.now()));
      afterCommit(world, caller, changes);
    },
  };
  seed(world);

  const server = fastify({
    bodyLimit: 128 * 1024 * 1024,
    // The platform takes longer addresses than Node does by default.
    http: { maxHeaderSize: 64 * 1024 },
    forceCloseConnections: true,
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  const protection = options.protection === undefined ? undefined : new ServiceProtection(options.protection);
  serveWebApi(server, world, {
    ...(options.token === undefined ? {} : { token: options.token }),
    ...(options.latency === undefined ? {} : { latency: options.latency }),
    ...(protection === undefined ? {} : { protection }),
    random: () => Math.random(),
  });
  serveSwitches(server, world);
  await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  world.url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

  const setEndpoint = (endpoint: Endpoint): void => {
    // Closing the endpoint of before may fail when it is gone; nothing depends on it.
    void deliveries
      .sendTo(senderOf(endpoint, organizationId, new URL(world.url).host))
      .catch(() => undefined);
  };
  setEndpoint(options.endpoint ?? { kind: 'none' });
  return {
    url: world.url,
    organizationId,
    rows(name) {
      const table = customized.byName(name) ?? customized.bySet(name);
      if (table === undefined) throw new Error(`The sandbox has no table ${name}`);
      return flatRows(database, table);
    },
    setEndpoint,
    refused: () => protection?.refused ?? 0,
    async stop() {
      for (const timer of world.timers) clearTimeout(timer);
      world.timers.clear();
      await server.close();
      await Promise.all([deliveries.stop(), senders.close()]);
    },
  };
}
