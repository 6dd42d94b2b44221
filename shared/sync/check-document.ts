import { messageId } from '../messaging/message-id.ts';
import type { ClaimedChange } from './claimed-change.ts';
import { followUp } from './follow-up.ts';
import { sendCopy } from './send-copy.ts';
import type { Sync } from './sync.ts';

/** The last check that this process asked for, by bus and header. */
const asked = new WeakMap<Sync['bus'], Map<string, Asked>>();

interface Asked {
  /** Since when lines of this header come, one after the other. */
  readonly since: number;
  readonly due: number;
  /** Fulfilled once the message is safe. */
  readonly sent: Promise<void>;
}

const mostAsked = 1_000;

/** Lines that come so much after the last check begin anew. */
const silenceMs = 60_000;

/**
 * After a line of a document was written, asks for one more look at its header: checks of one header within the
 * document window become one message, sent at the window's end. A look pages through all lines of both systems, so the
 * window grows with the time for which lines have been coming, to half of it and a minute at most.
 *
 * @throws BusError
 */
export async function checkDocument(sync: Sync, run: ClaimedChange, headerKey: string): Promise<void> {
  const { map, change } = run;
  const header = sync.maps.byName(map.document?.counterpartOf ?? '');
  const name = `${header.name}|${headerKey}`;
  const known = asked.get(sync.bus) ?? new Map<string, Asked>();
  asked.set(sync.bus, known);
  const now = ledgerNow(sync, run);
  const last = known.get(name);
  // It will see this line too.
  if (last !== undefined && last.due > now) return last.sent;
  const since = last === undefined || now - last.due > silenceMs ? now : last.since;
  const window = windowMs(sync.timing.documentWindowMs, now - since);
  const due = (Math.floor(now / window) + 1) * window;
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
  known.set(name, { since, due, sent });
  try {
    await sent;
  } catch (error) {
    if (known.get(name)?.sent === sent) known.delete(name);
    throw error;
  }
}

/** Doubled again and again, so that the checks of several hosts fall on the same instants. */
function windowMs(least: number, coming: number): number {
  const most = Math.min(coming / 2, Math.max(least, silenceMs));
  let window = least;
  while (2 * window <= most) window *= 2;
  return window;
}

/**
 * Now by the ledger's clock, which tells whole seconds, rounded up: by their own clocks two hosts could name a window
 * that is over, whose check has been made and would swallow this one.
 */
const ledgerNow = (sync: Sync, { startedAt, began }: ClaimedChange): number =>
  Date.parse(startedAt) + (sync.now() - began) + 1_000;
