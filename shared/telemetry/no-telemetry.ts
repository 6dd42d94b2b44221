import type { Telemetry } from './telemetry.ts';

/** Telemetry that goes nowhere: for commands and tests. */
export const noTelemetry: Telemetry = {
  outcome: () => undefined,
  refused: () => undefined,
  received: () => undefined,
  reconciled: () => undefined,
  alarm: () => undefined,
  levels: () => undefined,
  counterpartOperation: () => undefined,
  leaseConflict: () => undefined,
};
