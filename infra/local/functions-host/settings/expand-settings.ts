/**
 * Replaces every `%NAME%` by the setting of that name, as the Functions host does in topic names, subscription names
 * and schedules. @throws Error naming a setting that is not set
 */
export function expandSettings(text: string, settings: NodeJS.ProcessEnv): string {
  return text.replaceAll(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`'%${name}%' does not resolve to a value: set ${name}.`);
    return value;
  });
}
