import { describe, expect, it, vi } from 'vitest';
import { joinedLoader } from '../../shared/odata/joined-loader.ts';
import { slots } from '../../shared/odata/slots.ts';

/** A system that notes each request and answers when it is told to. */
function system(most: number, largest = 100, patienceMs = 60_000) {
  const requests: {
    readonly keys: readonly string[];
    readonly answer: () => void;
    readonly fail: () => void;
  }[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  const load = joinedLoader<string, string>({
    slots: slots(most, patienceMs),
    nameOf: (key) => key,
    most: largest,
    group: (keys) =>
      Array.from({ length: Math.ceil(keys.length / largest) }, (_, at) =>
        keys.slice(at * largest, (at + 1) * largest),
      ),
    fetch: async (keys) => {
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      try {
        await new Promise<void>((answer, fail) => {
          requests.push({ keys, answer, fail: () => fail(new Error(`no answer for ${keys.join()}`)) });
        });
      } finally {
        underWay--;
      }
      return new Map(keys.filter((key) => key !== 'absent').map((key) => [key, `row ${key}`]));
    },
  });
  return { load, requests, mostUnderWay: () => mostUnderWay };
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

describe('the joined loader', () => {
  it('joins what is asked at the same time into one request, equal keys once', async () => {
    const { load, requests } = system(4);
    const asked = Promise.all(['a', 'b', 'a', 'absent'].map(load));
    await turn();
    expect(requests.map(({ keys }) => keys)).toEqual([['a', 'b', 'absent']]);
    requests[0]?.answer();
    expect(await asked).toEqual(['row a', 'row b', 'row a', undefined]);
  });

  it('sends what queued behind a request with its answer, as one', async () => {
    const { load, requests } = system(2);
    const first = load('a');
    await turn();
    const later = [load('b')];
    await turn();
    later.push(load('c'), load('d'));
    await turn();
    expect(requests.map(({ keys }) => keys.join(''))).toEqual(['a']);
    requests[0]?.answer();
    await first;
    await turn();
    expect(requests.map(({ keys }) => keys.join(''))).toEqual(['a', 'bcd']);
    requests[1]?.answer();
    expect(await Promise.all(later)).toEqual(['row b', 'row c', 'row d']);
  });

  it('sends a full request beside the one that is under way, as long as there is a place', async () => {
    const { load, requests, mostUnderWay } = system(2, 2);
    const first = load('a');
    await turn();
    const later = ['b', 'c', 'd', 'e'].map(load);
    await turn();
    expect(requests.map(({ keys }) => keys.join(''))).toEqual(['a', 'bc']);
    requests[0]?.answer();
    await first;
    await turn();
    expect(requests.map(({ keys }) => keys.join(''))).toEqual(['a', 'bc', 'de']);
    requests[1]?.answer();
    requests[2]?.answer();
    expect(await Promise.all(later)).toEqual(['row b', 'row c', 'row d', 'row e']);
    expect(mostUnderWay()).toBe(2);
  });

  it('does not wait for a request that hangs', async () => {
    const { load, requests } = system(2, 100, 1);
    const hanging = load('a');
    await turn();
    const second = load('b');
    await vi.waitFor(() => {
      expect(requests.map(({ keys }) => keys.join(''))).toEqual(['a', 'b']);
    });
    requests[1]?.answer();
    expect(await second).toBe('row b');
    requests[0]?.answer();
    await hanging;
  });

  it('cuts a large batch and keeps to its places', async () => {
    const { load, requests, mostUnderWay } = system(2, 3);
    const keys = Array.from({ length: 20 }, (_, index) => String(index));
    const asked = Promise.all(keys.map(load));
    for (let answered = 0; answered < 7; answered++) {
      await turn();
      requests[answered]?.answer();
    }
    expect(await asked).toEqual(keys.map((key) => `row ${key}`));
    expect(mostUnderWay()).toBe(2);
  });

  it('rejects every caller of a failed request and nobody else', async () => {
    const { load, requests } = system(4, 2);
    const asked = Promise.allSettled(['a', 'b', 'c'].map(load));
    await turn();
    requests[0]?.fail();
    requests[1]?.answer();
    expect((await asked).map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('asks again for what was asked before', async () => {
    const { load, requests } = system(4);
    const first = load('a');
    await turn();
    requests[0]?.answer();
    await first;
    const second = load('a');
    await turn();
    requests[1]?.answer();
    await second;
    expect(requests).toHaveLength(2);
  });
});
