import { z } from 'zod';
import { mapNames } from '../../assumptions/map-names.ts';
import { tableRefs } from '../../table-map/table-refs.ts';
import { NotSettled } from '../not-settled.ts';
import { noted } from '../noted.ts';
import type { Probe } from '../probe.ts';
import { rowsOf } from '../rows-of.ts';

const invoice = z.object({
  InvoiceAccount: z.string(),
  VendorInvoiceNum: z.string(),
  ProjVendInvoiceStatus: z.string(),
});

/** Changes the status of a vendor invoice that is not confirmed, and changes it back. */
export const vendorInvoiceStatus: Probe = {
  name: 'vendor-invoice-status',
  settles: ['vendor-invoice-status-patch'],
  writes: ({ company }) => [
    `Finance: the status of one vendor invoice of ${company} that is not Confirmed, to In review or Draft, and back`,
  ],
  run: async (world) => {
    const assumption = 'vendor-invoice-status-patch';
    const table = tableRefs(world.maps.byName(mapNames.vendorInvoices)).finance;
    const filter = encodeURIComponent(`dataAreaId eq '${world.company}'`);
    const path = `/data/${table.set}?cross-company=true&$select=InvoiceAccount,VendorInvoiceNum,ProjVendInvoiceStatus&$filter=${filter}&$top=200`;
    const found = rowsOf(await world.finance('GET', path), invoice).find(
      ({ ProjVendInvoiceStatus }) => ProjVendInvoiceStatus !== 'Confirmed',
    );
    if (found === undefined)
      throw new NotSettled(
        `${world.company} has no vendor invoice that is not Confirmed: enter one with a project first.`,
      );
    const { InvoiceAccount, VendorInvoiceNum, ProjVendInvoiceStatus: before } = found;
    const after = before === 'InReview' ? 'Draft' : 'InReview';
    const key = { dataAreaId: world.company, InvoiceAccount, VendorInvoiceNum };
    const { finance } = world.clients;
    const failure = await noted(world, {
      what: `Finance ${table.set} ${Object.values(key).join(' ')}: another status than ${before}`,
      write: () => finance.update(table, key, { ProjVendInvoiceStatus: after }),
      takeBack: () => finance.update(table, key, { ProjVendInvoiceStatus: before }),
    });
    if (failure !== undefined) return [{ assumption, verdict: 'otherwise', why: failure.text }];
    const now = (await finance.read(table, key, ['ProjVendInvoiceStatus']))?.values['ProjVendInvoiceStatus'];
    const why = `After the PATCH of ${VendorInvoiceNum} from ${before} to ${after} the status is ${String(now)}.`;
    return [{ assumption, verdict: now === after ? 'as-assumed' : 'otherwise', why }];
  },
};
