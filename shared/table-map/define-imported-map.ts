import type { Evidence, Field } from './table-map.ts';
import type { ImportedLine, ImportedMap, ImportedPair } from './imported-map.ts';

interface PairOptions {
  /** Of an enum: member → option, flag, or '' for an empty column. */
  readonly values?: Readonly<Record<string, string | number | boolean>>;
  readonly whenEmpty?: string | boolean;
  readonly note?: string;
}

/** Writes the lines of an imported map. Names are those of the environment, so they are checked when maps are loaded. */
export interface ImportedLineBuilder {
  readonly toFinance: (
    path: string,
    property: string,
    evidence: Evidence,
    options?: PairOptions,
  ) => ImportedLine;
  readonly toDataverse: (
    path: string,
    property: string,
    evidence: Evidence,
    options?: PairOptions,
  ) => ImportedLine;
  readonly constantToFinance: (
    property: string,
    value: string | boolean,
    evidence: Evidence,
    note?: string,
  ) => ImportedLine;
  readonly constantToDataverse: (
    column: string,
    value: string | number | boolean,
    evidence: Evidence,
    note?: string,
  ) => ImportedLine;
  /** A line of the built-in map that stays although the environment's map has it not, or has it otherwise. */
  readonly keepToFinance: (property: string, why: string, evidence?: Evidence) => ImportedLine;
  readonly keepToDataverse: (path: string, why: string, evidence?: Evidence) => ImportedLine;
  /** A line of the built-in map that is not sent; `keepTo…` in its place sends it. */
  readonly leaveOutToFinance: (property: string, why: string) => ImportedLine;
  readonly leaveOutToDataverse: (path: string, why: string) => ImportedLine;
  /** A pair of the environment's map that could not be carried over. */
  readonly notCarried: (finance: string, dataverse: string, why: string) => ImportedLine;
}

type Description = Pick<ImportedMap, 'source' | 'lines'> &
  Partial<Pick<ImportedMap, 'version' | 'columns' | 'properties' | 'filter' | 'posted'>>;

/**
 * What the environment's own map says of a built-in map, as the default export of its `.imported.ts` file:
 *
 * ```ts
 * export default defineImportedMap('Projects V2', ({ toFinance, leaveOutToFinance }) => ({
 *   version: '1.0.0.3',
 *   source: 'contoso_[msdyn_projects - Projects V2] in projects.json',
 *   lines: [
 *     toFinance('msdyn_subject', 'ProjectName', 'imported'),
 *     leaveOutToFinance('Description', 'dual-write does not fill it there'),
 *   ],
 * }));
 * ```
 */
export function defineImportedMap(
  map: string,
  describe: (builder: ImportedLineBuilder) => Description,
): ImportedMap {
  return { map, columns: {}, properties: {}, filter: 'ours', posted: 'ours', ...describe(builder) };
}

const pair =
  (direction: Field['direction']) =>
  (path: string, property: string, evidence: Evidence, options: PairOptions = {}): ImportedPair => {
    const { values, ...rest } = options;
    return {
      kind: 'pair',
      direction,
      path,
      property,
      evidence,
      ...(values === undefined ? {} : { values: texts(values) }),
      ...rest,
    };
  };

const constant =
  (direction: Field['direction']) =>
  (target: string, value: string | number | boolean, evidence: Evidence, note?: string): ImportedLine => ({
    kind: 'constant',
    direction,
    target,
    value: typeof value === 'number' ? String(value) : value,
    evidence,
    ...(note === undefined ? {} : { note }),
  });

const builtInLine =
  (kind: 'keep' | 'leave-out', direction: Field['direction']) =>
  (target: string, note: string, evidence?: Evidence): ImportedLine => ({
    kind,
    direction,
    target,
    note,
    ...(evidence === undefined ? {} : { evidence }),
  });

const builder: ImportedLineBuilder = {
  toFinance: pair('to-finance'),
  toDataverse: pair('to-dataverse'),
  constantToFinance: constant('to-finance'),
  constantToDataverse: constant('to-dataverse'),
  keepToFinance: builtInLine('keep', 'to-finance'),
  keepToDataverse: builtInLine('keep', 'to-dataverse'),
  leaveOutToFinance: builtInLine('leave-out', 'to-finance'),
  leaveOutToDataverse: builtInLine('leave-out', 'to-dataverse'),
  notCarried: (finance, dataverse, note) => ({ kind: 'not-carried', finance, dataverse, note }),
};

const texts = (
  values: Readonly<Record<string, string | number | boolean>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([member, value]) => [member, String(value)]));
