import { z } from 'zod';
import { mapNames } from '../../assumptions/map-names.ts';
import { tableRefs } from '../../table-map/table-refs.ts';
import { makeRow } from '../make-row.ts';
import { NotSettled } from '../not-settled.ts';
import type { Probe } from '../probe.ts';
import { refusesSet } from '../refuses-set.ts';
import { rowsOf } from '../rows-of.ts';

const contract = z.object({ ProjectContractId: z.string(), SalesCurrencyCode: z.string() });

/** Makes an invoice proposal of a contract that the company has. */
export const invoiceProposalPost: Probe = {
  name: 'invoice-proposal-post',
  settles: ['invoice-proposal-takes-post'],
  writes: ({ company, mark }) => [
    `Finance: an invoice proposal ${mark} of the first contract of ${company}, without lines; it stays where Finance refuses to delete it`,
  ],
  run: async (world) => {
    const assumption = 'invoice-proposal-takes-post';
    const filter = encodeURIComponent(`dataAreaId eq '${world.company}'`);
    const path = `/data/ProjectContractHeaders?cross-company=true&$select=ProjectContractId,SalesCurrencyCode&$filter=${filter}&$top=1`;
    const [first] = rowsOf(await world.finance('GET', path), contract);
    if (first === undefined)
      throw new NotSettled(`${world.company} has no project contract in Finance: make one first.`);
    const { finance } = world.clients;
    const table = tableRefs(world.maps.byName(mapNames.invoiceProposals)).finance;
    const key = { dataAreaId: world.company, InvoiceProposalId: world.mark };
    const values = { ProjectContractId: first.ProjectContractId, SalesCurrency: first.SalesCurrencyCode };
    const failure = await makeRow(world, { counterpart: finance, table, key, values });
    if (failure !== undefined) {
      if (!refusesSet(failure, table.set))
        throw new NotSettled(`Refused for what the test row holds: ${failure.text}`);
      return [{ assumption, verdict: 'otherwise', why: failure.text }];
    }
    const why = `Finance took the proposal under the number ${world.mark}.`;
    return [{ assumption, verdict: 'as-assumed', why }];
  },
};
