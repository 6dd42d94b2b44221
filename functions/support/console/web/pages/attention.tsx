import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { cureWords } from '../../../../../shared/support/words.ts';
import { callApi } from '../api.ts';
import { every } from '../every.ts';
import { attentionPath } from '../../attention-path.ts';
import { filtersOf } from '../../filters-of.ts';
import { Asked } from '../parts/asked.tsx';
import { count } from '../parts/count.ts';
import { Filters } from '../parts/filters.tsx';
import { Note } from '../parts/group-note.tsx';
import { OpenList, recordsKey } from '../parts/open-list.tsx';
import { StandingBadge } from '../parts/standing.tsx';
import { useMay } from '../parts/use-me.ts';
import { When } from '../parts/when.tsx';
import type { Groups, NotedGroup } from '../types.ts';

/** What is open, by cause, and the records one by one. */
export function Attention() {
  const [address] = useSearchParams();
  const [, go] = useLocation();
  const filters = filtersOf(address);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['groups', filters],
    queryFn: async () => {
      const groups = await callApi<Groups>(attentionPath(filters));
      // The list begins with what came along; it asks by itself for what is scrolled to, and when it is older.
      if (groups.first !== undefined && client.getQueryData(recordsKey(filters)) === undefined)
        client.setQueryData(recordsKey(filters), { pages: [groups.first], pageParams: [''] });
      return groups;
    },
    refetchInterval: every(10_000),
  });
  const choose = (record: string, is: boolean): void => {
    const next = new Set(chosen);
    if (is) next.add(record);
    else next.delete(record);
    setChosen(next);
  };
  return (
    <>
      <h1>Needs attention</h1>
      <p className="lead">
        What did not cross, by cause. Most of it goes on by itself once the cause is cured in the source.
      </p>
      <Filters />
      <Asked query={query}>
        {({ total, groups, stoppedMaps }) => (
          <>
            {stoppedMaps.map(({ map, reason }) => (
              <MessageBar key={map} intent="error" layout="multiline">
                <MessageBarBody>
                  <MessageBarTitle>“{map}” does not run.</MessageBarTitle> {reason}
                </MessageBarBody>
              </MessageBar>
            ))}
            {total === 0 ? (
              <p>
                {Object.keys(filters).length === 0
                  ? 'Nothing needs attention: everything that changed is in the other system.'
                  : 'Nothing matches these filters. Clear them to see everything that is open.'}
              </p>
            ) : (
              <>
                <h2>
                  {count(groups.length)} {groups.length === 1 ? 'cause' : 'causes'}
                </h2>
                <div className="cards">
                  {groups.map((group) => (
                    <Group key={`${group.cause} ${group.field ?? ''}`} group={group} filters={filters} />
                  ))}
                </div>
                <h2>Records</h2>
                <div className="row">
                  <Button
                    disabled={chosen.size === 0}
                    onClick={() =>
                      go(
                        `/replay?${new URLSearchParams([...chosen].map((record) => ['record', record])).toString()}`,
                      )
                    }
                  >
                    {chosen.size === 0 ? 'Preview the chosen ones' : `Preview ${count(chosen.size)} chosen`}
                  </Button>
                </div>
                <OpenList filters={filters} chosen={chosen} choose={choose} />
              </>
            )}
          </>
        )}
      </Asked>
    </>
  );
}

function Group({
  group,
  filters,
}: {
  readonly group: NotedGroup;
  readonly filters: Readonly<Record<string, string>>;
}) {
  const mayReplay = useMay('Support.Replay');
  const asked = new URLSearchParams({
    ...filters,
    cause: group.cause,
    ...(group.field === undefined ? {} : { field: group.field }),
  }).toString();
  const waits = group.standings.rejected === undefined && group.standings.overdue === undefined;
  return (
    <section className={waits ? 'group waits' : 'group'} aria-label={group.cause}>
      <h3>
        {count(group.count)} × {group.sentence}
      </h3>
      <p>
        {group.field === undefined ? null : (
          <>
            Column <strong>{group.field}</strong>.{' '}
          </>
        )}
        {group.remedy}
      </p>
      <p className="faint">
        {Object.entries(group.standings).map(([standing, number]) => (
          <span key={standing}>
            <StandingBadge standing={standing} /> {count(number)}{' '}
          </span>
        ))}
        · who can cure it: {cureWords[group.cure]} · oldest: <When at={group.oldest} short />
      </p>
      <div className="row">
        <Link href={`/?${asked}`}>Show these records</Link>
        <Link href={`/replay?${asked}`}>{mayReplay ? 'Preview and replay' : 'Preview a replay'}</Link>
      </div>
      <Note cause={group.cause} field={group.field} note={group.note} />
    </section>
  );
}
