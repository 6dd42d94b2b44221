import { messageId } from '../messaging/message-id.ts';
import type { ClaimedChange } from './claimed-change.ts';
import { followUp } from './follow-up.ts';
import { sendCopy } from './send-copy.ts';
import type { Sync } from './sync.ts';

/** The last check that was asked for, by bus and header, so that not every line of thousands asks the bus. */
const asked = new WeakMap<Sync['bus'], Map<string, Asked>>();

interface Asked {
  readonly due: number;
  /** Fulfilled once the message is safe. */
  readonly sent: Promise<void>;
}

const mostAsked = 1_000;

/**
 * After a line of a document was written, asks for one more look at its header: checks of one header within the
 * document window become one message, sent at the window's end.
 *
 * @throws BusError
 */
export async function checkDocument(sync: Sync, run: ClaimedChange, headerKey: string): Promise<void> {
  const { map, change } = run;
  const header = sync.maps.byName(map.document?.counterpartOf ?? '');
  const window = sync.timing.documentWindowMs;
  const due = (Math.floor(ledgerNow(sync, run) / window) + 1) * window;
  const name = `${header.name}|${headerKey}`;
  const known = asked.get(sync.bus) ?? new Map<string, Asked>();
  asked.set(sync.bus, known);
  const last = known.get(name);
  if (last?.due === due) return last.sent;
  const key = messageId('check', header.name, headerKey, String(due));
  const check = followUp(change, {
    map: header.name,
    row: headerKey,
    key,
    mode: 'normal',
    event: 'check',
    origin: 'line written',
  });
  const sent = sendCopy(sync, header, check, due);
  if (known.size >= mostAsked) known.clear();
  known.set(name, { due, sent });
  try {
    await sent;
  } catch (error) {
    if (known.get(name)?.sent === sent) known.delete(name);
    throw error;
  }
}

/**
 * Now by the ledger's clock, which tells whole seconds, rounded up: by their own clocks two hosts could name a window
 * that is over, whose check has been made and would swallow this one.
 */
const ledgerNow = (sync: Sync, { startedAt, began }: ClaimedChange): number =>
  Date.parse(startedAt) + (sync.now() - began) + 1_000;
