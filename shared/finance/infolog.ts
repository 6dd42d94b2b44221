/** One line that X++ put into the Infolog. */
export interface InfologLine {
  readonly severity: 'Info' | 'Warning' | 'Error';
  readonly text: string;
}

/** A refused write in the words of the Infolog. */
export interface Infolog {
  readonly lines: readonly InfologLine[];
  /** Property that validateField refused. */
  readonly field?: string;
}

/**
 * Reads `Write failed for table row of type 'X'. Infolog: Warning: …; Warning: validateField failed on field 'X.F'.;
 * Error: …`. A text without that grammar has no lines.
 */
export function infolog(message: string): Infolog {
  const start = /\bInfolog:\s*/.exec(message);
  const text = start === null ? '' : message.slice(start.index + start[0].length);
  const lines = text.split(/;\s*(?=(?:Info|Warning|Error):)/).flatMap((part): InfologLine[] => {
    const match = /^(Info|Warning|Error):\s*([\s\S]*)$/.exec(part.trim());
    if (match === null) return [];
    return [{ severity: match[1] as InfologLine['severity'], text: (match[2] ?? '').trim() }];
  });
  const field = /validateField failed on field '(?:[^'.]*\.)?([^'.]+)'/.exec(message)?.[1];
  return { lines, ...(field === undefined ? {} : { field }) };
}
