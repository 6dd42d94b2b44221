import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { expect, it } from 'vitest';
import { storeClock } from '../../shared/ledger/table-storage/store-clock.ts';

const noon = Date.UTC(2026, 9, 25, 12);

/** A clock whose store answers with this Date header. */
function clockOf(local: () => number) {
  const apart: number[] = [];
  const clock = storeClock(local, (aheadMs) => apart.push(aheadMs));
  const answer = async (date: string | undefined): Promise<void> => {
    const request = createPipelineRequest({ url: 'http://127.0.0.1/' });
    const headers = createHttpHeaders(date === undefined ? {} : { date });
    await clock.policy.sendRequest(request, () => Promise.resolve({ request, headers, status: 200 }));
  };
  return { clock, answer, apart };
}

it("F29: is the store's as soon as one answer says that the local one is far off", async () => {
  const { clock, answer, apart } = clockOf(() => noon + 600_000);
  expect(clock.now()).toBe(noon + 600_000);
  await answer(new Date(noon).toUTCString());
  expect(clock.now()).toBe(noon);
  // An answer that travelled for a second more moves nothing, or durations would jump.
  await answer(new Date(noon - 1_000).toUTCString());
  expect(clock.now()).toBe(noon);
  expect(apart).toEqual([600_000]);
});

it('is the local one where the two agree but for the way of an answer, or the store tells nothing', async () => {
  const { clock, answer, apart } = clockOf(() => noon);
  await answer(new Date(noon - 3_000).toUTCString());
  await answer(undefined);
  await answer('yesterday');
  expect(clock.now()).toBe(noon);
  expect(apart).toEqual([]);
});

it('is the local one again once that was put right', async () => {
  let aheadMs = -600_000;
  const { clock, answer, apart } = clockOf(() => noon + aheadMs);
  await answer(new Date(noon).toUTCString());
  aheadMs = 0;
  await answer(new Date(noon).toUTCString());
  expect(clock.now()).toBe(noon);
  expect(apart).toEqual([-600_000]);
});
