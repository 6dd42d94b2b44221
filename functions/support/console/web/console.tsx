import {
  FluentProvider,
  createDOMRenderer,
  RendererProvider,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Router } from 'wouter';
import { ApiError } from './api.ts';
import { Frame } from './frame.tsx';
import { useTheme } from './parts/use-theme.ts';

/** Styles of the component library carry the nonce of this answer, or the browser's policy would refuse them. */
const nonce = document.querySelector('meta[name=csp-nonce]')?.getAttribute('content') ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

/** An answer that will be the same again is not asked for again. */
const retry = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof ApiError) || error.status === 503 || error.status === 0);

/** The support console: theme, data, addresses. */
export function Console() {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry, staleTime: 5_000 } } }),
  );
  const theme = useTheme();
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme.shown === 'dark' ? webDarkTheme : webLightTheme} className="root">
        <QueryClientProvider client={client}>
          <Router base="/api/support/console">
            <Frame theme={theme} />
          </Router>
        </QueryClientProvider>
      </FluentProvider>
    </RendererProvider>
  );
}
