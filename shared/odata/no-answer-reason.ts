import type { NoAnswer } from './no-answer-error.ts';

const neverArrived = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** What a failed request tells, by the code of Node's network and TLS errors. Unknown ones may have got through. */
export function noAnswerReason(error: unknown): NoAnswer {
  if (error instanceof Error && error.name === 'AbortError') return 'time-out';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return neverArrived.has(code) || /^(CERT_|ERR_TLS_|ERR_SSL_)/.test(code) ? 'unreachable' : 'reset';
}
