import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { layers } from '../../eslint.layers.mjs';

/** Only the layer rules, without types: fast, and independent of every other rule. */
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    { plugins: { '@typescript-eslint': (await import('typescript-eslint')).default.plugin } },
    { files: ['**/*.ts'], languageOptions: { parser: (await import('typescript-eslint')).default.parser } },
    ...layers,
  ] as NonNullable<ConstructorParameters<typeof ESLint>[0]>['overrideConfig'] & object,
});

const refused = async (file: string, imported: string): Promise<boolean> => {
  const [result] = await eslint.lintText(`import '${imported}';\n`, { filePath: file });
  return (result?.messages.length ?? 0) > 0;
};

describe('import layers', () => {
  it.each([
    ['shared/sync/decide.ts', '../../functions/runtime.ts', 'shared never imports functions'],
    [
      'shared/sync/run-change.ts',
      '../ledger/table-storage/table-storage-ledger.ts',
      'sync knows the port of the ledger only',
    ],
    [
      'shared/sync/run-change.ts',
      '../messaging/service-bus/service-bus-bus.ts',
      'sync knows the port of the bus only',
    ],
    ['shared/sync/run-change.ts', '../finance/finance-counterpart.ts', 'sync knows no client'],
    ['shared/sync/run-change.ts', '@azure/service-bus', 'sync knows no SDK'],
    [
      'shared/support/preview.ts',
      '../ledger/table-storage/table-storage-ledger.ts',
      'support knows the port of the ledger only',
    ],
    ['shared/support/preview.ts', '../finance/finance-counterpart.ts', 'support knows no client'],
    [
      'shared/native-map/read-environment.ts',
      '../dataverse/web-api.ts',
      'native-map knows the port of a counterpart only',
    ],
    ['shared/table-map/matches.ts', '../sync/sync.ts', 'table-map knows only odata types'],
    [
      'infra/local/finance/start-finance.ts',
      '../../../shared/odata/parse-json.ts',
      'sandboxes share no code with the clients',
    ],
    [
      'infra/local/broker/start-broker.ts',
      '../../../shared/ledger/ledger.ts',
      'the broker shares no code with what it serves',
    ],
    ['functions/runtime.ts', '../infra/local/environment.ts', 'what Azure runs imports nothing local'],
    ['functions/runtime.ts', '../shared/probe/probes.ts', 'probes run at a terminal, never in Azure'],
  ])('%s may not import %s: %s', async (file, imported) => {
    expect(await refused(file, imported)).toBe(true);
  });

  it.each([
    ['functions/runtime.ts', '../shared/sync/sync.ts'],
    ['shared/sync/run-change.ts', '../ledger/ledger.ts'],
    ['shared/support/preview.ts', '../sync/sync-to-finance.ts'],
    ['shared/table-map/matches.ts', '../odata/value.ts'],
    ['infra/local/environment.ts', '../../shared/table-map/load-table-maps.ts'],
  ])('%s may import %s', async (file, imported) => {
    expect(await refused(file, imported)).toBe(false);
  });
});
