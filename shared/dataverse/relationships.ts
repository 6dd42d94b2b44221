import { z } from 'zod';
import { parseJson } from '../odata/parse-json.ts';
import { readPage } from '../odata/read-page.ts';

/** A look-up of a table: its column, one table it may point to, and the name under which the Web API follows it. */
export interface Relationship {
  readonly attribute: string;
  readonly referencedTable: string;
  readonly navigation: string;
}

/** What the Web API knows of tables that cannot be guessed: names of navigation properties and sets. */
export interface Relationships {
  lookupsOf(table: string): Promise<readonly Relationship[]>;
  /** Entity set of a table: `accounts` for `account`. */
  setOf(table: string): Promise<string>;
}

const relationship = z.object({
  ReferencingAttribute: z.string(),
  ReferencedEntity: z.string(),
  ReferencingEntityNavigationPropertyName: z.string(),
});

const definition = z.object({ EntitySetName: z.string() });

/**
 * Reads them from `EntityDefinitions` at first use and keeps them as long as the process lives; a failed read is not kept.
 *
 * @param get path below the Web API root → text of the answer.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/web-api-navigation-properties
 */
export function relationships(get: (path: string) => Promise<string>): Relationships {
  const lookups = remembered(async (table: string): Promise<readonly Relationship[]> => {
    const columns = 'ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName';
    const answer = await get(
      `/EntityDefinitions(LogicalName='${table}')/ManyToOneRelationships?$select=${columns}`,
    );
    return readPage(answer).rows.map((row) => {
      const found = relationship.parse(row);
      return {
        attribute: found.ReferencingAttribute,
        referencedTable: found.ReferencedEntity,
        navigation: found.ReferencingEntityNavigationPropertyName,
      };
    });
  });
  const sets = remembered(async (table: string): Promise<string> => {
    const answer = await get(`/EntityDefinitions(LogicalName='${table}')?$select=EntitySetName`);
    return definition.parse(parseJson(answer)).EntitySetName;
  });
  return { lookupsOf: lookups, setOf: sets };
}

function remembered<Answer>(ask: (table: string) => Promise<Answer>): (table: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (table) => {
    const known = answers.get(table);
    if (known !== undefined) return known;
    const answer = ask(table);
    answers.set(table, answer);
    answer.catch(() => answers.delete(table));
    return answer;
  };
}
