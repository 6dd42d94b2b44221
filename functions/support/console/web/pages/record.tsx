import { Button, Link as FluentLink } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { DiscardRequest } from '../../../../../shared/support/discard-request.ts';
import type { RecordLinks } from '../../../../../shared/support/record-links.ts';
import type { ShownRecord } from '../../../../../shared/support/show-record.ts';
import { cureWords, recordWords } from '../../../../../shared/support/words.ts';
import { callApi } from '../api.ts';
import { every } from '../every.ts';
import { Asked } from '../parts/asked.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { RecordLink } from '../parts/record-link.tsx';
import { StandingBadge } from '../parts/standing.tsx';
import { SyncNow } from '../parts/sync-now.tsx';
import { useMay, useMe } from '../parts/use-me.ts';
import { When } from '../parts/when.tsx';
import type { Discarded, Shown } from '../types.ts';

/** One record: how it stands and why, both rows side by side, and what happened to it. */
export function RecordPage() {
  const [address] = useSearchParams();
  const name = address.get('name') ?? '';
  const query = useQuery({
    queryKey: ['record', name],
    queryFn: () => callApi<Shown>(`show?name=${encodeURIComponent(name)}`),
    refetchInterval: every(10_000),
    enabled: name.trim() !== '',
  });
  if (name.trim() === '')
    return (
      <>
        <h1>Find a record</h1>
        <p>Type its number (P-1001), or the id of its row in Dataverse, into the field above.</p>
      </>
    );
  return (
    <Asked query={query} title={`Record ${name}`}>
      {(answer) =>
        'shown' in answer ? (
          <Known shown={answer.shown} asked={answer.discardAsked} links={answer.links} />
        ) : (
          <Matches name={name} matches={answer.matches} />
        )
      }
    </Asked>
  );
}

const Matches = ({ name, matches }: { readonly name: string; readonly matches: readonly string[] }) => (
  <>
    <h1>Several records are called “{name}”</h1>
    <ul>
      {matches.map((record) => (
        <li key={record}>
          <RecordLink record={record} />
        </li>
      ))}
    </ul>
  </>
);

function Known({
  shown,
  asked,
  links,
}: {
  readonly shown: ShownRecord;
  readonly asked: DiscardRequest | undefined;
  readonly links: RecordLinks;
}) {
  const { record, state, open, preview, timeline, replay } = shown;
  const mayReplay = useMay('Support.Replay');
  const me = useMe().data?.name;
  const [, go] = useLocation();
  const replayAddress = `/replay?${new URLSearchParams({ record }).toString()}`;
  const toFinance = preview.direction !== 'to-dataverse';
  const [source, counterpart] = toFinance ? ['Dataverse', 'Finance'] : ['Finance', 'Dataverse'];
  const differing = preview.fields.filter(({ differs }) => differs).length;
  const failure = state?.failure;
  const title = recordWords({ ...preview, record });
  // Who asked cannot be the one who confirms; the API sees to it.
  const isForMe = asked !== undefined && asked.by !== me;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [
      'State',
      <>
        <StandingBadge standing={open?.standing ?? state?.outcome ?? 'not known'} />{' '}
        {open === undefined ? null : (
          <>
            since <When at={open.since} />
          </>
        )}
      </>,
    ],
    ...(open === undefined
      ? []
      : ([
          ['What is the matter', open.message],
          ['Column', open.field ?? '–'],
          ['What to do', open.hint ?? '–'],
          ['Who can cure it', cureWords[open.cure]],
        ] as const)),
    ...(open === undefined && failure !== undefined ? [['Last failure', failure.message] as const] : []),
    ...(state?.counterpartKey === undefined
      ? []
      : [[`Row in ${counterpart}`, state.counterpartKey] as const]),
    ...(preview.stage === undefined
      ? []
      : [
          [
            'Stands in Finance',
            <>
              <StandingBadge standing={preview.stage.stage} />{' '}
              {preview.stage.voucher === undefined ? null : `voucher ${preview.stage.voucher}`}
            </>,
          ] as const,
        ]),
    ...(replay === undefined
      ? []
      : [
          [
            'Being replayed',
            <>
              by {replay.by}, <When at={replay.at} />
            </>,
          ] as const,
        ]),
    ...(asked === undefined
      ? []
      : [
          [
            'Discard asked for',
            <>
              by {asked.by}, <When at={asked.at} />: {asked.reason}. Another person must confirm it.
            </>,
          ] as const,
        ]),
    [
      'If replayed now',
      <>
        <StandingBadge standing={preview.verdict} /> {preview.why}
      </>,
    ],
  ];
  return (
    <>
      <h1>{title}</h1>
      {title === record ? null : <p className="lead">{record}</p>}
      <dl className="facts">
        {facts.map(([term, fact]) => (
          <div key={term} className="fact">
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <div className="row middle">
        {open === undefined ? null : (
          <Button appearance="primary" onClick={() => go(replayAddress)}>
            {mayReplay ? 'Preview and replay' : 'Preview a replay'}
          </Button>
        )}
        {open !== undefined && mayReplay ? (
          <Confirm
            button={isForMe ? 'Confirm the discard' : 'Discard'}
            title="Discard this record?"
            text="It is settled without writing anything, and its dead letter is removed. When its source row changes, it is worked on as always."
            reason="Why is it not needed?"
            act={async (reason) => {
              const { results } = await callApi<Discarded>('discard', { records: [record], reason });
              const [result] = results;
              if (result?.outcome === 'settled' || result?.outcome === 'busy') throw new Error(result.why);
            }}
          />
        ) : null}
        {open === undefined && state !== undefined && mayReplay ? <SyncNow record={record} /> : null}
        {links.dataverse === undefined ? null : (
          <FluentLink inline href={links.dataverse} target="_blank" rel="noreferrer">
            Open in Dataverse
          </FluentLink>
        )}
        {links.finance === undefined ? null : (
          <FluentLink inline href={links.finance} target="_blank" rel="noreferrer">
            Open Finance in {preview.company}
          </FluentLink>
        )}
        <Link href={`/replay?${new URLSearchParams({ document: record }).toString()}`}>
          The whole document
        </Link>
        <Link href={`/audit?${new URLSearchParams({ record }).toString()}`}>Who did what</Link>
        {state === undefined ? null : <Link href={`/maps/${encodeURIComponent(state.map)}`}>Its map</Link>}
      </div>
      <h2>Both rows, as they are now</h2>
      {preview.fields.length === 0 ? (
        <p>Neither row could be read. {preview.why}</p>
      ) : (
        <>
          <p className="faint">
            {preview.counterpartRow === undefined
              ? `What ${counterpart} has could not be read: see “If replayed now”.`
              : preview.counterpartRow === 'absent'
                ? `There is no row in ${counterpart} yet.`
                : differing === 0
                  ? 'No column differs.'
                  : `${String(differing)} ${differing === 1 ? 'column differs' : 'columns differ'}, marked ≠.`}
          </p>
          <DataTable
            label="Both rows side by side"
            head={[
              'Differs',
              `${source} column`,
              `${source} has`,
              `${counterpart} column`,
              'Should have',
              'Has',
            ]}
            rows={preview.fields.map((pair, index) => ({
              key: `${pair.column} ${String(index)}`,
              marked: pair.differs,
              cells: [
                pair.differs ? '≠' : '',
                pair.source ?? '(constant)',
                text(pair.sourceValue),
                pair.column,
                text(pair.expected),
                text(pair.counterpartValue),
              ],
            }))}
          />
        </>
      )}
      <h2>What happened</h2>
      {timeline.length === 0 ? (
        <p>No attempt is kept.</p>
      ) : (
        <DataTable
          label="What happened, the newest first"
          head={['When', 'Outcome', 'Attempt', 'Direction', 'Came from', 'Why']}
          rows={timeline.map((row) => ({
            key: `${row.at} ${row.key} ${String(row.attempt)}`,
            cells: [
              <When at={row.at} />,
              <StandingBadge standing={row.outcome} />,
              String(row.attempt),
              row.direction === 'to-finance' ? '→\u00a0Finance' : '→\u00a0Dataverse',
              row.origin,
              row.failure?.message ?? row.reason ?? (row.changedFields ?? []).join(', '),
            ],
          }))}
        />
      )}
    </>
  );
}

const text = (value: string | undefined): string =>
  value === undefined ? '–' : value === '' ? '(empty)' : value;
