/** A refusal as the Web API words it: status, and the body `{"error":{"code","message"}}`. */
export class WebApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'WebApiError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
