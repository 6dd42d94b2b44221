/** A row as Azurite keeps it. */
interface Entity {
  readonly PartitionKey: string;
  readonly RowKey: string;
}

type Key = Pick<Entity, 'PartitionKey' | 'RowKey'>;

/** What Azurite uses of a LokiJS collection, and what we use of it. */
interface Collection {
  readonly data: readonly Entity[];
  binaryIndices: object;
  findOne(key: Key): Entity | null;
  on(event: 'insert' | 'update' | 'delete', listener: (row: Entity) => void): void;
}

interface Chain {
  where(test: (row: Entity) => boolean): Chain;
  sort(order: (left: Entity, right: Entity) => number): Chain;
  limit(rows: number): Chain;
  data(): Entity[];
}

type QueryTable = (
  context: unknown,
  account: string,
  table: string,
  options: { readonly filter?: string },
  ...next: readonly unknown[]
) => Promise<unknown>;

/** What is replaced of Azurite's table store. */
export interface EntityStore {
  getEntityCollection(account: string, table: string, context: unknown): Collection;
  queryTableEntities: QueryTable;
}

/**
 * Makes Azurite find rows by partition and key at once. By itself it looks at every row of a table for each query and each
 * write, so that a ledger of 100,000 records takes a second for what the service does in milliseconds.
 */
export function findByKey(store: EntityStore): void {
  const known = new WeakMap<Collection, Partitions>();
  const collectionOf = store.getEntityCollection.bind(store);
  const query = store.queryTableEntities;
  const partitionsOf = (collection: Collection): Partitions => {
    const partitions = known.get(collection) ?? index(collection);
    known.set(collection, partitions);
    return partitions;
  };
  store.getEntityCollection = (account, table, context) => {
    const collection = collectionOf(account, table, context);
    partitionsOf(collection);
    return collection;
  };
  store.queryTableEntities = (context, account, table, options, ...next) => {
    const partition = partitionIn(options.filter);
    if (partition === undefined) return query.call(store, context, account, table, options, ...next);
    const narrowed = Object.create(store, {
      getEntityCollection: {
        value: (...asked: Parameters<EntityStore['getEntityCollection']>) => ({
          chain: () =>
            chainOf([
              ...(partitionsOf(store.getEntityCollection(...asked))
                .get(partition)
                ?.values() ?? []),
            ]),
        }),
      },
    }) as EntityStore;
    return query.call(narrowed, context, account, table, options, ...next);
  };
}

/** Rows by partition key, then by row key. */
type Partitions = Map<string, Map<string, Entity>>;

/** Keeps a collection's rows by key from now on, in place of the sorted indexes that it moves with every write. */
function index(collection: Collection): Partitions {
  const partitions: Partitions = new Map();
  const put = (row: Entity): void => {
    const rows = partitions.get(row.PartitionKey) ?? new Map<string, Entity>();
    partitions.set(row.PartitionKey, rows.set(row.RowKey, row));
  };
  for (const row of collection.data) put(row);
  collection.on('insert', put);
  collection.on('update', put);
  collection.on('delete', (row) => {
    const rows = partitions.get(row.PartitionKey);
    if (rows?.get(row.RowKey) === row) rows.delete(row.RowKey);
    if (rows?.size === 0) partitions.delete(row.PartitionKey);
  });
  collection.binaryIndices = {};
  collection.findOne = ({ PartitionKey, RowKey }) => partitions.get(PartitionKey)?.get(RowKey) ?? null;
  return partitions;
}

const chainOf = (rows: Entity[]): Chain => ({
  where: (test) => chainOf(rows.filter(test)),
  sort: (order) => chainOf(rows.toSorted(order)),
  limit: (most) => chainOf(rows.slice(0, most)),
  data: () => rows,
});

/** The one partition that a filter asks for; undefined where it may ask for more. */
export function partitionIn(filter: string | undefined): string | undefined {
  const [, partition, rest = ''] =
    /^PartitionKey eq '((?:[^']|'')*)'(?: and (.+))?$/s.exec(filter ?? '') ?? [];
  const isOne = !/\bor\b/.test(rest) || /^\([^()]*\)$/.test(rest);
  return partition === undefined || !isOne ? undefined : partition.replaceAll("''", "'");
}
