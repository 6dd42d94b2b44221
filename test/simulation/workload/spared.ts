interface Spared {
  readonly completingUnsentProjects: boolean;
  readonly childrenOfDoubledNumbers: boolean;
  readonly childrenOfRenumberedProjects: boolean;
  readonly simultaneousDoubledNumbers: boolean;
  readonly createsAfterTimeOut: boolean;
}

/**
 * What people and systems can be spared, to look at one thing at a time: each was once more than the sync mastered, and
 * none is spared any more.
 */
export const spared: Spared = {
  /** Nobody completes a project before it was ever sent. */
  completingUnsentProjects: false,
  /** Nothing points to a project whose number another project has. */
  childrenOfDoubledNumbers: false,
  /** Nothing points to a project whose number was changed. */
  childrenOfRenumberedProjects: false,
  /** No two rows get one number within seconds. */
  simultaneousDoubledNumbers: false,
  /** No create takes effect after its time-out. */
  createsAfterTimeOut: false,
};
