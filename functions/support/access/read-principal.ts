import { z } from 'zod';

const principal = z.object({
  auth_typ: z.string(),
  name_typ: z.string().nullish(),
  role_typ: z.string().nullish(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

export interface Principal {
  readonly name: string;
  /** Values of the app roles that the person was given in Entra ID. */
  readonly roles: readonly string[];
}

/**
 * The person that App Service authentication signed in, out of `x-ms-client-principal`: JSON in base64
 * (https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities). Undefined when it is not
 * one of Entra ID. Whether the header is to be believed is not known here.
 */
export function readPrincipal(header: string): Principal | undefined {
  const read = principal.safeParse(parse(Buffer.from(header, 'base64').toString('utf8')));
  if (!read.success || read.data.auth_typ !== 'aad') return undefined;
  const { claims, name_typ: nameType, role_typ: roleType } = read.data;
  const valuesOf = (...types: readonly (string | null | undefined)[]): readonly string[] =>
    claims.filter(({ typ }) => types.includes(typ)).map(({ val }) => val);
  const [name] = [...valuesOf('preferred_username'), ...valuesOf(nameType), ...valuesOf('name')];
  return name === undefined ? undefined : { name: name.slice(0, 100), roles: valuesOf(roleType, 'roles') };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
