/** What a person should look at now. */
const alarmKinds = [
  'breaker-opened',
  'paused',
  'waiting-long',
  'native-twin',
  'ledger-away',
  'audit-behind',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Why an event was refused at the door. */
const refusalKinds = ['foreign', 'unreadable', 'keys'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** What a round of reconciliation came to: `incomplete`: a table or set could not be asked. */
const roundResults = ['finished', 'incomplete', 'failed'] as const;
export type RoundResult = (typeof roundResults)[number];

const systems = ['dataverse', 'finance'] as const;
/** Any text: names of maps, areas, codes. */
const any = 'any';

interface Figure {
  readonly is: 'counter' | 'histogram' | 'gauge';
  readonly unit?: string;
  readonly description: string;
  /** Attributes of the figure, with all values that they may have where those are few. */
  readonly by: Readonly<Record<string, readonly string[] | typeof any>>;
}

const ofChange = { outcome: any, code: any, area: any, map: any, direction: any, company: any } as const;
const ofLevel = { area: any, map: any } as const;

/**
 * Every figure that leaves the process. Alerts and workbook ask for them by these names: `npm run check` holds their queries
 * against this list.
 */
export const figures = {
  'posync.changes': {
    is: 'counter',
    description: 'Attempts on records, by outcome, area and map',
    by: ofChange,
  },
  'posync.change_duration': {
    is: 'histogram',
    unit: 'ms',
    description: 'From claim to commit',
    by: ofChange,
  },
  'posync.change_lag': {
    is: 'histogram',
    unit: 'ms',
    description: 'From the source to the commit',
    by: ofChange,
  },
  'posync.counterpart_operations': {
    is: 'counter',
    description: 'Requests to Dataverse and Finance, by what they do and the class of the answer',
    by: { system: systems, kind: ['read', 'create', 'update', 'delete'], status: any },
  },
  'posync.throttled': {
    is: 'counter',
    description: 'Requests that were answered with 429',
    by: { system: systems },
  },
  'posync.lease_conflicts': {
    is: 'counter',
    description: 'Claims and commits that found somebody else had been faster',
    by: { map: any },
  },
  'posync.events_received': {
    is: 'counter',
    description: 'Events that arrived and could be read, of an organisation of ours',
    by: { system: systems, through: ['webhook', 'topic'] },
  },
  'posync.events_refused': {
    is: 'counter',
    description: 'Events refused at the door',
    by: { kind: refusalKinds },
  },
  'posync.reconciliations': {
    is: 'counter',
    description: 'Rounds of reconciliation by what they came to',
    by: { result: roundResults },
  },
  'posync.reconciliation_found': {
    is: 'counter',
    description: 'Changes that reconciliation asked to be looked at, told by an event or not',
    by: { system: systems },
  },
  'posync.alarms': {
    is: 'counter',
    description:
      'Breakers that opened, maps paused by themselves, areas whose records wait too long, maps held back by a native twin, an audit that could not be appended',
    by: { kind: alarmKinds, name: any },
  },
  'posync.lag_seconds': {
    is: 'gauge',
    unit: 's',
    description: 'How long the oldest record is on its way',
    by: ofLevel,
  },
  'posync.waiting': { is: 'gauge', unit: '1', description: 'Records that go on by themselves', by: ofLevel },
  'posync.dead_letters': {
    is: 'gauge',
    unit: '1',
    description: 'Records that wait for a person',
    by: ofLevel,
  },
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureName = keyof typeof figures;
