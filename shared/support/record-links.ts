import type { TableMap } from '../table-map/table-map.ts';

export interface RecordPlace {
  readonly map: TableMap;
  /** Names the record under its map. */
  readonly row: string;
  readonly counterpartKey: string | undefined;
  readonly company: string | undefined;
  /** Menu item of the map's form in Finance. */
  readonly financeForm?: string | undefined;
}

export interface RecordLinks {
  /** Its form in Dataverse. */
  readonly dataverse?: string;
  /**
   * Finance, in its legal entity: the form of its map where the installation names one, else the start page. Which form
   * shows the rows of an entity is published nowhere as a list, and what would choose the row there is a query that Finance
   * itself encrypts for its own addresses.
   */
  readonly finance?: string;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Where a person sees a record in both systems. Pure.
 *
 * @see https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/user-interface/create-deep-links
 */
export function recordLinks(
  { dataverseUrl, financeUrl }: { readonly dataverseUrl: string; readonly financeUrl: string },
  { map, row, counterpartKey, company, financeForm }: RecordPlace,
): RecordLinks {
  const id = map.identity === 'dataverse' ? row : counterpartKey;
  const form = new URLSearchParams({
    etn: map.dataverse.table,
    pagetype: 'entityrecord',
    id: `{${id ?? ''}}`,
  });
  return {
    ...(id === undefined || !guid.test(id)
      ? {}
      : { dataverse: `${dataverseUrl}/main.aspx?${form.toString()}` }),
    ...(company === undefined ? {} : { finance: `${financeUrl}/?${inFinance(company, financeForm)}` }),
  };
}

/** assumed(finance-form-address) */
const inFinance = (company: string, form: string | undefined): string =>
  new URLSearchParams({ cmp: company, ...(form === undefined ? {} : { mi: form }) }).toString();
