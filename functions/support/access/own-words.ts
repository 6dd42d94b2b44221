import { causes, isCause } from '../../../shared/causes/causes.ts';
import type { SupportSettings } from '../../../shared/settings/support-settings.ts';
import { mayDo, type Place } from './may-do.ts';
import type { Person } from './person.ts';

/** Words of a failure, whichever shape carries them. */
interface Words {
  readonly message: string;
  readonly hint?: string;
  readonly cause?: string;
}

/** Hides the words of both systems, which repeat values of rows. */
export interface OwnWords {
  /** Who may only read sees no words where `SUPPORT_HIDE` names anything. */
  readonly areHidden: (place: Place) => boolean;
  /** The failure with the catalogue's sentence and remedy in place of the words, where those are hidden. */
  readonly of: <Told extends Words>(told: Told, place: Place) => Told;
}

/** What a person may see of the words of both systems. Pure. */
export function ownWords(person: Person, { hide }: Pick<SupportSettings, 'hide'>): OwnWords {
  const areHidden = (place: Place): boolean => hide.size > 0 && !mayDo(person, 'Support.Replay', place);
  return {
    areHidden,
    of: (told, place) => {
      if (!areHidden(place)) return told;
      const known = isCause(told.cause ?? '') ? causes[told.cause as keyof typeof causes] : undefined;
      return {
        ...told,
        message: known?.means ?? hiddenWords,
        ...(told.hint === undefined ? {} : { hint: known?.remedy ?? 'Ask somebody who may replay it.' }),
      };
    },
  };
}

/** What stands where nothing is known but the words themselves. */
export const hiddenWords = 'The words of the system are hidden from readers.';
