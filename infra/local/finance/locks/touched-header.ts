import { keyPredicate } from '../odata/key-predicate.ts';
import type { Operation } from '../odata/operation.ts';
import { readBody } from '../odata/read-body.ts';
import { Refusal } from '../odata/refusal.ts';
import { resourcePath } from '../odata/resource-path.ts';
import type { Service } from '../odata/service.ts';
import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';

/** The header of a document that a write touches. */
export interface TouchedHeader {
  readonly entity: Entity;
  /** The write is one of a line, not of the header itself. */
  readonly isLine: boolean;
  /** Tells headers apart. */
  readonly header: string;
}

/** Property that holds the header's number, by set. */
const documents: Readonly<Record<string, { readonly number: string; readonly isLine: boolean }>> = {
  ProjectContractHeaders: { number: 'ProjectContractId', isLine: false },
  ProjectContractLines: { number: 'ProjectContractId', isLine: true },
  SubContractPurchaseOrderHeaders: { number: 'ProjSubContractNumber', isLine: false },
  ProjSubContractPurchaseOrderLines: { number: 'SubcontractNumber', isLine: true },
};

/** The header that an operation touches; undefined when it writes no document, or cannot be read and will be refused. */
export function touchedHeader(service: Service, operation: Operation): TouchedHeader | undefined {
  if (operation.method === 'GET') return undefined;
  try {
    const path = resourcePath(operation.path);
    const entity = entities.get(path?.set ?? '');
    const document = documents[path?.set ?? ''];
    if (entity === undefined || document === undefined) return undefined;
    const values = valuesOf(service, entity, path?.key, operation);
    const { dataAreaId = service.defaultCompany } = values;
    const number = values[document.number] ?? '';
    const kind = document.number === 'ProjectContractId' ? 'contract' : 'subcontract';
    return { entity, isLine: document.isLine, header: `${kind}|${dataAreaId}|${number}`.toLowerCase() };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What the address, the body and the stored row say; a line that moves counts for the header it is under. */
function valuesOf(
  service: Service,
  entity: Entity,
  keyText: string | undefined,
  operation: Operation,
): Values {
  if (keyText === undefined) return readBody(entity, operation.body);
  const key = keyPredicate(entity, keyText);
  const whole = entity.key.every((name) => name in key);
  return { ...key, ...(whole ? service.store.find(entity, key)?.values : {}) };
}
