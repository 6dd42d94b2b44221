import {
  Button,
  Link as FluentLink,
  MessageBar,
  MessageBarBody,
  SearchBox,
} from '@fluentui/react-components';
import { WeatherMoonRegular, WeatherSunnyRegular } from '@fluentui/react-icons';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { Attention } from './pages/attention.tsx';
import { Audit } from './pages/audit.tsx';
import { JobPage } from './pages/job.tsx';
import { Jobs } from './pages/jobs.tsx';
import { MapPage } from './pages/map.tsx';
import { Maps } from './pages/maps.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { RecordPage } from './pages/record.tsx';
import { Replay } from './pages/replay.tsx';
import { RunPage } from './pages/run.tsx';
import { Runs } from './pages/runs.tsx';
import { Boundary } from './parts/boundary.tsx';
import { Failed } from './parts/failed.tsx';
import type { Theme } from './parts/use-theme.ts';
import { useMe } from './parts/use-me.ts';

const pages = [
  ['/', 'Needs attention'],
  ['/overview', 'Overview'],
  ['/jobs', 'Replays'],
  ['/runs', 'Runs'],
  ['/maps', 'Maps'],
  ['/audit', 'Audit'],
] as const;

/** Head, navigation and the page that the address names. */
export function Frame({ theme }: { readonly theme: Theme }) {
  const me = useMe();
  const [path, go] = useLocation();
  const [sought, seek] = useState('');
  const title =
    pages.find(([to]) => to === path || (to !== '/' && path.startsWith(`${to}/`)))?.[1] ??
    (path === '/replay' ? 'Preview of a replay' : path === '/record' ? 'Record' : 'No such page');
  useEffect(() => {
    document.title = `${title} – Sync support`;
  }, [title]);
  return (
    <>
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <header className="head">
        <span className="brand">Sync support</span>
        <nav aria-label="Pages" className="pages">
          {pages.map(([to, name]) => (
            <Link
              key={to}
              href={to}
              aria-current={
                path === to ? 'page' : to !== '/' && path.startsWith(`${to}/`) ? 'true' : undefined
              }
            >
              {name}
            </Link>
          ))}
        </nav>
        <form
          className="find"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            if (sought.trim() !== '') go(`/record?name=${encodeURIComponent(sought.trim())}`);
          }}
        >
          <SearchBox
            aria-label="Find a record by number or id"
            placeholder="Find by number or id"
            value={sought}
            onChange={(_, { value }) => seek(value)}
          />
        </form>
        <Button
          appearance="subtle"
          icon={theme.shown === 'dark' ? <WeatherSunnyRegular /> : <WeatherMoonRegular />}
          aria-label={theme.shown === 'dark' ? 'Switch to light' : 'Switch to dark'}
          onClick={theme.toggle}
        />
        <span className="who">{me.data?.name}</span>
      </header>
      {me.data?.local === true ? (
        <MessageBar intent="warning">
          <MessageBarBody>
            Local environment: signed in as {me.data.name} without a sign-in, with all rights, on sandbox
            data.
          </MessageBarBody>
        </MessageBar>
      ) : null}
      <main id="page" tabIndex={-1}>
        {me.error === null || me.data !== undefined ? (
          <Boundary key={path}>
            <Page />
          </Boundary>
        ) : (
          <Failed error={me.error} again={() => void me.refetch()} />
        )}
      </main>
    </>
  );
}

const Page = (): ReactNode => (
  <Switch>
    <Route path="/" component={Attention} />
    <Route path="/overview" component={OverviewPage} />
    <Route path="/record" component={RecordPage} />
    <Route path="/replay" component={Replay} />
    <Route path="/jobs" component={Jobs} />
    <Route path="/jobs/:id">{({ id }) => <JobPage id={id} />}</Route>
    <Route path="/runs" component={Runs} />
    <Route path="/runs/:id">{({ id }) => <RunPage id={id} />}</Route>
    <Route path="/maps" component={Maps} />
    <Route path="/maps/:name">{({ name }) => <MapPage name={name} />}</Route>
    <Route path="/audit" component={Audit} />
    <Route>
      <h1>There is no such page</h1>
      <p>
        <FluentLink href="/api/support/console/">See what needs attention</FluentLink> instead.
      </p>
    </Route>
  </Switch>
);
