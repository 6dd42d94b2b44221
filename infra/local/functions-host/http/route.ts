/** A compiled route template of ASP.NET Core, without the prefix. */
export interface Route {
  /** Lower comes first when several routes match: one digit a segment. */
  readonly precedence: string;
  /** The values of the parameters, or undefined when the path does not match. */
  match(path: string): Readonly<Record<string, string>> | undefined;
}

/** Inline constraints, https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints. */
const constraints: Readonly<Record<string, string>> = {
  int: '[+-]?\\d{1,10}',
  long: '[+-]?\\d{1,19}',
  bool: '(?:true|false)',
  guid: '[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}',
  alpha: '[a-z]+',
};

const parameter = /^\{(\*{0,2})([a-z_]\w*)(?::([a-z]+))?(\?)?\}$/i;

/**
 * Compiles a route such as `records/{id:int}/{part?}` or `files/{*rest}`; matching ignores case and a trailing slash.
 * @throws Error for a segment of another form
 */
export function compileRoute(template: string): Route {
  const names: string[] = [];
  let precedence = '';
  let source = '';
  for (const segment of template.split('/').filter((part) => part !== '')) {
    if (!/[{}]/.test(segment)) {
      source += `/${segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`;
      precedence += '1';
      continue;
    }
    const [, stars = '', name, constraint, optional] = parameter.exec(segment) ?? [];
    const value = constraint === undefined ? '[^/]+' : constraints[constraint];
    if (name === undefined || value === undefined)
      throw new Error(`Route ${template}: '${segment}' is not supported.`);
    names.push(name);
    if (stars !== '') source += '(?:/(.*))?';
    else source += optional === undefined ? `/(${value})` : `(?:/(${value}))?`;
    precedence += stars !== '' ? '5' : constraint === undefined ? '3' : '2';
  }
  const expression = new RegExp(`^${source}/?$`, 'i');
  return {
    precedence,
    match(path) {
      const values = expression.exec(path)?.slice(1) as (string | undefined)[] | undefined;
      if (values === undefined) return undefined;
      const pairs = names.map((name, index): [string, string | undefined] => [name, values[index]]);
      return Object.fromEntries(pairs.flatMap(([name, value]) => (value ? [[name, decode(value)]] : [])));
    },
  };
}

/** A path with a stray percent sign is handed on as it came, as ASP.NET does. */
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
