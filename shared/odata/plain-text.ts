const most = 2_000;

/** What a person can read of an answer that is no OData error: a gateway's HTML without its tags, plain text as it is. */
export function plainText(body: string): string {
  const text = /^\s*</.test(body)
    ? body
        .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, ' ')
        .replace(/<[^>]*>/g, ' ')
        .replaceAll('&nbsp;', ' ')
    : body;
  const short = text.replace(/\s+/g, ' ').trim();
  return short.length > most ? `${short.slice(0, most)}…` : short;
}
