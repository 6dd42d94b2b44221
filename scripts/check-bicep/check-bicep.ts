import { alertFaults } from './alert-faults.ts';
import { azdFaults } from './azd-faults.ts';
import { declarationFaults } from './declaration-faults.ts';
import type { Finding } from './finding.ts';
import { loadFaults } from './load-faults.ts';
import { moduleFaults } from './module-faults.ts';
import { nameFaults } from './name-faults.ts';
import { openGrammar } from './open-grammar.ts';
import { parameterFileFaults } from './parameter-file-faults.ts';
import { propertyFaults } from './property-faults.ts';
import { queryFaults } from './query-faults.ts';
import { readBicepFile } from './read-bicep-file.ts';
import { readFaults } from './read-faults.ts';
import { resourceFaults } from './resource-faults.ts';
import { roleFaults } from './role-faults.ts';
import { secretFaults } from './secret-faults.ts';
import { settingFaults } from './setting-faults.ts';
import type { Source } from './source.ts';
import { startFaults } from './start-faults.ts';
import { syntaxFaults } from './syntax-faults.ts';
import { topologyFaults } from './topology-faults.ts';
import { typeFaults } from './type-faults.ts';

/** What the Bicep files are held against. */
export interface Surroundings {
  /** Where the files lie; paths in them are relative to it. */
  readonly folder: URL;
  /** What stands in shared/messaging/topology.json. */
  readonly topology: unknown;
  /** What stands in azure.yaml. */
  readonly azd: string;
  /** Names of the settings that timers take their times from. */
  readonly schedules: ReadonlySet<string>;
  /** Files beside the Bicep files that ask for figures. */
  readonly workbooks: readonly Source[];
  /** Text of the pages in docs/ that rules send people to, by path. */
  readonly pages: ReadonlyMap<string, string>;
}

/** What no compiler is needed for: see `notChecked` for the rest. A file with faults of syntax is looked at no further. */
export async function checkBicep(
  sources: readonly Source[],
  { folder, topology, azd, schedules, workbooks, pages }: Surroundings,
): Promise<readonly Finding[]> {
  const parse = await openGrammar();
  const read = sources.map((source) => readBicepFile(source.file, parse(source).rootNode));
  const syntax = read.flatMap(({ file, root }) => syntaxFaults(file, root));
  const sound = read.filter(({ root }) => !root.hasError);
  const files = new Map(sound.map((file) => [file.file, file]));
  const templates = sound.filter(({ file }) => file.endsWith('.bicep'));
  const parameters = sound.filter(({ file }) => file.endsWith('.bicepparam'));
  const others =
    syntax.length > 0 ? [] : [...topologyFaults(templates, topology), ...azdFaults(azd, templates)];
  return [
    ...syntax,
    ...sound.flatMap((file) => [...nameFaults(file), ...declarationFaults(file)]),
    ...templates.flatMap((file) => [
      ...(syntax.length > 0 ? [] : [...moduleFaults(file, files), ...typeFaults(file, files)]),
      ...loadFaults(file, folder),
      ...resourceFaults(file),
      ...propertyFaults(file),
      ...readFaults(file),
      ...roleFaults(file),
      ...alertFaults(file, pages),
      ...startFaults(file),
      ...settingFaults(file, schedules),
      ...secretFaults(file),
    ]),
    ...(syntax.length > 0 ? [] : parameters.flatMap((file) => parameterFileFaults(file, files))),
    ...queryFaults([...sources, ...workbooks]),
    ...others,
  ];
}
