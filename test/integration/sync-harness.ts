import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { isServiceBusError, ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { stringify } from 'lossless-json';
import { localAcceptedFile } from '../../infra/local/environment.ts';
import { parseTopology } from '../../infra/local/broker/parse-topology.ts';
import { startBroker, type Broker, type MessageCounts } from '../../infra/local/broker/start-broker.ts';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { startFinance, type FinanceSandbox } from '../../infra/local/finance/start-finance.ts';
import { startLedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import { dataverseUser, type DataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { financeUser, type FinanceUser } from '../../infra/local/story/finance-user.ts';
import { masterData, type MasterData } from '../../infra/local/story/master-data.ts';
import { sameText } from '../../infra/local/story/same-text.ts';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { financeCounterpart } from '../../shared/finance/finance-counterpart.ts';
import type { OpenRow, RecordState, TimelineRow } from '../../shared/ledger/ledger.ts';
import { tableStorageLedger } from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { changeSchema, type Change } from '../../shared/messaging/change.ts';
import { messageId } from '../../shared/messaging/message-id.ts';
import { ownTurn } from '../../shared/messaging/service-bus/own-turn.ts';
import { serviceBusBus } from '../../shared/messaging/service-bus/service-bus-bus.ts';
import { slots } from '../../shared/odata/slots.ts';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handOver } from '../../shared/start/hand-over.ts';
import { cachedEpoch } from '../../shared/sync/cached-epoch.ts';
import { defaultGateSettings, type GateSettings } from '../../shared/sync/gates/gate-settings.ts';
import { openGates } from '../../shared/sync/gates/gates.ts';
import { receiveChange } from '../../shared/sync/receive-change.ts';
import { RejectedError } from '../../shared/sync/rejected-error.ts';
import { runChange } from '../../shared/sync/run-change.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { takeInDeadLetters } from '../../shared/sync/take-in-dead-letters.ts';
import type { Timing } from '../../shared/sync/timing.ts';
import { areas, type Area } from '../../shared/table-map/area.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';
import { recordOf } from '../../shared/table-map/record-of.ts';
import { registry, type Registry } from '../../shared/table-map/registry.ts';
import { SkippingClock } from './skipping-clock.ts';
import { Crash } from './sync-crash.ts';
import { noTelemetry } from '../../shared/telemetry/no-telemetry.ts';

export type Row = Readonly<Record<string, unknown>>;

/**
 * The design's times, shrunk so that a test can wait for them. A look that follows a doubtful write comes after a lease:
 * a lease is as long as a slow machine needs, and no longer.
 */
export const shortTiming: Timing = {
  leaseMs: 5_000,
  lastWriteMs: 3_500,
  retryMs: [100, 150, 200],
  giveUpMs: 60_000,
  recheckMs: [400, 800],
  ledgerAwayMs: 250,
  verifyAfterMs: 300,
  documentWindowMs: 150,
  expectationMinuteMs: 10,
  waitAlarmMs: 0,
};

/** For tests in which many leases run out. */
export const shortLeases: Pick<Timing, 'leaseMs' | 'lastWriteMs'> = { leaseMs: 2_000, lastWriteMs: 1_400 };

/** For tests of many records at once, none of which may run out. */
export const longLeases: Pick<Timing, 'leaseMs' | 'lastWriteMs'> = { leaseMs: 60_000, lastWriteMs: 30_000 };

/** Breakers that probe soon. */
export const shortGates: GateSettings = {
  ...defaultGateSettings,
  probeMs: [100, 150, 200, 300],
  longestMs: 5_000,
  releaseMs: 3_000,
  // What both sides hold at the start is a test's own doing.
  linkFirst: false,
};

export interface WorldOptions {
  readonly gates?: Partial<GateSettings>;
  readonly timing?: Partial<Timing>;
  /** Long enough for what is under way at once; ten when absent, for what was not settled comes back only then. */
  readonly lockSeconds?: number;
  readonly maps?: (maps: Registry) => Registry;
  readonly ledgerFolder?: string;
  /** Leads every host's way to the ledger elsewhere, by its connection string. */
  readonly ledgerThrough?: (connectionString: string) => Promise<string>;
  /** When an operation of the ledger is given up, in milliseconds; three seconds when absent. */
  readonly ledgerTimeoutMs?: number;
  /** When a request to Dataverse or Finance is given up, in milliseconds; three seconds when absent. */
  readonly requestTimeoutMs?: number;
  /** Without it nothing is expected to follow, and no look for it is scheduled. */
  readonly expectations?: boolean;
  readonly companies?: Sync['companies'];
}

const withoutExpectations = (maps: Registry): Registry => {
  const quiet = registry(maps.all().map((map) => ({ ...map, expects: [] })));
  return { ...quiet, stopped: (map) => maps.stopped(map) };
};

/** How long the broker's answer to a settlement is waited for: the client itself waits for a minute. */
const settleMs = 3_000;

const unsettled: ReadonlySet<string> = new Set([
  'MessageLockLost',
  'ServiceTimeout',
  'ServiceBusy',
  'ServiceCommunicationProblem',
]);

/** A delivery to a host: which one takes it, or `false` to leave the message where it is. */
export type HostOf = (change: Change, message: ServiceBusReceivedMessage) => Sync | undefined;

export interface DrainOptions {
  readonly host?: HostOf;
  /** Ends when this holds; when absent, as soon as no message is active or scheduled. */
  readonly until?: () => boolean | Promise<boolean>;
  readonly patienceMs?: number;
}

/** Every part of the integration but the functions host: broker, ledger, both sandboxes, hosts to run changes on. */
export interface World {
  readonly broker: Broker;
  readonly dataverse: DataverseSandbox;
  readonly finance: FinanceSandbox;
  readonly maps: Registry;
  readonly master: MasterData;
  readonly june: DataverseUser;
  readonly system: DataverseUser;
  readonly alicia: FinanceUser;
  /** The first host. */
  readonly sync: Sync;
  /** What the hosts logged. */
  readonly log: string[];
  /** The alarms that the hosts raised: kind and name. */
  readonly alarms: string[];
  /** Another host: own connections, own clients. */
  host(timing?: Partial<Timing>): Promise<Sync>;
  /** A change as ingest would publish it, under a key of its own. */
  change(map: string, row: string, more?: Partial<Change>): Change;
  /** Runs one delivery on a host; without a sequence number it is a message of its own. */
  run(change: Change, on?: Sync, sequenceNumber?: string): Promise<void>;
  publish(...changes: readonly Change[]): Promise<void>;
  /** Puts anything on an area's topic. */
  send(area: Area, body: unknown): Promise<void>;
  /** Works like the functions host: receives from every area, runs, completes or abandons. @returns how many deliveries. */
  drain(options?: DrainOptions): Promise<number>;
  counts(area: Area): MessageCounts;
  /** Dead letters of all areas. */
  deadLetters(): number;
  /** As if so much time had passed for the bus alone: locks run out, and what is scheduled becomes due. */
  skip(milliseconds: number): void;
  takeIn(area: Area): Promise<{ readonly open: number; readonly settled: number }>;
  state(map: string, row: string): Promise<RecordState | undefined>;
  timeline(map: string, row: string): Promise<readonly TimelineRow[]>;
  open(area: Area): Promise<readonly OpenRow[]>;
  rows(
    system: 'Dataverse' | 'Finance',
    table: string,
    where?: Readonly<Record<string, string>>,
  ): readonly Row[];
  /** Writes rows as a person at a form of Finance would. */
  plant(set: string, ...rows: readonly Row[]): Promise<void>;
  mode(system: 'Dataverse' | 'Finance', values: Row): Promise<void>;
  stopLedger(): Promise<void>;
  startLedger(): Promise<void>;
  stop(): Promise<void>;
}

/** A good deal fewer than `host.json` lets a host work on; without an end, locks of what waits its turn run out. */
const atOnce = 32;

const topologyFile = new URL('../../shared/messaging/topology.json', import.meta.url);

export const companies: Sync['companies'] = new Map([
  ['usmf', { code: 'usmf', goLive: '2026-01-01', firstOpenPeriod: '2026-09-01' }],
  ['frrt', { code: 'frrt', goLive: '2026-01-01', firstOpenPeriod: '2026-09-01' }],
]);

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const timing = { ...shortTiming, ...options.timing };
  const folder = options.ledgerFolder === undefined ? {} : { folder: options.ledgerFolder };
  let store = await startLedgerStore(folder);
  const ledgerAt = (await options.ledgerThrough?.(store.connectionString)) ?? store.connectionString;
  const topology = parseTopology(JSON.parse(await readFile(topologyFile, 'utf8')));
  const clock = new SkippingClock();
  const broker = await startBroker({
    topology: { ...topology, defaults: { ...topology.defaults, lockSeconds: options.lockSeconds ?? 10 } },
    clock,
  });
  const [finance, dataverse, loaded] = await Promise.all([
    startFinance(),
    startDataverse({ allowDualWriteColumns: true, approvalDelayMs: 0 }),
    loadInstalledMaps(new URL('../../functions/', import.meta.url), {
      writeBack: 'standard',
      sandbox: true,
      mapsAcceptedFile: localAcceptedFile,
    }),
  ]);
  const chosen = options.maps?.(loaded) ?? loaded;
  const maps = options.expectations === true ? chosen : withoutExpectations(chosen);
  const log: string[] = [];
  const alarms: string[] = [];
  const buses: Sync['bus'][] = [];

  const host = async (other: Partial<Timing> = {}): Promise<Sync> => {
    const ledger = tableStorageLedger(
      { connectionString: ledgerAt },
      { clock: Date.now, timeoutMs: options.ledgerTimeoutMs ?? 3_000 },
    );
    await ledger.prepare();
    const bus = serviceBusBus(
      { connectionString: broker.connectionString },
      { scanWindowMs: 200, now: Date.now },
    );
    buses.push(bus);
    const client = { credential: undefined, timeoutMs: options.requestTimeoutMs ?? 3_000, maxInFlight: 4 };
    const dataverseSide = dataverseCounterpart({ url: dataverse.url, ...client });
    return {
      maps,
      ledger,
      bus,
      dataverse: dataverseSide,
      choices: dataverseSide.choices,
      failedJobs: dataverseSide.failedJobs,
      finance: financeCounterpart({ url: finance.url, ...client }),
      companies: options.companies ?? companies,
      timing: { ...timing, ...other },
      epoch: cachedEpoch(ledger, Date.now, 0),
      mapFault: () => Promise.resolve(undefined),
      gates: openGates(ledger, Date.now, 20, { ...shortGates, ...options.gates }),
      telemetry: {
        ...noTelemetry,
        alarm: (kind, name) => {
          alarms.push(`${kind} ${name}`);
        },
      },
      now: () => Date.now(),
      random: Math.random,
      newId: () => crypto.randomUUID(),
      sleep: (milliseconds) => sleep(milliseconds),
      log: (line) => {
        log.push(line);
      },
    };
  };
  const sync = await host();
  const client = new ServiceBusClient(broker.connectionString, { retryOptions: { timeoutInMs: settleMs } });
  const topics = areas.flatMap((area) => [changesTopic(area), bulkTopic(area)]);
  const receivers = new Map(
    topics.map((topic) => [
      topic,
      client.createReceiver(topic, syncSubscription, { maxAutoLockRenewalDurationInMs: 0 }),
    ]),
  );
  const turn = ownTurn();
  // As in the function of a bulk topic.
  const bulkPlaces = slots(4);
  const june = dataverseUser(dataverse.url, 'June Low');
  const master = await masterData(june);
  let deliveries = 1_000_000;

  const deliver = async (
    topic: string,
    message: ServiceBusReceivedMessage,
    hostOf: HostOf,
  ): Promise<void> => {
    const receiver = receivers.get(topic);
    const area = areas.find((each) => topic === changesTopic(each) || topic === bulkTopic(each));
    if (area === undefined) throw new Error(`No area has the topic ${topic}.`);
    // On a busy machine a lock may run out meanwhile, or the link may close before it has answered: the message is then
    // delivered again.
    const settle = async (how: 'completeMessage' | 'abandonMessage'): Promise<void> => {
      await turn();
      try {
        await receiver?.[how](message);
      } catch (error) {
        if (!isServiceBusError(error) || !unsettled.has(error.code)) throw error;
        log.push(`${error.code} at ${how}`);
      }
    };
    const change = changeSchema.safeParse(message.body).data;
    try {
      const on = (change && hostOf(change, message)) ?? sync;
      const work = (): Promise<void> =>
        receiveChange(on, {
          area,
          body: message.body,
          messageId: String(message.messageId),
          sequenceNumber: String(message.sequenceNumber),
        });
      try {
        await (topic.startsWith('bulk-') ? bulkPlaces.run(work) : work());
      } catch (error) {
        if (!(error instanceof RejectedError) || !topic.startsWith('bulk-') || change === undefined)
          throw error;
        await handOver(on, change);
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!(error instanceof Crash)) log.push(`threw ${error.message}`);
      // What a crash leaves locked comes back when its lock runs out; giving it back at once only saves the wait.
      return settle('abandonMessage');
    }
    await settle('completeMessage');
  };
  const counts = (area: Area): MessageCounts => broker.counts(changesTopic(area), syncSubscription);
  const quiet = (): boolean =>
    topics.every((topic) => {
      const { active, scheduled } = broker.counts(topic, syncSubscription);
      return active === 0 && scheduled === 0;
    });

  return {
    broker,
    dataverse,
    finance,
    maps,
    master,
    june,
    system: dataverseUser(dataverse.url, 'system'),
    alicia: financeUser(finance.url),
    sync,
    log,
    alarms,
    host,
    change: (map, row, more = {}) => ({
      schema: 'change/1',
      map,
      source: maps.byName(map).identity === 'finance' ? 'finance' : 'dataverse',
      row,
      event: 'update',
      mode: 'normal',
      key: `test|${crypto.randomUUID()}`,
      attempt: '1',
      base: '0',
      at: new Date().toISOString(),
      origin: 'test',
      ...more,
    }),
    run: (change, on = sync, sequenceNumber = String(++deliveries)) =>
      runChange(on, change, { sequenceNumber }),
    publish: (...changes) =>
      sync.bus.publish(
        changes.map((change) => ({
          area: maps.byName(change.map).area,
          messageId: messageId(change.key),
          change,
        })),
      ),
    send: async (area, body) => {
      const sender = client.createSender(changesTopic(area));
      await sender.sendMessages({ body });
      await sender.close();
    },
    async drain({ host: hostOf = () => undefined, until, patienceMs = 30_000 } = {}) {
      let delivered = 0;
      const ended = { value: false };
      const underWay = new Set<Promise<void>>();
      const loops = topics.map(async (topic) => {
        while (!ended.value) {
          if (underWay.size >= atOnce || broker.counts(topic, syncSubscription).active === 0) {
            await sleep(4);
            continue;
          }
          const messages = await receivers.get(topic)?.receiveMessages(20, { maxWaitTimeInMs: 40 });
          for (const message of messages ?? []) {
            delivered++;
            const work = deliver(topic, message, hostOf).finally(() => underWay.delete(work));
            underWay.add(work);
          }
        }
      });
      const end = Date.now() + patienceMs;
      try {
        for (;;) {
          if (until === undefined ? quiet() && underWay.size === 0 : await until()) break;
          if (Date.now() > end)
            throw new Error(
              `not quiet: ${JSON.stringify(areas.map((area) => [area, counts(area)]))}; ${log.at(-1)?.slice(0, 200) ?? ''}`,
            );
          await sleep(5);
        }
      } finally {
        ended.value = true;
        await Promise.all(loops);
        await Promise.all(underWay);
      }
      return delivered;
    },
    counts,
    deadLetters: () => areas.reduce((sum, area) => sum + counts(area).deadLetter, 0),
    skip: (milliseconds) => {
      clock.skip(milliseconds);
    },
    takeIn: (area) => {
      // Who asks for as many as there are need not wait whether more come.
      const { deadLetter, deferredDeadLetter } = counts(area);
      return takeInDeadLetters(sync, area, Math.min(100, Math.max(1, deadLetter - deferredDeadLetter)));
    },
    state: (map, row) => sync.ledger.state(recordOf(maps.byName(map), row)),
    timeline: (map, row) => sync.ledger.timeline(recordOf(maps.byName(map), row), 50),
    open: async (area) => {
      const listed: OpenRow[] = [];
      for await (const row of sync.ledger.listOpen(area)) listed.push(row);
      return listed;
    },
    rows: (system, table, where = {}) =>
      (system === 'Finance' ? finance : dataverse)
        .rows(table)
        .filter((row) => Object.entries(where).every(([column, value]) => sameText(row[column], value))),
    plant: async (set, ...rows) => {
      const answer = await fetch(`${finance.url}/sandbox/rows/${set}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: stringify(rows) ?? '',
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    mode: (system, values) => switchSandbox((system === 'Finance' ? finance : dataverse).url, 'mode', values),
    stopLedger: () => store.stop(),
    startLedger: async () => {
      store = await startLedgerStore({ ...folder, port: store.port });
    },
    async stop() {
      await client.close();
      await Promise.all(buses.map((bus) => bus.close()));
      await dataverse.stop();
      await finance.stop();
      await broker.stop();
      await store.stop();
    },
  };
}
