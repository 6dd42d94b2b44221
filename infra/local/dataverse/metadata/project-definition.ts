import { readQueryOptions } from '../query/query-options.ts';
import { refusals } from '../web/refusals.ts';

export type Definition = Readonly<Record<string, unknown>>;

export interface DefinitionOptions {
  readonly select?: readonly string[];
  readonly expand?: string;
}

/** The real system has these. */
const notBuilt: readonly string[] = ['$filter', '$orderby', '$top', '$count'];

/** `$select` and `$expand` of a metadata request, as text. */
export function readDefinitionOptions(query: string): DefinitionOptions {
  const options = readQueryOptions(query, ['$select', '$expand', ...notBuilt]);
  const missing = notBuilt.find((name) => options.has(name));
  if (missing !== undefined) throw refusals.notBuilt(`${missing} of metadata`);
  const select = options
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const expand = options.get('$expand');
  return { ...(select === undefined ? {} : { select }), ...(expand === undefined ? {} : { expand }) };
}

/**
 * Keeps the selected members of a definition.
 * @throws WebApiError 400 for a member that the definition does not have.
 */
export function projectDefinition(definition: Definition, select: readonly string[] | undefined): Definition {
  if (select === undefined) return definition;
  const missing = select.find((name) => !(name in definition));
  if (missing !== undefined)
    throw refusals.badQuery(
      `Could not find a property named '${missing}' on type 'Microsoft.Dynamics.CRM.MetadataBase'.`,
    );
  return {
    ...Object.fromEntries(select.map((name) => [name, definition[name]])),
    MetadataId: definition['MetadataId'],
    ...('@odata.type' in definition ? { '@odata.type': definition['@odata.type'] } : {}),
  };
}
