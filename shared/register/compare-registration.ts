import type { Planned } from './difference.ts';
import { endpointBody } from './endpoint-body.ts';
import type { Found, FoundEndpoint, FoundStep } from './found.ts';
import { stepName, type Wanted, type WantedStep } from './wanted.ts';

/** Post-operation; nothing else is possible for asynchronous steps. */
export const stage = 40;
export const asynchronous = 1;

/**
 * What would have to be done. Ours are the endpoints with our name and, of their steps, those whose name begins with it:
 * whatever else is there is foreign. Pure.
 *
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/register-plug-in
 */
export function compareRegistration(wanted: Wanted, found: Found): readonly Planned[] {
  const [endpoint, ...doubled] = found.endpoints.filter(({ name }) => name === wanted.name);
  const { ours, foreign } = sorted(wanted.name, found);
  const kept = new Map<string, FoundStep>();
  for (const step of ours)
    if (step.endpoint === endpoint && !kept.has(placeOf(step))) kept.set(placeOf(step), step);
  const wantedPlaces = new Set(wanted.steps.map(placeOf));
  const superfluous = ours.filter(
    (step) => kept.get(placeOf(step)) !== step || !wantedPlaces.has(placeOf(step)),
  );
  const tables = new Set(wanted.steps.map(({ table }) => table));
  return [
    endpointDifference(wanted, endpoint),
    ...wanted.steps.map((step) => stepDifference(wanted.name, step, kept.get(placeOf(step)), found)),
    ...superfluous.map((step) =>
      removedStep(
        step,
        wantedPlaces.has(placeOf(step))
          ? 'It is there twice: every event would come twice.'
          : 'No map sends this table.',
      ),
    ),
    ...doubled.map((other) => removedEndpoint(other, foreign)),
    ...foreign
      .filter((step) => step.endpoint.name === wanted.name || tables.has(step.table))
      .map(foreignStep),
  ];
}

/** What `--remove` would do: everything of ours goes, everything else stays. Pure. */
export function compareForRemoval(name: string, found: Found): readonly Planned[] {
  const { ours, foreign } = sorted(name, found);
  return [
    ...ours.map((step) => removedStep(step, '')),
    ...found.endpoints
      .filter((endpoint) => endpoint.name === name)
      .map((each) => removedEndpoint(each, foreign)),
    ...foreign.filter((step) => step.endpoint.name === name).map(foreignStep),
  ];
}

function sorted(
  name: string,
  { steps }: Found,
): { readonly ours: readonly FoundStep[]; readonly foreign: readonly FoundStep[] } {
  const isOurs = (step: FoundStep): boolean =>
    step.endpoint.name === name && step.name.startsWith(`${name}: `);
  return { ours: steps.filter(isOurs), foreign: steps.filter((step) => !isOurs(step)) };
}

const placeOf = ({ message, table }: { readonly message: string; readonly table: string }): string =>
  `${message} ${table}`;

function endpointDifference({ name, endpoint }: Wanted, found: FoundEndpoint | undefined): Planned {
  const { columns, secret } = endpointBody(endpoint);
  const about = { what: 'endpoint', name } as const;
  const withSecret = secret === undefined ? columns : { ...columns, [secret.column]: secret.value };
  if (found === undefined)
    return secret === undefined
      ? {
          ...about,
          action: 'blocked',
          details: ['It is not there, and its key is not at hand: set REGISTER_WEBHOOK_KEY.'],
        }
      : {
          ...about,
          action: 'create',
          details: [describe(columns)],
          does: { kind: 'create-endpoint', columns: withSecret },
        };
  const differing = Object.entries(columns).filter(([column, value]) => found.columns[column] !== value);
  if (differing.length === 0) return { ...about, action: 'same', details: [describe(columns)] };
  if (differing.some(([column]) => column === 'contract'))
    return {
      ...about,
      action: 'blocked',
      details: [
        `It is ${kindOf(found.columns['contract'])} and shall be ${kindOf(columns['contract'])}: take it away with --remove first. What changes meanwhile is found by reconciliation.`,
      ],
    };
  return {
    ...about,
    action: 'change',
    details: differing.map(([column, value]) =>
      column === 'description'
        ? 'The key is another one than the last that was registered.'
        : `${column}: ${found.columns[column] ?? ''} → ${value}`,
    ),
    does: { kind: 'change', set: 'serviceendpoints', id: found.id, columns: withSecret },
  };
}

const kindOf = (contract: string | undefined): string =>
  contract === '8'
    ? 'a webhook'
    : contract === '5'
      ? 'a topic of Service Bus'
      : `of contract ${contract ?? ''}`;

const describe = ({ url, namespaceaddress, path }: Readonly<Record<string, string>>): string =>
  url === undefined ? `topic ${path ?? ''} of ${namespaceaddress ?? ''}` : `webhook ${url}`;

function stepDifference(
  name: string,
  step: WantedStep,
  found: FoundStep | undefined,
  { filters }: Found,
): Planned {
  const about = { what: 'step', name: stepName(name, step) } as const;
  const { filteringAttributes: attributes } = step;
  if (found !== undefined) {
    const wrong = wrongOf(step, found);
    if (wrong.length === 0) return { ...about, action: 'same', details: [] };
    return {
      ...about,
      action: 'change',
      details: wrong,
      does: {
        kind: 'change',
        set: 'sdkmessageprocessingsteps',
        id: found.id,
        columns: {
          stage,
          mode: asynchronous,
          asyncautodelete: true,
          filteringattributes: attributes.length === 0 ? null : attributes.join(','),
          ...(found.enabled ? {} : { statecode: 0, statuscode: 1 }),
        },
      },
    };
  }
  const filter = filters.find((each) => placeOf(each) === placeOf(step));
  if (filter?.allowed !== true)
    return {
      ...about,
      action: 'blocked',
      details: [
        filter === undefined
          ? `Dataverse has no message ${step.message} of ${step.table}: look whether the table is there (npm run maps -- check).`
          : `Dataverse allows no steps on ${step.message} of ${step.table}.`,
      ],
    };
  return {
    ...about,
    action: 'create',
    details: attributes.length === 0 ? [] : [`${attributes.length} filtering columns`],
    does: {
      kind: 'create-step',
      name: about.name,
      messageId: filter.messageId,
      filterId: filter.filterId,
      filteringAttributes: attributes,
    },
  };
}

function wrongOf(step: WantedStep, found: FoundStep): readonly string[] {
  const has = new Set(found.filteringAttributes);
  const wants = new Set(step.filteringAttributes);
  const missing = step.filteringAttributes.filter((column) => !has.has(column));
  const more = found.filteringAttributes.filter((column) => !wants.has(column));
  return [
    ...(found.enabled ? [] : ['It is switched off.']),
    ...(found.mode === String(asynchronous) ? [] : ['It is synchronous: it would block whoever saves.']),
    ...(found.stage === String(stage) ? [] : [`It runs at stage ${found.stage}.`]),
    ...(found.deletesJobs ? [] : ['It keeps its jobs when they have succeeded.']),
    ...(wants.size > 0 && has.size === 0
      ? ['It has no filtering columns: every write would fire it, our own too.']
      : [
          ...(missing.length > 0 ? [`filtering columns that are missing: ${missing.join(', ')}`] : []),
          ...(more.length > 0 ? [`filtering columns that no map needs: ${more.join(', ')}`] : []),
        ]),
  ];
}

const removedStep = (step: FoundStep, why: string): Planned => ({
  action: 'remove',
  what: 'step',
  name: step.name,
  details: why === '' ? [] : [why],
  does: { kind: 'remove', set: 'sdkmessageprocessingsteps', id: step.id },
});

function removedEndpoint(endpoint: FoundEndpoint, foreign: readonly FoundStep[]): Planned {
  const others = foreign.filter((step) => step.endpoint.id === endpoint.id);
  const about = { what: 'endpoint', name: endpoint.name } as const;
  if (others.length > 0)
    return {
      ...about,
      action: 'blocked',
      details: [`Steps that are not ours send to it: ${others.map(({ name }) => name).join(', ')}.`],
    };
  return {
    ...about,
    action: 'remove',
    details: [],
    does: { kind: 'remove', set: 'serviceendpoints', id: endpoint.id },
  };
}

const foreignStep = (step: FoundStep): Planned => ({
  action: 'foreign',
  what: 'step',
  name: step.name,
  details: [`${step.message} of ${step.table}, to ${step.endpoint.name}`],
});
