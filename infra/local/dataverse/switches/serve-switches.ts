import type { FastifyInstance, FastifyReply } from 'fastify';
import { stringify } from 'lossless-json';
import { z } from 'zod';
import type { World } from '../world.ts';
import { behaviourSchema } from './behaviour.ts';
import { flatRows } from './flat-rows.ts';
import { metadataPatches } from './metadata-switch.ts';
import { mode } from './mode.ts';

const eventSwitch = z.strictObject({
  hold: z.array(z.string()).optional(),
  release: z.union([z.boolean(), z.literal('reversed')]).optional(),
  duplicate: z.number().int().positive().optional(),
  drop: z.boolean().optional(),
  oversize: z.boolean().optional(),
});

const steps = z.array(
  z.strictObject({
    table: z.string(),
    message: z.enum(['Create', 'Update', 'Delete']),
    filteringAttributes: z.array(z.string()).exactOptional(),
    postImage: z
      .strictObject({ alias: z.string(), attributes: z.array(z.string()).exactOptional() })
      .exactOptional(),
    id: z.string().exactOptional(),
  }),
);

/** The switches under `/sandbox`; what each does is told in SWITCHES.md. */
export function serveSwitches(server: FastifyInstance, world: World): void {
  server.post('/sandbox/mode', (request, reply) =>
    take(reply, mode, request.body, (next) => {
      world.mode.set(next);
    }),
  );
  server.patch('/sandbox/behaviour', (request, reply) =>
    take(reply, behaviourSchema, request.body, (changes) => {
      world.behaviour.change(changes);
    }),
  );
  server.delete('/sandbox/behaviour', (_request, reply) => {
    world.behaviour.reset();
    return reply.code(204).send();
  });
  server.put('/sandbox/metadata', (request, reply) =>
    take(reply, metadataPatches, request.body, (patches) => {
      world.metadata.replace(patches);
    }),
  );
  server.post('/sandbox/events', (request, reply) =>
    take(reply, eventSwitch, request.body, (change) => {
      world.deliveries.set(change);
    }),
  );
  server.post('/sandbox/change-tracking', (request, reply) =>
    take(reply, z.strictObject({ expire: z.literal(true) }), request.body, () => {
      world.database.expireTokens();
    }),
  );
  server.get('/sandbox/events', () => world.deliveries.counts);
  server.get('/sandbox/steps', () => world.steps.all());
  server.put('/sandbox/steps', (request, reply) =>
    take(reply, steps, request.body, (next) => {
      world.steps.replace(next);
    }),
  );
  server.get('/sandbox/counts', () => world.counts.read());
  server.delete('/sandbox/counts', (_request, reply) => {
    world.counts.reset();
    return reply.code(204).send();
  });
  server.get<{ Params: { table: string } }>('/sandbox/rows/:table', (request, reply) => {
    const { table: name } = request.params;
    const table = world.customized.byName(name) ?? world.customized.bySet(name);
    if (table === undefined) return reply.code(404).send({ problem: `no table ${name}` });
    return reply.type('application/json').send(stringify(flatRows(world.database, table)));
  });
}

function take<T>(
  reply: FastifyReply,
  form: z.ZodType<T>,
  body: unknown,
  apply: (value: T) => void,
): FastifyReply {
  const parsed = form.safeParse(fromJson(body));
  if (!parsed.success) return reply.code(400).send({ problem: z.prettifyError(parsed.error) });
  apply(parsed.data);
  return reply.code(204).send();
}

function fromJson(body: unknown): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : '');
  } catch {
    return undefined;
  }
}
