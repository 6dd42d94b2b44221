import { Field, Input } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { callApi } from '../api.ts';
import { Asked } from '../parts/asked.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { RecordLink } from '../parts/record-link.tsx';
import { When } from '../parts/when.tsx';
import type { Audited } from '../types.ts';

/** Who did what, the newest first, with what it was before. */
export function Audit() {
  const [address, setAddress] = useSearchParams();
  const asked = new URLSearchParams(
    ['record', 'by', 'job'].flatMap((name) => {
      const value = address.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
  asked.set('limit', '500');
  const query = useQuery({
    queryKey: ['audit', asked.toString()],
    queryFn: () => callApi<Audited>(`audit?${asked.toString()}`),
  });
  return (
    <>
      <h1>Audit</h1>
      <p className="lead">Every replay, discard, pause and resume. Rows are added, never changed.</p>
      <div className="row">
        <Field label="By whom">
          <Input
            value={address.get('by') ?? ''}
            onChange={(_, { value }) =>
              setAddress((before) => {
                const next = new URLSearchParams(before);
                if (value === '') next.delete('by');
                else next.set('by', value);
                return next;
              })
            }
          />
        </Field>
      </div>
      <Asked query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>Nobody has done anything of this yet.</p>
          ) : (
            <DataTable
              label="Who did what"
              head={['When', 'Who', 'What', 'Record', 'Before', 'After', 'Reason']}
              rows={rows.map((row) => ({
                key: row.id,
                cells: [
                  <When at={row.at} />,
                  row.by,
                  row.action,
                  row.area === undefined ? (row.after['place'] ?? row.record) : <RecordLink {...row} />,
                  values(row.before),
                  values(row.after),
                  row.reason ?? '',
                ],
              }))}
            />
          )
        }
      </Asked>
    </>
  );
}

const values = (of: Readonly<Record<string, string>>): string =>
  Object.entries(of)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
