import type { Gate } from './gate.ts';

/** Thrown inside an attempt that meets a shut gate after its source was read. Nothing was written. */
export class ShutError extends Error {
  readonly gate: Gate;
  constructor(gate: Gate) {
    super(gate.failure.message);
    this.name = 'ShutError';
    this.gate = gate;
  }
}
