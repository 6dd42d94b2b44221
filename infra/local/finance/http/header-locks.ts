import { setImmediate as nextTurn } from 'node:timers/promises';
import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import { keyPredicate } from '../odata/key-predicate.ts';
import type { Operation } from '../odata/operation.ts';
import { updateConflict } from '../odata/refusals.ts';
import { Refusal } from '../odata/refusal.ts';
import { resourcePath } from '../odata/resource-path.ts';
import type { Store } from '../store/store.ts';
import type { Values } from '../store/stored-row.ts';

/** Properties that name the header of a line, by set. */
const headerOf: Readonly<Record<string, readonly string[]>> = {
  ProjectContractLines: ['dataAreaId', 'ProjectContractId'],
  ProjectContractLineMilestones: ['dataAreaId', 'ContractLineId'],
  ProjSubContractPurchaseOrderLines: ['dataAreaId', 'SubcontractNumber'],
};

/**
 * Lines lock their header while they are written. A second one that comes meanwhile is refused, as Finance refuses it:
 * with its update conflict, without any If-Match.
 */
export class HeaderLocks {
  readonly #held = new Set<string>();
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @returns lets go of the header. @throws Refusal (update conflict) when another write holds it. */
  async take(operation: Operation): Promise<() => void> {
    const held = this.#headerOf(operation);
    if (held === undefined) return () => undefined;
    if (this.#held.has(held.name)) throw updateConflict(held.entity);
    this.#held.add(held.name);
    // At least this long, so that requests that come at once do meet.
    await nextTurn();
    return () => this.#held.delete(held.name);
  }

  #headerOf(operation: Operation): { readonly entity: Entity; readonly name: string } | undefined {
    if (!['POST', 'PATCH', 'PUT'].includes(operation.method)) return undefined;
    try {
      const path = resourcePath(operation.path);
      const entity = entities.get(path?.set ?? '');
      const columns = headerOf[entity?.set ?? ''];
      if (path === undefined || entity === undefined || columns === undefined) return undefined;
      const body = JSON.parse(operation.body) as Readonly<Record<string, unknown>>;
      const row = path.key === undefined ? undefined : this.#row(entity, path.key);
      const name = columns.map((column) => text(body[column]) ?? row?.[column] ?? '').join('|');
      return { entity, name: `${entity.set}|${name}`.toLowerCase() };
    } catch (error) {
      // What cannot be read is answered by who reads it.
      if (error instanceof Refusal || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  #row(entity: Entity, keyText: string): Values | undefined {
    const key = keyPredicate(entity, keyText);
    return entity.key.every((name) => name in key) ? this.#store.find(entity, key)?.values : undefined;
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
