import { parseDocument, isMap } from 'yaml';
import { z } from 'zod';
import type { BicepFile } from './bicep-file.ts';
import type { Finding } from './finding.ts';

/**
 * azd refuses what it does not know. `project` is the folder in which it runs `npm run build`, `dist` what it uploads; a hook
 * of its own would be passed over by `azd deploy`, which packs without the command `package`.
 * https://github.com/Azure/azure-dev, schemas/v1.0/azure.yaml.json and cli/azd/pkg/project/framework_service_node.go
 */
const project = z.strictObject({
  name: z.string(),
  infra: z.strictObject({
    provider: z.literal('bicep'),
    path: z.literal('infra/azure'),
    module: z.string(),
  }),
  services: z.record(
    z.string(),
    z.strictObject({
      project: z.literal('.'),
      dist: z.literal('dist'),
      language: z.literal('js'),
      host: z.literal('function'),
      remoteBuild: z.literal(false),
    }),
  ),
});

const file = 'azure.yaml';

/** Whether azure.yaml leads to a template that is there, builds and uploads dist/, and to an app that carries the service's tag. */
export function azdFaults(text: string, files: readonly BicepFile[]): readonly Finding[] {
  const document = parseDocument(text);
  const at = (says: string, line = 1): Finding => ({ file, line, column: 1, says });
  if (document.errors.length > 0 || !isMap(document.contents))
    return [at(`this is not YAML: ${document.errors[0]?.message ?? 'a map is expected'}`)];
  const parsed = project.safeParse(document.toJS());
  if (!parsed.success)
    return parsed.error.issues.map((issue) => at(`${issue.path.join('.')}: ${issue.message}`));
  const { infra, services } = parsed.data;
  const template = `${infra.module}.bicep`;
  const missing = files.some((each) => each.file === template)
    ? []
    : [at(`the module ${template} is not in ${infra.path}`)];
  const tags = files.flatMap(({ root }) =>
    [...root.text.matchAll(/'azd-service-name': '([^']+)'/g)].map(([, tag]) => tag),
  );
  return [
    ...missing,
    ...Object.keys(services)
      .filter((name) => !tags.includes(name))
      .map((name) => at(`no app carries the tag azd-service-name: ${name}`)),
  ];
}
