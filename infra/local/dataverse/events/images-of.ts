import type { Column } from '../schema/column.ts';
import { pairs, type Pair } from './pairs.ts';
import type { RaisedEvent } from './raised-event.ts';
import { wireEntity } from './wire-value.ts';

/** An asynchronous step always carries the primary name and id, whether an image was registered or not. */
export function imagesOf(event: RaisedEvent): Pair[] {
  const { table, row, rowId, step } = event;
  const image = (key: string, columns: readonly Column[]): Pair => {
    const present = columns.filter((column) => (row[column.name] ?? null) !== null);
    return {
      key,
      value: wireEntity(
        table.name,
        rowId,
        pairs.attributes(present, row),
        key === 'AsynchronousStepPrimaryName' ? [] : pairs.formatted(present, row),
        false,
      ),
    };
  };
  const images = [
    image('AsynchronousStepPrimaryName', pairs.named(event, new Set([table.primaryName, table.id]))),
  ];
  if (step.postImage !== undefined && event.message !== 'Delete') {
    const wanted = step.postImage.attributes;
    images.push(
      image(
        step.postImage.alias,
        wanted === undefined
          ? [...table.columns.values()]
          : pairs.named(event, new Set([...wanted, table.id])),
      ),
    );
  }
  return images;
}
