import { Link } from 'wouter';
import { recordWords } from '../../../../../shared/support/words.ts';

interface Named {
  readonly record: string;
  readonly map?: string | undefined;
  readonly number?: string | undefined;
  readonly company?: string | undefined;
}

const recordAddress = (record: string): string => `/record?name=${encodeURIComponent(record)}`;

/** A record as a person calls it, leading to its page. */
export const RecordLink = ({ record, map, number, company }: Named) => (
  <Link href={recordAddress(record)} title={record}>
    {recordWords({ map: map ?? record.split('|')[0] ?? '', number, company, record })}
  </Link>
);
