import type { Direction } from '../../table-map/direction.ts';

/** Prefixes of the gates in Control; the same name is the parent of the records that are parked before the gate. */
export const breakerPrefix = 'breaker|';
export const pausePrefix = 'pause|';
/** Gate of a transactional map in a legal entity where it is not linked; shut while Control has no row of `linkedName`. */
export const unlinkedPrefix = 'unlinked|';
export const linkedPrefix = 'linked|';

/** Whether records wait before a gate of this name, and not for a record. */
export const isGate = (parent: string): boolean =>
  [breakerPrefix, pausePrefix, unlinkedPrefix].some((prefix) => parent.startsWith(prefix));

/** @param company `*` for a map whose rows belong to no legal entity. */
export const unlinkedName = (map: string, company: string): string => `${unlinkedPrefix}${map}|${company}`;

/** The word that the two sides of a map were linked. @param company as of `unlinkedName`. */
export const linkedName = (map: string, company: string): string => `${linkedPrefix}${map}|${company}`;

/** Breaker of a whole system, or of one legal entity of Finance. */
export const systemBreaker = (system: 'dataverse' | 'finance', company = ''): string =>
  `${breakerPrefix}${system}|${company}`;

/** Breaker of one map, whatever the company. */
export const mapBreaker = (map: string): string => `${breakerPrefix}map|${map}`;

/** What a pause holds back; `*` stands for all. */
export interface PausePlace {
  /** Name of a table map. */
  readonly map: string;
  /** Code of a legal entity in lower case. */
  readonly company: string;
  readonly direction: Direction | '*';
  /** Only deletes are held back. */
  readonly only?: 'deletes';
}

/** `pause|<map or *>|<company or *>|<direction or *>`, and `|deletes` where only those are held back. */
export const pauseName = ({ map, company, direction, only }: PausePlace): string =>
  [`${pausePrefix}${map}`, company, direction, ...(only === undefined ? [] : [only])].join('|');

/** Where an attempt passes. */
export interface Pass {
  readonly map: string;
  readonly direction: Direction;
  /** undefined: not known before the source row was read. */
  readonly company: string | undefined;
  /** A scan asks Finance only, and leaves probes to records while there are any. */
  readonly scan?: true;
}

/** Pauses that hold an attempt back. */
export function pausesOf({ map, direction, company }: Pass, only?: 'deletes'): readonly string[] {
  const companies = company === undefined || company === '' ? ['*'] : [company, '*'];
  return [map, '*'].flatMap((byMap) =>
    companies.flatMap((byCompany) =>
      ([direction, '*'] as const).map((byDirection) =>
        pauseName({
          map: byMap,
          company: byCompany,
          direction: byDirection,
          ...(only === undefined ? {} : { only }),
        }),
      ),
    ),
  );
}

/** Breakers that keep an attempt away: both systems are called whichever way a change travels. */
export const breakersOf = ({ map, company, scan }: Pass): readonly string[] => [
  systemBreaker('finance'),
  ...(company === undefined || company === '' ? [] : [systemBreaker('finance', company)]),
  ...(scan === true ? [] : [systemBreaker('dataverse'), mapBreaker(map)]),
];
