import { describe, expect, it } from 'vitest';
import { dataverseColumn } from '../../shared/native-map/filter/dataverse-column.ts';
import { financeProperty } from '../../shared/native-map/filter/finance-property.ts';
import { parseOData } from '../../shared/native-map/filter/parse-odata.ts';
import { parseRange } from '../../shared/native-map/filter/parse-range.ts';
import { sameFilter } from '../../shared/native-map/filter/same-filter.ts';
import { toFilter } from '../../shared/native-map/filter/to-filter.ts';
import type { Filter } from '../../shared/table-map/filter.ts';
import { when } from '../../shared/table-map/when.ts';

const odata = (text: string, table = 'msdyn_actual'): Filter =>
  toFilter(parseOData(text), (name) => dataverseColumn(table, name));
const range = (text: string, entity = 'ProjActualsImportEntity'): Filter =>
  toFilter(parseRange(text), (name) => financeProperty(entity, name));

describe('the filter of the Dataverse side', () => {
  it.each<[string, Filter]>([
    ['statecode eq 0', when.equals('statecode', 0)],
    ['StateCode ne 1', when.differs('statecode', 1)],
    ['_msdyn_project_value ne null', when.differs('msdyn_project', null)],
    ['msdyn_project/msdyn_projectnumber eq null', when.equals('msdyn_project.msdyn_projectnumber', null)],
    ["msdyn_description eq 'it''s (a) and b'", when.equals('msdyn_description', "it's (a) and b")],
    ['msdyn_istransition', when.equals('msdyn_istransition', true)],
    ['msdyn_istransition eq 1', when.equals('msdyn_istransition', true)],
    ['not (statecode eq 0)', when.differs('statecode', 0)],
    [
      'not (statecode eq 0 and msdyn_istransition ne true)',
      when.any(when.differs('statecode', 0), when.equals('msdyn_istransition', true)),
    ],
    ['statuscode in (1, 2)', when.any(when.equals('statuscode', 1), when.equals('statuscode', 2))],
    [
      '_msdyn_project_value eq 11111111-2222-3333-4444-55555555555A',
      when.equals('msdyn_project', '11111111-2222-3333-4444-55555555555a'),
    ],
    [
      'statecode eq 0 or statecode eq 1 and statuscode eq 2',
      when.any(
        when.equals('statecode', 0),
        when.all(when.equals('statecode', 1), when.equals('statuscode', 2)),
      ),
    ],
    ['statecode\u00a0eq\u00a00', when.equals('statecode', 0)],
    ['0 eq statecode', when.equals('statecode', 0)],
  ])('is read: %s', (text, filter) => {
    expect(odata(text)).toEqual(filter);
  });

  it.each([
    ['statecode gt 0', 'compares statecode by gt'],
    ["contains(msdyn_description,'x')", 'calls contains'],
    ["not startswith(msdyn_description,'x')", 'calls startswith'],
    ['contoso_nothing eq 1', 'contoso_nothing'],
    ["statecode eq 'Active'", 'compares statecode, of type choice, with a text'],
    [
      'msdyn_transactiondate eq 2026-01-01',
      'compares msdyn_transactiondate with a date, which our filters do not',
    ],
    ['statecode eq 2026-01-01T00:00:00Z', 'compares statecode with a date'],
    ['(statecode eq 0', 'a bracket is not closed'],
    ['statecode eq', 'is compared with is missing'],
    ['statecode eq 0 statuscode eq 1', 'is missing'],
    ['statecode eq 0; drop', '; drop'],
    ['eq 0', 'a column is missing'],
  ])('is refused with its reason: %s', (text, reason) => {
    expect(() => odata(text)).toThrow(reason);
  });

  it('is the same whatever the order, the brackets and the case of its words', () => {
    const text =
      '(msdyn_transactiontypecode eq 192350000 AND _msdyn_project_value ne null) or (msdyn_transactiontypecode eq 192350006 or statecode eq 0)';
    const turned =
      'statecode eq 0 or msdyn_transactiontypecode eq 192350006 or (_msdyn_project_value ne null and (msdyn_transactiontypecode eq 192350000))';
    expect(sameFilter(odata(text), odata(turned))).toBe(true);
    expect(sameFilter(odata(text), odata('statecode eq 0'))).toBe(false);
  });
});

describe('the filter of the Finance side', () => {
  it.each<[string, Filter]>([
    ['VoucherNumber == ""', when.equals('VoucherNumber', '')],
    ['(VOUCHERNUMBER != "")', when.differs('VoucherNumber', '')],
    ["(VoucherNumber != '')", when.differs('VoucherNumber', '')],
    ['TransactionType == ProjCDSTransType::BilledSales', when.equals('TransactionType', 'BilledSales')],
    ['(TransactionType == "billedsales")', when.equals('TransactionType', 'BilledSales')],
    [
      '((ProjActualsImportEntity.ProjectId != "") && (Status == 0)) || (Status == 1)',
      when.any(when.all(when.differs('ProjectId', ''), when.equals('Status', 0)), when.equals('Status', 1)),
    ],
    ['!(Status == 0)', when.differs('Status', 0)],
    ['(Description == "say \\"yes\\" && go")', when.equals('Description', 'say "yes" && go')],
    ['(Status\u00a0==\u00a00)', when.equals('Status', 0)],
  ])('is read: %s', (text, filter) => {
    expect(range(text)).toEqual(filter);
  });

  it.each([
    ['(Description like "A*")', 'compares Description by like'],
    ['(DocumentDate == 23\\06\\2021)', 'compares DocumentDate with a date, which our filters do not'],
    ['(Status == "new")', 'compares Status, of type int64, with a text'],
    ['(DocumentDate >= 23\\06\\2021)', 'compares DocumentDate by ge'],
    ['(TransactionType == 3)', 'name the member instead'],
    ['(TransactionType == ProjCDSTransType::Nothing)', 'Nothing, which is no member'],
    ['(Nothing == 1)', 'names Nothing'],
    ['(dayRange(-1,0))', 'calls dayRange'],
    ['(Status == 0', 'a bracket is not closed'],
    ['(Status == 0) (Status == 1)', 'is missing'],
    ['Status == #', '#'],
  ])('is refused with its reason: %s', (text, reason) => {
    expect(() => range(text)).toThrow(reason);
  });
});
