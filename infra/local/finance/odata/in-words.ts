import type { Answer } from './answer.ts';
import type { Service } from './service.ts';

/** German words of refusals that the product recognises in English; wording assumed. */
const german: readonly (readonly [RegExp, string])[] = [
  [/Field '([^']+)' must be filled in\./g, "Feld '$1' muss ausgefüllt werden."],
  [/Field '([^']+)' does not allow editing\./g, "Feld '$1' kann nicht bearbeitet werden."],
  [/The company '([^']+)' does not exist\./g, "Das Unternehmen '$1' ist nicht vorhanden."],
];

/** An answer in the language of the app's user. */
export function inWords(service: Service, answer: Answer): Answer {
  const { body } = answer;
  if (service.behaviour.now.refusals === 'English' || answer.status < 400 || body === undefined)
    return answer;
  return { ...answer, body: german.reduce((text, [from, to]) => text.replaceAll(from, to), body) };
}
