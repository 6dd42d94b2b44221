import { Field as Labelled, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Transform } from '../../../../../shared/table-map/table-map.ts';
import { callApi } from '../api.ts';
import { Asked } from '../parts/asked.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Pauses } from '../parts/pauses.tsx';
import { standingOfMap } from '../parts/standing-of-map.ts';
import { StandingBadge } from '../parts/standing.tsx';
import { useHeld } from '../parts/use-held.ts';
import { useMay, useMe } from '../parts/use-me.ts';
import type { ShownMap } from '../types.ts';

/** One table map: fields with their value maps, filter, guards; pause and resume. */
export function MapPage({ name }: { readonly name: string }) {
  const held = useHeld();
  const query = useQuery({
    queryKey: ['map', name],
    queryFn: () => callApi<ShownMap>(`maps/${encodeURIComponent(name)}`),
  });
  return (
    <Asked query={query} title={name}>
      {({ summary, fields, rules }) => (
        <>
          <h1>{summary.name}</h1>
          <p className="lead">
            {summary.table}{' '}
            {summary.direction === 'both' ? '↔' : summary.direction === 'to Finance' ? '→' : '←'}{' '}
            {summary.set} · version {summary.version} · {summary.kind}
          </p>
          <p>
            <StandingBadge standing={standingOfMap(summary, held.data?.pauses)} /> {summary.why ?? ''}
          </p>
          <Pausing map={name} />
          <h2>Rules</h2>
          {rules === undefined || rules.length === 0 ? (
            <p>No filter and no guard: every row crosses.</p>
          ) : (
            <DataTable
              label="Rules"
              head={['Rule', 'What it says', 'How sure']}
              rows={rules.map(({ rule, text, evidence }) => ({
                key: rule,
                cells: [rule, text, evidence ?? ''],
              }))}
            />
          )}
          <h2>Fields</h2>
          {fields === undefined ? (
            <p>Its columns are not published: it does not run until it is imported.</p>
          ) : (
            <DataTable
              label="Fields"
              head={['Dataverse', 'Direction', 'Finance', 'Value', 'Sent', 'How sure']}
              rows={fields.map((field, index) => ({
                key: String(index),
                cells: [
                  field.dataverse?.path ?? '',
                  field.direction === 'to-finance' ? '→' : '←',
                  field.finance?.property ?? '',
                  <Value transform={field.transform} />,
                  `${field.sent}${field.required ? ', required' : ''}`,
                  <span title={field.note}>{field.evidence}</span>,
                ],
              }))}
            />
          )}
        </>
      )}
    </Asked>
  );
}

function Value({ transform }: { readonly transform: Transform }) {
  switch (transform.kind) {
    case 'copy':
      return <>copied</>;
    case 'constant':
      return <>always {String(transform.value)}</>;
    case 'value-map':
    case 'label-map': {
      const pairs = Object.entries(transform.kind === 'value-map' ? transform.pairs : transform.labels);
      return (
        <details>
          <summary>{pairs.length} values</summary>
          {pairs.map(([member, option]) => (
            <div key={member}>
              {member} = {option === '' ? '(empty)' : option}
            </div>
          ))}
        </details>
      );
    }
  }
}

function Pausing({ map }: { readonly map: string }) {
  const mayPause = useMay('Support.Admin');
  const companies = useMe().data?.companies ?? [];
  const [company, setCompany] = useState('');
  const held = useHeld();
  const pauses = held.data?.pauses.filter((pause) => pause.map === map) ?? [];
  return (
    <>
      <h2>Pauses</h2>
      <Pauses pauses={pauses} />
      {mayPause ? (
        <div className="row">
          <Labelled label="Legal entity">
            <Select value={company} onChange={(_, { value }) => setCompany(value)}>
              <option value="">All</option>
              {companies.map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </Select>
          </Labelled>
          <Confirm
            button="Pause this map"
            title={`Pause ${map}${company === '' ? '' : ` in ${company}`}?`}
            text="Its records wait and nothing is lost. It stays paused until somebody lets it go on."
            reason="Reason"
            act={async (reason) => {
              await callApi('pause', { map, reason, ...(company === '' ? {} : { company }) });
            }}
          />
        </div>
      ) : null}
    </>
  );
}
