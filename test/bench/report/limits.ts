import type { Line } from './summarise.ts';

/** From this share on a part is said to bound the whole. */
const near = 0.7;

/**
 * What bounds this project's figures, in sentences: the ledger store where the whole comes near to what the store
 * alone gives, the processor where no core is left.
 */
export function limits(lines: readonly Line[], cores: number): readonly string[] {
  return lines
    .filter(({ contender }) => contender === 'sync')
    .map((ours) => {
      const ledger = lines.find(
        ({ contender, concurrent }) => contender === 'ledger' && concurrent === ours.concurrent,
      );
      const reached = ledger?.ratio.median ?? 0;
      const busy = ours.busyCores.median / cores;
      const figures = `${percent(reached)} of what the table emulator alone gives, ${percent(busy)} of the processor at work`;
      return `At ${ours.concurrent} concurrent: ${figures}. ${verdict(reached, busy)}`;
    });
}

function verdict(reached: number, busy: number): string {
  if (reached >= near) return 'The table emulator is the limit, not this project.';
  if (busy >= 0.9) return 'The processor is the limit: emulators, sandboxes and functions share it.';
  return "The systems' latency is the limit.";
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
