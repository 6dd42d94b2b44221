/** A string property may have 32,768 characters (64 KiB). */
const longest = 32_000;

/** Text that fits a property. What is too long ends in ` … [cut, N characters]`, N being the characters left out. */
export function trimText(text: string): string {
  if (text.length <= longest) return text;
  const room = longest - mark(text.length).length;
  // A pair of surrogates is one character: half of it would not be valid text.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(room - 1)) ? room - 1 : room;
  return text.slice(0, end) + mark(text.length - end);
}

const mark = (cut: number): string => ` … [cut, ${cut} characters]`;
