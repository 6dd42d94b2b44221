import type { RpcTypedData } from '../app/core-types.ts';

const never = '0001-01-01T00:00:00';

/** The timer object of an invocation, as the host's timer extension writes it. */
export function timerData(last: Date | undefined, next: Date | undefined): RpcTypedData {
  const at = last?.toISOString() ?? never;
  return {
    json: JSON.stringify({
      Schedule: { AdjustForDST: true },
      ScheduleStatus: { Last: at, LastUpdated: at, Next: next?.toISOString() ?? never },
      IsPastDue: false,
    }),
  };
}
