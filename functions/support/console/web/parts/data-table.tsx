import {
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** A table that a narrow window scrolls sideways, by keyboard too. Cells in the order of `head`. */
export function DataTable({
  label,
  head,
  rows,
}: {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly ReactNode[];
    readonly marked?: boolean;
  }[];
}) {
  return (
    <div className="scrolls" role="region" aria-label={label} tabIndex={0}>
      <Table aria-label={label} size="small" className="data">
        <TableHeader>
          <TableRow>
            {head.map((text) => (
              <TableHeaderCell key={text}>{text}</TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ key, cells, marked = false }) => (
            <TableRow key={key} className={marked ? 'marked' : ''}>
              {cells.map((cell, index) => (
                <TableCell key={head[index]}>{cell}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
