import { z } from 'zod';
import type { Sync } from './sync.ts';

const daysSchema = z.array(z.object({ from: z.string(), to: z.string(), run: z.string() }));
export type ApprovedDays = z.infer<typeof daysSchema>[number];

const name = (map: string, company: string): string => `approved-days|${map}|${company}`;

/** Days from before go-live whose rows two persons let cross, both included. @throws LedgerError. */
export async function approvedDays(
  sync: Sync,
  map: string,
  company: string,
): Promise<readonly ApprovedDays[]> {
  const text = await sync.ledger.control(name(map, company));
  return text === undefined ? [] : daysSchema.parse(JSON.parse(text));
}

/** @throws LedgerError; approve again, it is the same. */
export async function approveDays(
  sync: Sync,
  map: string,
  company: string,
  days: ApprovedDays,
): Promise<void> {
  const known = await approvedDays(sync, map, company);
  if (known.some(({ run }) => run === days.run)) return;
  await sync.ledger.putControl(name(map, company), JSON.stringify([...known, days]));
}
