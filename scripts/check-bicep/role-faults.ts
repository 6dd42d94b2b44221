import { builtInRoles } from './built-in-roles.ts';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { literalOf, nodesOf, propertiesOf } from './nodes.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids that are written out and are not those of the role whose name they have: another role would be assigned. */
export const roleFaults = ({ file, root }: BicepFile): readonly Finding[] =>
  nodesOf(root, 'object').flatMap((object) =>
    propertiesOf(object).flatMap(([name, value]) => {
      const id = literalOf(value);
      return id === undefined || !guid.test(id) || builtInRoles[name] === id
        ? []
        : [findingAt(file, value, `${id} is not the role ${name} of scripts/check-bicep/built-in-roles.ts`)];
    }),
  );
