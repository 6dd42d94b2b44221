import { describe, expect, it } from 'vitest';
import { earlyCalls } from '../../functions/support/console/early-calls.ts';
import { page } from '../../functions/support/console/page.ts';

const bundle = { script: 'console-1.js', style: 'console-2.css', files: [] };
const shown = (path: string, address: string): string =>
  page('nonce', bundle, earlyCalls(path, new URLSearchParams(address)));

describe('the page of the console', () => {
  it('has the browser ask at once for what the page will show, with the filters of its address', () => {
    expect(earlyCalls('', new URLSearchParams('company=usmf&cause=period-closed&other=1'))).toEqual([
      'me',
      'groups?company=usmf&cause=period-closed&first=30',
    ]);
    expect(earlyCalls('overview', new URLSearchParams())).toEqual(['me', 'overview']);
    expect(earlyCalls('record', new URLSearchParams('name=P-1'))).toEqual(['me']);
    expect(shown('', 'company=usmf')).toContain(
      'href="/api/support/console/api/groups?company=usmf&amp;first=30"',
    );
  });

  it('lets nobody write into it by its address', () => {
    const written = shown('', new URLSearchParams({ company: '"><script>alert(1)</script>' }).toString());
    expect(written).not.toContain('<script>alert');
    expect(written.match(/<script/g)).toHaveLength(1);
  });
});
