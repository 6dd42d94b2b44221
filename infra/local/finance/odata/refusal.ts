/** An exception inside Finance, as its error body shows it. */
export interface InnerError {
  readonly message: string;
  readonly type: string;
  readonly stacktrace: string;
  readonly internalexception?: InnerError;
}

/** Finance does not do what was asked. Carries what the answer says. */
export class Refusal extends Error {
  readonly status: number;
  /** Empty, or '0022' when the body cannot be read. */
  readonly code: string;
  readonly inner: InnerError;

  constructor(status: number, inner: InnerError, code = '') {
    super(inner.message);
    this.status = status;
    this.code = code;
    this.inner = inner;
  }

  /** The body; its own message never says anything. */
  get body(): unknown {
    return { error: { code: this.code, message: 'An error has occurred.', innererror: this.inner } };
  }
}
