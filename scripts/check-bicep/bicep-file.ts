import type { Node } from 'web-tree-sitter';

export interface Parameter {
  readonly node: Node;
  /** It has no value of its own. */
  readonly required: boolean;
}

export interface Resource {
  readonly node: Node;
  /** Such as Microsoft.Web/sites. */
  readonly type: string;
  readonly version: string;
  readonly existing: boolean;
}

export interface Module {
  readonly node: Node;
  /** The file that it names, as it stands there. */
  readonly path: string;
  /** What it gives to the file's parameters, by name. */
  readonly params: ReadonlyMap<string, Node>;
}

/** What one file declares, by name. */
export interface BicepFile {
  readonly file: string;
  readonly root: Node;
  readonly params: ReadonlyMap<string, Parameter>;
  readonly variables: ReadonlyMap<string, Node>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly modules: ReadonlyMap<string, Module>;
  readonly outputs: ReadonlyMap<string, Node>;
}
