import { mapSummaries } from '../../shared/table-map/map-summary.ts';
import { printFilter } from '../../shared/table-map/print-filter.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';

/** Every table map with how sure it is and whether it runs: `GET /api/support/maps`. */
supportRoute('maps', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: ({ sync }) => Promise.resolve({ jsonBody: { maps: mapSummaries(sync.maps) } }),
});

/** One table map, field by field, with filter and guards: `GET /api/support/maps/{name}`. */
supportRoute('maps/{name}', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: ({ sync, request: { params } }) => {
    const name = params['name'] ?? '';
    const summary = mapSummaries(sync.maps).find((each) => each.name === name);
    if (summary === undefined) throw new RequestError(404, `There is no table map "${name}".`);
    const map = sync.maps.has(name) ? sync.maps.byName(name) : undefined;
    return Promise.resolve({
      jsonBody: { summary, ...(map === undefined ? {} : { fields: map.fields, rules: rulesOf(map) }) },
    });
  },
});

interface Rule {
  readonly rule: string;
  readonly text: string;
  readonly evidence?: string;
}

/** What of a map decides whether a row crosses, in words. */
function rulesOf({ toFinance, toDataverse, document, openPairs }: TableMap): readonly Rule[] {
  const rules: (Rule | undefined)[] = [
    toFinance?.filter && {
      rule: 'Filter to Finance',
      text: `${toFinance.filter.text} (a row that leaves it ${toFinance.filter.exit === 'keep' ? 'stays as it is' : 'is deleted'})`,
      evidence: toFinance.filter.evidence,
    },
    toFinance?.frozenWhen && {
      rule: 'Frozen when',
      text: `${printFilter(toFinance.frozenWhen.when)}: ${toFinance.frozenWhen.why}`,
      evidence: toFinance.frozenWhen.evidence,
    },
    toFinance?.goLiveDate === undefined
      ? undefined
      : { rule: 'Go-live date', text: `compared with ${toFinance.goLiveDate}` },
    toDataverse && {
      rule: 'Posted',
      text: toDataverse.posted.text,
      evidence: toDataverse.posted.evidence,
    },
    document && {
      rule: 'Document',
      text: `${document.role} of a document; the other part is "${document.counterpartOf}"`,
    },
    openPairs.length === 0
      ? undefined
      : { rule: 'Not sent', text: openPairs.map(({ property }) => property).join(', '), evidence: 'open' },
  ];
  return rules.filter((rule) => rule !== undefined);
}
