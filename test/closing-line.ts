import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a run with one plain line, `N passed, N failed, N skipped`, for whoever counts tests. Before it stand the tests that
 * passed only when they were run again, with what they met the first time: each is a fault of the test or of the code.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    const unsteady: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state, errors = [] } = test.result();
        counts[state]++;
        if (test.diagnostic()?.flaky === true)
          unsteady.push(
            [
              `${module.relativeModuleId}: ${test.fullName}`,
              ...errors.map(({ stack, message }) => stack ?? message),
            ].join('\n'),
          );
      }
      // A file that cannot even be loaded has no tests and must not look like success.
      if (module.errors().length > 0) counts.failed++;
    }
    const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
    const again = unsteady.map((name) => `passed only when run again: ${name}\n`).join('');
    process.stdout.write(
      `\n${again}${counts.passed} passed, ${counts.failed + counts.pending} failed${skipped}\n`,
    );
  }
}
