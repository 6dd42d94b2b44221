import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import type { ODataService } from '../../shared/finance/odata-service.ts';
import { rowAddress } from '../../shared/finance/row-address.ts';
import { writeBody } from '../../shared/finance/write-body.ts';
import { stringifyJson } from '../../shared/odata/stringify-json.ts';
import type { TableRef } from '../../shared/table-map/table-ref.ts';

const service = {
  enumTypesOf: () => Promise.resolve(new Map([['Kind', 'Microsoft.Dynamics.DataEntities.ProjCDSTransType']])),
} as unknown as ODataService;
const table: TableRef = {
  table: 'X',
  set: 'Xs',
  key: {
    dataAreaId: 'string',
    Id: 'guid',
    Number: 'string',
    From: 'date',
    Line: 'real',
    RecId: 'int64',
    Kind: 'enum',
  },
  columns: { Name: 'string', Amount: 'real', On: 'date', At: 'utc-date-time' },
};

describe('the address of a row', () => {
  it('has every key property in the form of its type, empty parts too, across companies', async () => {
    const address = await rowAddress(service, table, {
      Number: '',
      dataAreaId: 'usmf',
      Id: '6F1D5F6A-0000-4000-8000-00000000A001',
      From: '2019-01-13T12:00:00Z',
      Line: new LosslessNumber('0'),
      RecId: new LosslessNumber('5637144576'),
      Kind: 'BilledSales',
    });
    expect(decodeURIComponent(address)).toBe(
      "/Xs(dataAreaId='usmf',Id=6f1d5f6a-0000-4000-8000-00000000a001,Number='',From=2019-01-13T12:00:00Z,Line=0,RecId=5637144576," +
        "Kind=Microsoft.Dynamics.DataEntities.ProjCDSTransType'BilledSales')?cross-company=true",
    );
  });

  it('doubles quotes and encodes slash, backslash, plus and percent twice', async () => {
    const one: TableRef = { ...table, key: { Number: 'string' } };
    const address = await rowAddress(service, one, { Number: "A/1\\2+3'4 %41é" });
    expect(address).toBe("/Xs(Number='A%252F1%255C2%252B3''4%20%252541%C3%A9')?cross-company=true");
  });
});

describe('a body for Finance', () => {
  it('keeps the order of the values and says nothing as Finance does', () => {
    expect(
      stringifyJson(
        writeBody(table, {
          Name: null,
          Amount: new LosslessNumber('12.340000'),
          On: null,
          At: null,
          Id: null,
          RecId: null,
        }),
      ),
    ).toBe(
      '{"Name":"","Amount":12.34,"On":"1900-01-01T12:00:00Z","At":"1900-01-01T00:00:00Z","Id":"00000000-0000-0000-0000-000000000000","RecId":0}',
    );
  });
});
