/** A person at work in Finance: the sandbox's actions stand for the forms. */
export interface FinanceUser {
  /** @throws Error with Finance's text when it refuses. */
  act(action: string, values: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
}

/** Somebody who works in the embedded Finance. @param url of the sandbox. */
export function financeUser(url: string): FinanceUser {
  return {
    async act(action, values) {
      const response = await fetch(`${url}/sandbox/actions/${action}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(values),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`Finance ${action}: ${response.status} ${text}`);
      return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    },
  };
}
