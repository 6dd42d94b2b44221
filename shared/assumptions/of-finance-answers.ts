import type { Assumption } from './assumption.ts';
import { mapNames } from './map-names.ts';

/** How Finance's OData service answers. */
export const ofFinanceAnswers = {
  'etag-mismatch-status': {
    says: 'A write whose If-Match names another state of the row is answered with 412, with 409, or with a text that says so.',
    usedBy: ['shared/finance/refusals.ts', 'shared/finance/finance-error.ts'],
    sure: 'likely',
    because: '412 is the rule of HTTP, 409 stands in a forum post; no primary source tells.',
    settledBy: { probe: 'etag-mismatch' },
    default: 'All three are a conflict: the row is read again and the write repeated.',
    otherwise: { kind: 'code', where: 'shared/finance/refusals.ts: the text of this refusal' },
  },
  'null-to-text': {
    says: 'An empty text empties a text column of Finance, so that null need not be sent.',
    usedBy: ['shared/finance/empty-value.ts', 'every map to Finance'],
    sure: 'likely',
    because: 'Finance reads texts as empty, never as null; whether a null is taken is not documented.',
    settledBy: { probe: 'empty-values' },
    default: 'An empty source sends an empty text.',
    otherwise: { kind: 'code', where: 'shared/finance/empty-value.ts: what text gets for nothing' },
  },
  'null-to-enum': {
    says: 'A null empties an enumeration of Finance.',
    usedBy: ['shared/finance/empty-value.ts'],
    sure: 'open',
    because: '$metadata prints enumerations as nullable; what a null does is not documented.',
    settledBy: { probe: 'empty-values' },
    default: 'An empty source sends null to an enumeration without a member for nothing.',
    otherwise: {
      kind: 'code',
      where: "the map: a value for '' in the values of the pair, as the billing types have",
    },
  },
  'over-long-text': {
    says: 'Finance refuses a text that is longer than its column, and never cuts it silently.',
    usedBy: ['every text to Finance'],
    sure: 'open',
    because: '$metadata has no lengths, and no primary source tells what happens.',
    settledBy: { probe: 'long-text' },
    default: 'Texts cross whole; a pair with `truncate` cuts them itself.',
    otherwise: {
      kind: 'code',
      where: 'the maps: `truncate` on pairs of long texts, or every comparison finds a difference',
    },
  },
  'percent-in-key': {
    says: 'A percent sign in a key is encoded twice, as slash, backslash and plus are.',
    usedBy: ['shared/finance/row-address.ts'],
    sure: 'likely',
    because: 'The other three are published; the percent sign is what such an encoding itself begins with.',
    settledBy: { probe: 'percent-in-key' },
    default: 'It is encoded twice.',
    otherwise: { kind: 'code', where: 'shared/finance/row-address.ts: encodeTwice without 25' },
  },
  'filter-length': {
    says: 'A filter of 2,000 characters fits the address of a request to Finance.',
    usedBy: ['shared/finance/find-rows.ts'],
    sure: 'likely',
    because: 'No limit is documented; web servers take several times that, proxies in between may take less.',
    settledBy: { probe: 'filter-length' },
    default: 'Questions are joined up to FINANCE_FILTER_CHARACTERS=2000.',
    otherwise: { kind: 'setting', name: 'FINANCE_FILTER_CHARACTERS', asAssumed: '2000', value: '1000' },
  },
  'text-ignores-case': {
    says: 'Both databases compare text without regard to case.',
    usedBy: ['shared/odata/comparable.ts'],
    sure: 'likely',
    because: 'It is the usual collation of both; an environment may have another.',
    settledBy: { probe: 'text-case' },
    default: 'The asker of a joined question is found without regard to case.',
    otherwise: { kind: 'code', where: 'shared/odata/comparable.ts' },
  },
  'text-length-unit': {
    says: 'Both databases count the length of a text in UTF-16 units.',
    usedBy: ['shared/table-map/cut.ts'],
    sure: 'likely',
    because: 'Both keep text as nvarchar, which counts so.',
    settledBy: {
      look: 'Only where a pair has `truncate`: send a text of as many emoji as the column is long and see whether half of them is kept.',
    },
    default: 'A pair with `truncate` cuts by UTF-16 units, never through a character.',
    otherwise: { kind: 'code', where: 'shared/table-map/cut.ts' },
  },
  'finance-refusal-texts': {
    says: 'A missing mandatory field, a field that cannot be edited and an unknown company are refused in the words that we recognise.',
    usedBy: ['shared/finance/refusals.ts'],
    sure: 'open',
    because: 'The grammar of the Infolog is published, these texts of it are not.',
    settledBy: { probe: 'refusal-texts' },
    default:
      'A text that is not recognised rejects the record all the same, with the cause "unexpected" and the own words.',
    otherwise: { kind: 'code', where: 'shared/finance/refusals.ts: the pattern' },
  },
  'finance-refusal-texts-of-accounting': {
    says: "A vendor's missing language, a missing exchange rate, a completed stage and transactions on a row to delete are refused in the words that we recognise.",
    usedBy: ['shared/finance/refusals.ts', mapNames.subcontracts],
    sure: 'open',
    because: 'The rules are documented, their texts are not.',
    settledBy: {
      look: 'In a test company: confirm a subcontract of a vendor without language, send a row in a currency without rate, change a completed project, delete a project with transactions. `npm run support -- list` must not show the cause "unexpected" for any of them.',
    },
    default:
      'A text that is not recognised rejects the record all the same, with the cause "unexpected" and the own words.',
    otherwise: { kind: 'code', where: 'shared/finance/refusals.ts: the pattern' },
  },
  'data-events-fire': {
    says: 'Data events may fire for staged actuals, expenses, expense categories and vendor invoices; nothing depends on them.',
    usedBy: ['shared/ingest/accept-finance-event.ts'],
    sure: 'open',
    because:
      'Entities on OData can raise them; writes by doUpdate or in sets raise none, and how postings write is not known.',
    settledBy: { probe: 'data-events' },
    default:
      'Scans bring every row, at the times of SCAN_SCHEDULE (every five minutes); an event only shortens the wait.',
    otherwise: { kind: 'setting', name: 'SCAN_SCHEDULE', asAssumed: '0 */5 * * * *', value: '0 */2 * * * *' },
  },
  'data-event-forms': {
    says: 'The former values of an updated or deleted row come as image or parameter PreImage, and a deleted row as a reference.',
    usedBy: ['shared/finance/read-data-event.ts'],
    sure: 'guess',
    because: 'One capture of a create is public; the documentation names PreImage without showing it.',
    settledBy: {
      look: 'Activate update and delete of one entity in Finance, change and delete a row, and look at the message in the topic finance-events: MessageName, InputParameters, PreEntityImages.',
    },
    default: 'Both places and both forms are read; an event without a row becomes a scan.',
    otherwise: { kind: 'code', where: 'shared/finance/read-data-event.ts' },
  },
} as const satisfies Readonly<Record<string, Assumption>>;
