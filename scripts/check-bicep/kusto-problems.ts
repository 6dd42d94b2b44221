import { createRequire } from 'node:module';

/** What is used of Microsoft's language service, which is not written as a module: it puts itself among the globals. */
interface Kusto {
  readonly Language: {
    readonly KustoCode: {
      readonly ParseAndAnalyze: (
        query: string,
        globals: object,
      ) => { readonly GetDiagnostics: () => Diagnostics };
    };
    readonly GlobalState: { readonly Default: { readonly WithDatabase: (database: object) => object } };
    readonly Symbols: {
      readonly TableSymbol: {
        readonly $ctor7: new (name: string, schema: string, description: null) => object;
      };
      readonly DatabaseSymbol: { readonly $ctor1: new (name: string, members: readonly object[]) => object };
    };
  };
}

interface Diagnostics {
  readonly Count: number;
  readonly getItem: (index: number) => { readonly Message: string; readonly Start: number };
}

const common = 'timestamp: datetime, customDimensions: dynamic, operation_Name: string, operation_Id: string';

/** Tables of Application Insights with the columns that a query of ours may ask: https://learn.microsoft.com/azure/azure-monitor/app/data-model-complete */
const tables: Readonly<Record<string, string>> = {
  customMetrics: `${common}, name: string, value: real, valueCount: int, valueSum: real, valueMin: real, valueMax: real, valueStdDev: real`,
  traces: `${common}, message: string, severityLevel: int`,
  exceptions: `${common}, type: string, message: string, outerMessage: string, severityLevel: int`,
};

/** It is large: read when a query is first asked for, and once. */
let analyze: ((query: string) => Diagnostics) | undefined;

function openService(): (query: string) => Diagnostics {
  const require = createRequire(import.meta.url);
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const { KustoCode, GlobalState, Symbols } = (globalThis as unknown as { readonly Kusto: Kusto }).Kusto
    .Language;
  const members = Object.entries(tables).map(
    ([name, columns]) => new Symbols.TableSymbol.$ctor7(name, `(${columns})`, null),
  );
  const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1('insights', members));
  return (query) => KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
}

const known = new Map<string, readonly string[]>();

/** What Microsoft's own language service says against a query of Application Insights; nothing where it would run. */
export function kustoProblems(query: string): readonly string[] {
  const before = known.get(query);
  if (before !== undefined) return before;
  analyze ??= openService();
  const found = analyze(query);
  const problems = Array.from({ length: found.Count }, (_, index) => {
    const { Message, Start } = found.getItem(index);
    return `${Message} At: ${query.slice(Start, Start + 40)}`;
  });
  known.set(query, problems);
  return problems;
}
