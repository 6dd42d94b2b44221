import { describe, expect, it } from 'vitest';
import { partitionIn } from '../../infra/local/ledger-store/find-by-key.ts';

describe('the embedded ledger store', () => {
  it('looks into one partition only where a filter asks for no other', () => {
    const answers: readonly (readonly [string | undefined, string | undefined])[] = [
      ["PartitionKey eq 'a'", 'a'],
      ["PartitionKey eq 'O''Neil' and (RowKey eq 'state' or RowKey eq 'k:1')", "O'Neil"],
      ["PartitionKey eq 'a' and RowKey ge 't:' and RowKey lt 't;'", 'a'],
      ["PartitionKey eq 'a' and RowKey eq 'b' or PartitionKey eq 'c'", undefined],
      ["PartitionKey eq 'a' and (RowKey eq 'b') or (RowKey eq 'c')", undefined],
      ["PartitionKey eq 'a' or PartitionKey eq 'b'", undefined],
      ["PartitionKey ge 'a' and PartitionKey lt 'b'", undefined],
      [undefined, undefined],
    ];
    for (const [filter, partition] of answers)
      expect([filter, partitionIn(filter)]).toEqual([filter, partition]);
  });
});
