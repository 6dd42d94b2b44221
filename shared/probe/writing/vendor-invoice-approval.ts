import { LosslessNumber } from 'lossless-json';
import type { Finding } from '../finding.ts';
import { NotSettled } from '../not-settled.ts';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { actualsSince } from './actuals-since.ts';
import { firstRow } from './first-row.ts';
import { ground, type Ground } from './ground.ts';
import { takeBackActuals } from './take-back-actuals.ts';
import { testRow, type TestRow } from './test-row.ts';

/** customertypecode of a vendor. */
const vendorType = 11;
const expense = new LosslessNumber('192350001');
const nonChargeable = new LosslessNumber('192350000');

/** Makes two vendor invoices with a line, as the sync makes them, one with automatic confirmation and one without. */
export const vendorInvoiceApproval: Probe = {
  name: 'vendor-invoice-approval',
  settles: ['vendor-invoice-approved', 'automatic-confirmation'],
  writes: ({ company, mark, project }) => [
    `Dataverse: vendor invoices ${mark}-0 and ${mark}-1 of the first vendor of ${company}, each with a line of 0.01 on ${project === undefined ? 'its first active project' : `project ${project}`}, and the actuals that come of them; all deleted, where Dataverse lets us`,
  ],
  run: async (world) => {
    const place = await ground(world);
    const vendor = await firstRow(
      world,
      'accounts',
      'accountid',
      `_msdyn_company_value eq ${place.company} and customertypecode eq ${String(vendorType)}`,
      'vendor',
    );
    const confirmed = (await world.clients.dataverse.choices('msdyn_projectvendorinvoice', 'statuscode')).get(
      'confirmed',
    );
    if (confirmed === undefined) throw new NotSettled('Vendor invoices have no status "Confirmed".');
    const since = world.now();
    const [off, on] = [
      await invoice(world, place, vendor, `${world.mark}-0`),
      await invoice(world, place, vendor, `${world.mark}-1`),
    ];
    const { dataverse } = world.clients;
    await dataverse.update(off.table, off.key, { msdyn_enableautomaticconfirmation: false });
    await dataverse.update(on.table, on.key, { msdyn_enableautomaticconfirmation: true });
    const isConfirmed = async ({ table, key }: TestRow): Promise<boolean> =>
      String((await dataverse.read(table, key, ['statuscode']))?.values['statuscode']) === confirmed;
    const either = await world.until(async () =>
      (await isConfirmed(on)) || (await isConfirmed(off)) ? true : undefined,
    );
    const actuals =
      either === undefined ? undefined : await world.until(() => actualsSince(world, place.project, since));
    await takeBackActuals(world, actuals ?? []);
    const [withFlag, without] = [await isConfirmed(on), await isConfirmed(off)];
    const seen = `With the flag the invoice is ${withFlag ? '' : 'not '}confirmed, without it is ${without ? '' : 'not '}confirmed; ${String(actuals?.length ?? 0)} actuals came of it.`;
    const findings: readonly Finding[] = [
      {
        assumption: 'vendor-invoice-approved',
        verdict: actuals === undefined ? 'otherwise' : 'as-assumed',
        why:
          actuals === undefined
            ? `${seen} Look at the failed and waiting system jobs; where they are only slow, probe again with a longer --wait.`
            : seen,
      },
      {
        assumption: 'automatic-confirmation',
        verdict: withFlag && !without ? 'as-assumed' : withFlag || without ? 'otherwise' : 'not-settled',
        why: seen,
      },
    ];
    return findings;
  },
};

async function invoice(world: ProbeWorld, place: Ground, vendor: string, number: string): Promise<TestRow> {
  const { company, project, currency } = place;
  const header = await testRow(world, 'msdyn_projectvendorinvoice', {
    msdyn_name: number,
    msdyn_vendorinvoicenumber: number,
    msdyn_hasexternalorigin: true,
    msdyn_invoicedate: new Date(world.now()).toISOString().replace(/T.*/, 'T00:00:00Z'),
    msdyn_vendor: { table: 'account', id: vendor },
    msdyn_owningcompany: { table: 'cdm_company', id: company },
    transactioncurrencyid: { table: 'transactioncurrency', id: currency },
  });
  await testRow(world, 'msdyn_projectvendorinvoiceline', {
    msdyn_externalinvoiceline: number,
    msdyn_description: number,
    msdyn_quantity: new LosslessNumber('1'),
    msdyn_price: new LosslessNumber('0.01'),
    msdyn_billingtype: nonChargeable,
    msdyn_transactionclassification: expense,
    msdyn_vendorinvoice: { table: 'msdyn_projectvendorinvoice', id: header.id },
    msdyn_project: { table: 'msdyn_project', id: project },
    msdyn_owningcompany: { table: 'cdm_company', id: company },
    transactioncurrencyid: { table: 'transactioncurrency', id: currency },
  });
  return header;
}
