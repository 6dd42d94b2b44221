import { defineConfig } from 'vitest/config';

/** Every suite runs against real parts on loopback, so files run two at a time and get time to start them. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for is waited for on a slow machine too: one second is Vitest's own.
    expect: { poll: { timeout: 20_000 } },
    // On a machine that stalls, one late timer of thousands must not hide what the rest says. The closing lines name such a test.
    retry: 1,
    maxWorkers: 2,
    pool: 'forks',
    reporters: ['default', './test/closing-line.ts'],
  },
});
