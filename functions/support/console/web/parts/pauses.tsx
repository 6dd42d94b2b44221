import type { HeldBack } from '../../../../../shared/support/held-back.ts';
import { callApi } from '../api.ts';
import { Confirm } from './confirm.tsx';
import { count } from './count.ts';
import { DataTable } from './data-table.tsx';
import { useMay } from './use-me.ts';
import { When } from './when.tsx';

/** What is paused, by whom and why, and the way to let it go on. */
export function Pauses({ pauses }: { readonly pauses: HeldBack['pauses'] }) {
  const mayPause = useMay('Support.Admin');
  if (pauses.length === 0) return <p>Nothing is paused.</p>;
  return (
    <DataTable
      label="What is paused"
      head={['What', 'Since', 'By', 'Reason', 'Waiting for it', 'Let it go on']}
      rows={pauses.map((pause) => ({
        key: pause.what,
        cells: [
          pause.what,
          <When at={pause.since} />,
          pause.who,
          pause.why,
          count(pause.parked),
          mayPause ? (
            <Confirm
              button="Resume"
              title={`Let ${pause.what} go on?`}
              text="What waits for it is sent again, at a rate."
              act={async () => {
                await callApi('resume', {
                  ...(pause.map === '*' ? {} : { map: pause.map }),
                  ...(pause.company === '*' ? {} : { company: pause.company }),
                  ...(pause.direction === '*' ? {} : { direction: pause.direction }),
                  ...(pause.only === undefined ? {} : { only: pause.only }),
                });
              }}
            />
          ) : (
            'needs Support.Admin'
          ),
        ],
      }))}
    />
  );
}
