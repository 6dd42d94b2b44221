import { matching, type Stage } from './stage.ts';

/** Waits until Dataverse holds the voucher and the accounting amount that Finance gave to an actual. */
export async function voucherReturns(
  stage: Stage,
  who: string,
  what: string,
  actual: string,
  amount: string,
): Promise<void> {
  const [staged] = matching(stage.environment, {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { ActualId: actual },
    values: {},
  });
  const { voucher, accountingAmount } = stage.writeBackColumns;
  await stage.lands(who, what, {
    system: 'Dataverse',
    table: 'msdyn_actual',
    key: { msdyn_actualid: actual },
    values: { [voucher]: String(staged?.['VoucherNumber']), [accountingAmount]: amount },
  });
}
