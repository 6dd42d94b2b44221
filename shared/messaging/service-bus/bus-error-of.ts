import { isServiceBusError } from '@azure/service-bus';
import { BusError } from '../bus-error.ts';

/** Runs a call to the bus; whatever it throws becomes a BusError that names the topic. */
export async function busError<T>(topic: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const code = isServiceBusError(error) ? error.code : 'failed';
    const text = error instanceof Error ? error.message : String(error);
    throw new BusError(code, `Service Bus topic ${topic}: ${text}`, { cause: error });
  }
}
