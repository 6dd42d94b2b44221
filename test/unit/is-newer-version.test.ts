import { expect, it } from 'vitest';
import { isNewerVersion } from '../../shared/table-map/is-newer-version.ts';

it('compares versions of a map part by part as numbers', () => {
  expect(isNewerVersion('1.0.0.10', '1.0.0.9')).toBe(true);
  expect(isNewerVersion('1.0.0.9', '1.0.0.10')).toBe(false);
  expect(isNewerVersion('2', '1.9.9.9')).toBe(true);
  expect(isNewerVersion('1.0.0.3', '1.0.0.3')).toBe(false);
});
