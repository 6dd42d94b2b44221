import type { ODataValue } from '../../../shared/odata/value.ts';
import type { TableRef } from '../../../shared/table-map/table-ref.ts';
import type { Simulation } from '../run/simulation.ts';
import type { MemorySystem } from '../stand-ins/memory-system.ts';

/** Somebody at a form of one of the two systems. A refusal is shown to them and nothing more happens. */
export interface Person {
  put(
    table: TableRef,
    key: Readonly<Record<string, ODataValue>>,
    values: Readonly<Record<string, ODataValue>>,
  ): void;
  remove(table: TableRef, key: Readonly<Record<string, ODataValue>>): void;
}

export function person(simulation: Simulation, system: MemorySystem): Person {
  const note = (step: string, table: TableRef, key: object, outcome: string): void =>
    simulation.trace.add(
      simulation.schedule.now(),
      `person ${system.system}`,
      step,
      `${table.table} ${Object.values(key).map(String).join('|')}`,
      outcome,
    );
  return {
    put: (table, key, values) => {
      const refusal = system.write(table, key, values, 'person');
      const shown = Object.entries(values).map(([column, value]) => `${column}=${String(value)}`);
      note('writes', table, key, refusal === undefined ? shown.join(' ') : `refused: ${refusal.text}`);
    },
    remove: (table, key) => {
      if (system.remove(table, key, 'person')) note('deletes', table, key, '');
    },
  };
}
