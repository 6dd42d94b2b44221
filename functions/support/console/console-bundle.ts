/** What a build of the console made, as `index.json` beside its files tells it. Names are of files in the same folder. */
export interface ConsoleBundle {
  readonly script: string;
  readonly style: string;
  /** Everything that may be asked for; each lies there compressed by Brotli, as `NAME.br`. */
  readonly files: readonly string[];
}

export const bundleFile = 'index.json';
