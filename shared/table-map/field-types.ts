import type { EntityName, KeyProperty } from './paths.ts';
import type { DataverseType, Field, OpenPair } from './table-map.ts';

/** A Dataverse column or path with its type. */
export interface DataverseColumnPath {
  readonly path: string;
  readonly type: DataverseType;
}

/** A field that says in its type which Finance property it fills or reads, so that a missing key does not compile. */
export type FieldTo<Direction extends Field['direction'], Property extends string> = Field & {
  readonly direction: Direction;
  readonly finance: { readonly property: Property };
};

export type OpenPairOf<Direction extends OpenPair['direction'], Property extends string> = OpenPair & {
  readonly direction: Direction;
  readonly property: Property;
};

type Filled<Fields extends readonly Field[]> =
  Extract<Fields[number], { readonly direction: 'to-finance' }> extends infer Each
    ? Each extends { readonly finance: { readonly property: infer Property extends string } }
      ? Property
      : never
    : never;

type Left<Open extends readonly OpenPair[]> =
  Extract<Open[number], { readonly direction: 'to-finance' }> extends infer Each
    ? Each extends OpenPairOf<'to-finance', infer Property>
      ? Property
      : never
    : never;

/**
 * Fields of a map that makes Finance rows must fill, or leave open by name, every key property of the entity. Where
 * Finance makes the rows there is nothing to fill.
 */
export type WithKey<
  Entity extends EntityName,
  Identity extends string,
  Fields extends readonly Field[],
  Open extends readonly OpenPair[],
> = Identity extends 'finance'
  ? unknown
  : Field extends Fields[number] // a list whose fields do not say what they fill is checked at start only
    ? unknown
    : [Exclude<KeyProperty<Entity>, Filled<Fields> | Left<Open>>] extends [never]
      ? unknown
      : `no field fills the key property ${Exclude<KeyProperty<Entity>, Filled<Fields> | Left<Open>>}`;
