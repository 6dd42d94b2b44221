import { financeEntity } from '../table-map/finance-entity.ts';

/** A property of an entity as OData spells it, by dual-write's spelling, which is often capitals. */
export const propertyNamed = (entity: string, name: string): string | undefined =>
  Object.keys(financeEntity(entity).properties).find(
    (property) => property.toLowerCase() === name.toLowerCase(),
  );
