import { z } from 'zod';
import type { Definition } from '../metadata/project-definition.ts';

/** Body of `PUT /sandbox/metadata`; see SWITCHES.md. */
export const metadataPatches = z.array(
  z.strictObject({
    table: z.string(),
    column: z.string().optional(),
    key: z.string().optional(),
    /** Members of the definition that say something else. */
    set: z.record(z.string(), z.unknown()).optional(),
    /** The table, column or key is not there. */
    remove: z.boolean().default(false),
    /** Values that the choice column does not offer. */
    withoutOptions: z.array(z.number().int()).default([]),
  }),
);

export type MetadataPatch = z.infer<typeof metadataPatches>[number];

/** What the metadata says other than the tables are: rows and writes do not notice. */
export class MetadataSwitch {
  #patches: readonly MetadataPatch[] = [];

  replace(patches: readonly MetadataPatch[]): void {
    this.#patches = patches;
  }

  hasTable(table: string): boolean {
    return !this.#about(table).some((patch) => patch.remove);
  }

  hasColumn(table: string, column: string): boolean {
    return !this.#about(table, { column }).some((patch) => patch.remove);
  }

  hasKey(table: string, key: string): boolean {
    return !this.#about(table, { key }).some((patch) => patch.remove);
  }

  hasOption(table: string, column: string, value: unknown): boolean {
    return !this.#about(table, { column }).some((patch) => patch.withoutOptions.includes(Number(value)));
  }

  tracksChanges(table: string): boolean {
    return !this.#about(table).some((patch) => patch.set?.['ChangeTrackingEnabled'] === false);
  }

  /** A definition as the metadata prints it; members that it does not have stay out. */
  print(definition: Definition, table: string, part: Part = {}): Definition {
    const changes = Object.assign(
      {},
      ...this.#about(table, part).map((patch) => patch.set ?? {}),
    ) as Definition;
    return Object.fromEntries(
      Object.entries(definition).map(([name, value]) => [name, name in changes ? changes[name] : value]),
    );
  }

  #about(table: string, { column, key }: Part = {}): readonly MetadataPatch[] {
    return this.#patches.filter(
      (patch) => patch.table === table && patch.column === column && patch.key === key,
    );
  }
}

interface Part {
  readonly column?: string;
  readonly key?: string;
}
