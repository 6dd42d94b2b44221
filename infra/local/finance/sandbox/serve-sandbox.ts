import type { FastifyInstance, FastifyReply } from 'fastify';
import { parse, stringify } from 'lossless-json';
import { z } from 'zod';
import { actions } from '../accounting/actions.ts';
import { FinanceRefuses } from '../accounting/finance-refuses.ts';
import { eventSwitchesSchema } from '../events/event-switches.ts';
import type { Finance } from '../finance.ts';
import { Refusal } from '../odata/refusal.ts';
import { writeRow } from '../odata/write-row.ts';
import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import { tables } from '../tables/tables.ts';
import { behaviourSchema } from './behaviour.ts';
import { metadataPatchesSchema } from './metadata-switch.ts';
import { modeSchema } from './mode.ts';
import { plantRows } from './plant-rows.ts';

/** Serves `/sandbox/`: switches, what came about, and what people do in Finance. Not counted, never disturbed. */
export function serveSandbox(app: FastifyInstance, finance: Finance): void {
  const { mode, metadata, counts, events, service } = finance;
  app.post('/sandbox/mode', (request, reply) => {
    const next = read(reply, () => modeSchema.parse(plain(request.body)));
    if (next === undefined) return reply;
    mode.set(next);
    return send(reply, 200, next);
  });
  app.patch('/sandbox/behaviour', (request, reply) => {
    const changes = read(reply, () => behaviourSchema.parse(plain(request.body)));
    return changes === undefined ? reply : send(reply, 200, service.behaviour.change(changes));
  });
  app.delete('/sandbox/behaviour', (_request, reply) => {
    service.behaviour.reset();
    return reply.status(204).send();
  });
  app.put('/sandbox/metadata', (request, reply) => {
    const patches = read(reply, () => metadataPatchesSchema.parse(plain(request.body)));
    if (patches === undefined) return reply;
    metadata.replace(patches);
    return reply.status(204).send();
  });
  app.get('/sandbox/counts', (_request, reply) => send(reply, 200, counts.toJSON()));
  app.delete('/sandbox/counts', (_request, reply) => {
    counts.reset();
    return reply.status(204).send();
  });
  app.get<SetParameter>('/sandbox/rows/:set', (request, reply) => {
    const entity = entities.get(request.params.set);
    return entity === undefined ? send(reply, 404, 'No such set') : send(reply, 200, rowsOf(finance, entity));
  });
  app.get<{ Params: { name: string } }>('/sandbox/tables/:name', (request, reply) => {
    const table = tables.get(request.params.name);
    return table === undefined
      ? send(reply, 404, 'No such table')
      : send(reply, 200, table(finance.accounting));
  });
  app.put<SetParameter>('/sandbox/rows/:set', (request, reply) => {
    const entity = entities.get(request.params.set);
    if (entity === undefined) return send(reply, 404, 'No such set');
    const changes = read(reply, () => plantRows(service.store, entity, parsed(request.body)));
    if (changes === undefined) return reply;
    events.rowsChanged(changes, 'person');
    return send(reply, 200, { changed: changes.length });
  });
  app.post('/sandbox/events', (request, reply) => {
    const switches = read(reply, () => eventSwitchesSchema.parse(plain(request.body)));
    return switches === undefined ? reply : send(reply, 200, events.switch(switches));
  });
  app.get('/sandbox/events/failed', (_request, reply) => send(reply, 200, events.failed()));
  app.post('/sandbox/events/resend', (_request, reply) => send(reply, 200, { resent: events.resend() }));
  app.post<{ Params: { name: string } }>('/sandbox/actions/:name', (request, reply) => {
    const action = actions[request.params.name];
    if (action === undefined) return send(reply, 404, 'No such action');
    const done = read(reply, () => action(finance.accounting, parsed(request.body)));
    if (done === undefined) return reply;
    events.rowsChanged(done.changes, 'person');
    for (const event of done.businessEvents) events.businessEvent(event);
    return send(reply, 200, done.result);
  });
}

interface SetParameter {
  Params: { set: string };
}

const rowsOf = (finance: Finance, entity: Entity): readonly unknown[] =>
  [...finance.service.store.rows(entity)].map((row) => writeRow(entity, row));

const parsed = (body: unknown): unknown =>
  typeof body === 'string' && body.trim() !== '' ? parse(body) : {};

/** For bodies that only hold small numbers. */
const plain = (body: unknown): unknown =>
  typeof body === 'string' && body.trim() !== '' ? JSON.parse(body) : {};

const send = (reply: FastifyReply, status: number, body: unknown): FastifyReply =>
  typeof body === 'string'
    ? reply.status(status).type('text/plain; charset=utf-8').send(body)
    : reply.status(status).type('application/json; charset=utf-8').send(stringify(body));

/** Runs what a request asks for, and answers it when that is refused: 409 with Finance's text, 400 for a wrong body. */
function read<T>(reply: FastifyReply, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FinanceRefuses) void send(reply, 409, error.message);
    else if (error instanceof Refusal) void send(reply, 400, error.message);
    else if (error instanceof z.ZodError) void send(reply, 400, z.prettifyError(error));
    else if (error instanceof SyntaxError) void send(reply, 400, `No valid JSON: ${error.message}`);
    else throw error;
    return undefined;
  }
}
