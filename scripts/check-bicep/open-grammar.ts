import { createRequire } from 'node:module';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import type { Source } from './source.ts';

/** Parses one file; faults of syntax are nodes of the tree. */
export type Grammar = (source: Source) => Tree;

/** Opens the grammar of Bicep: https://github.com/tree-sitter-grammars/tree-sitter-bicep, as WebAssembly. */
export async function openGrammar(): Promise<Grammar> {
  await Parser.init();
  const wasm = createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm));
  return (source) => {
    const tree = parser.parse(forGrammar(source));
    if (tree === null) throw new Error(`${source.file}: the grammar of Bicep gave no tree.`);
    return tree;
  };
}

/** The grammar knows no parameter files. Their `param name = value` is read as a variable of the same length. */
const forGrammar = ({ file, text }: Source): string =>
  file.endsWith('.bicepparam') ? text.replaceAll(/^param /gm, 'var   ') : text;
