import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

const solution = z.object({
  ImportExportXml: z.object({
    msdyn_dualwriteentitymaps: z.object({ msdyn_dualwriteentitymap: z.array(z.looseObject({})) }),
  }),
});

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  isArray: (name) => name === 'msdyn_dualwriteentitymap',
});

/**
 * Records of the dual-write maps in an exported solution: `customizations.xml` of its archive.
 *
 * @returns undefined when the text is no solution, or one without such maps.
 */
export function readSolution(text: string): readonly unknown[] | undefined {
  try {
    const parsed = solution.safeParse(parser.parse(text));
    return parsed.success
      ? parsed.data.ImportExportXml.msdyn_dualwriteentitymaps.msdyn_dualwriteentitymap
      : undefined;
  } catch {
    return undefined;
  }
}
