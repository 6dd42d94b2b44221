import { Badge } from '@fluentui/react-components';

const colors: Readonly<Record<string, 'danger' | 'warning' | 'informative' | 'success'>> = {
  rejected: 'danger',
  overdue: 'warning',
  'would-be-refused': 'danger',
  'still-missing': 'warning',
  unreachable: 'warning',
  'breaker-open': 'danger',
  stopped: 'danger',
  paused: 'warning',
  lost: 'warning',
  running: 'success',
  'to confirm': 'warning',
  posted: 'success',
  safe: 'success',
  applied: 'success',
};

/** How something stands, as a word with a colour; the word alone says it too. */
export const StandingBadge = ({ standing }: { readonly standing: string }) => (
  <Badge appearance="tint" color={colors[standing] ?? 'informative'} className="standing">
    {standing.replaceAll('-', ' ')}
  </Badge>
);
