/** A request to one of the two systems, as it is counted: nothing of its address or body. */
export interface CounterpartOperation {
  readonly system: 'dataverse' | 'finance';
  readonly kind: 'read' | 'create' | 'update' | 'delete';
  /** Of the answer; undefined where none came. */
  readonly status: number | undefined;
}

const kinds = { GET: 'read', POST: 'create', PUT: 'update', PATCH: 'update', DELETE: 'delete' } as const;

/** What a request does, by its method. Pure. */
export const operationKind = (method: keyof typeof kinds): CounterpartOperation['kind'] => kinds[method];
