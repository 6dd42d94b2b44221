import { expect, test } from 'vitest';
import { transformToFinance } from '../../shared/table-map/transform-to-finance.ts';
import { n, sourceRow } from '../unit/maps-source-row.ts';
import rentals from './tool-rentals.map.ts';

const row = sourceRow(rentals, 'to-finance', {
  'contoso_project.msdyn_owningcompany.cdm_companycode': 'USMF',
  'contoso_project.msdyn_projectnumber': 'P-1001',
  contoso_number: 'R-1',
  contoso_text: 'Crane',
  contoso_from: '2026-10-25',
  contoso_days: null,
  contoso_rate: n('120.5'),
  contoso_state: n('2'),
});

test('a rental crosses with every field', () => {
  expect(transformToFinance(rentals, row)).toMatchObject({
    key: { dataAreaId: 'usmf', RentalId: 'R-1' },
    values: {
      Description: 'Crane',
      FromDate: '2026-10-25T12:00:00Z',
      Days: n('1'),
      DailyRate: n('120.5'),
      RentalStatus: 'Out',
      ProjectId: 'P-1001',
    },
    problems: [],
  });
});

test('a rental with a rate that Finance would round is refused, naming the column', () => {
  const { problems } = transformToFinance(rentals, { ...row, contoso_rate: n('120.555') });
  expect(problems).toMatchObject([{ kind: 'not-exact', source: 'contoso_rate', target: 'DailyRate' }]);
});
