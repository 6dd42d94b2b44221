import type { ProbeResult } from './finding.ts';
import { openWorld, type ProbeOptions } from './open-world.ts';
import type { Probe } from './probe.ts';

/**
 * Runs one probe and takes back what it wrote. Whatever goes wrong leaves its assumptions unsettled, with the reason;
 * an assumption that it says nothing about is unsettled too.
 */
export async function runProbe(probe: Probe, options: ProbeOptions): Promise<ProbeResult> {
  const { world, seen, takeBack } = openWorld(options);
  const { findings, why } = await probe.run(world).then(
    (found) => ({ findings: found, why: 'The probe came to no answer.' }),
    (error: unknown) => ({ findings: [], why: error instanceof Error ? error.message : String(error) }),
  );
  const remains = await takeBack();
  return {
    probe: probe.name,
    findings: probe.settles.map(
      (assumption) =>
        findings.find((finding) => finding.assumption === assumption) ?? {
          assumption,
          verdict: 'not-settled',
          why,
        },
    ),
    seen,
    remains,
  };
}
