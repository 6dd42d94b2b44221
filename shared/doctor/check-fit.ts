import { checkEnvironment, type Environments } from '../map-check/check-environment.ts';
import { nativeTwin } from '../map-check/check-twin.ts';
import { ok, unknown, wrong, type Diagnosis } from './diagnosis.ts';

/** Whether both environments fit the maps, and whether a native twin runs. @throws CounterpartError */
export async function checkFit(environments: Environments): Promise<readonly Diagnosis[]> {
  const { findings, unchecked } = await checkEnvironment(environments);
  const twins = findings.filter(({ column }) => column === nativeTwin);
  return [
    ...findings.map(({ map, column, what, remedy }) =>
      wrong(
        column === nativeTwin ? 'native twins' : 'maps',
        `${map ?? 'every map'}, ${column}: ${what}`,
        remedy,
      ),
    ),
    ...(twins.length === 0 ? [ok('native twins', 'No native dual-write map of ours runs.')] : []),
    ...(findings.length === twins.length ? [ok('maps', 'Both environments fit the maps.')] : []),
    ...(unchecked.length === 0
      ? []
      : [
          unknown(
            'maps',
            `${unchecked.length} things that no interface tells.`,
            'npm run maps -- check lists them with the place where a person looks.',
          ),
        ]),
  ];
}
