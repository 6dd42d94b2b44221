import { jsonAnswer, type Answer } from '../odata/answer.ts';
import type { Operation } from '../odata/operation.ts';
import { Refusal } from '../odata/refusal.ts';
import type { Fault } from './fault.ts';
import { normal, type Mode } from './mode.ts';
import { namesCompany } from './names-company.ts';
import { setOf } from './set-of.ts';

const noFault: Fault = { delayMs: 0, afterWrite: false };

/** Holds the mode and says what it does to a request. */
export class ModeSwitch {
  #mode = normal;
  #left = Infinity;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  set(mode: Mode): void {
    this.#mode = mode;
    this.#left = mode.times ?? Infinity;
  }

  /** Whether parts of a batch have to be looked at one by one. */
  get selective(): boolean {
    return isSelective(this.#mode);
  }

  faultFor(operation: Operation): Fault {
    const mode = this.#mode;
    if (mode.mode === 'normal' || this.#left <= 0 || !concerns(mode, operation)) return noFault;
    this.#left -= 1;
    const instead = this.#instead(mode);
    return {
      delayMs: mode.milliseconds,
      afterWrite: mode.afterWrite,
      ...(instead === undefined ? {} : { instead }),
    };
  }

  #instead(mode: Mode): Fault['instead'] {
    switch (mode.mode) {
      case 'throttled':
        return throttled(mode, this.#now());
      case 'failing':
        return failing(mode);
      case 'down':
        return 'close';
      case 'normal':
      case 'slow':
        return undefined;
    }
  }
}

const isSelective = (mode: Mode): boolean => mode.sets.length > 0 || mode.company !== undefined;

function concerns(mode: Mode, operation: Operation): boolean {
  if (mode.writesOnly && operation.method === 'GET') return false;
  // Of a whole batch only its parts can be told apart.
  if (setOf(operation.path) === '$batch') return mode.sets.includes('$batch') || !isSelective(mode);
  if (mode.sets.length > 0 && !mode.sets.includes(setOf(operation.path))) return false;
  return mode.company === undefined || namesCompany(operation, mode.company);
}

/** Resource-based throttling; the text is documented, its place in the body assumed. */
function throttled(mode: Mode, now: number): Answer {
  const seconds = String(mode.retryAfterSeconds);
  const text = `This request could not be processed at this time due to system experiencing high resource utilization. Please retry the request after ${seconds} seconds`;
  const headers: Readonly<Record<Mode['retryAfterForm'], Readonly<Record<string, string>>>> = {
    none: {},
    seconds: { 'Retry-After': seconds },
    date: { 'Retry-After': new Date(now + mode.retryAfterSeconds * 1000).toUTCString() },
  };
  return jsonAnswer(429, { error: { code: '', message: text } }, headers[mode.retryAfterForm]);
}

/** A gateway answers in HTML, Finance in its own form. */
function failing(mode: Mode): Answer {
  if (mode.message === undefined && mode.status >= 502)
    return {
      status: mode.status,
      headers: { 'Content-Type': 'text/html' },
      body: `<html><head><title>${mode.status}</title></head><body><h1>Server Error</h1></body></html>`,
    };
  const refusal = new Refusal(mode.status, {
    message: mode.message ?? 'An unexpected error occurred.',
    type: 'System.InvalidOperationException',
    stacktrace:
      '   at Microsoft.Dynamics.Platform.Integration.Services.OData.Update.UpdateManager.SaveChanges()',
  });
  return jsonAnswer(refusal.status, refusal.body);
}
