import type { Random } from '../clock/random.ts';
import type { Action, WeightedAction } from './action.ts';
import { person } from './person.ts';
import { tables } from './simulated-maps.ts';
import { some } from './some.ts';
import { subjects } from './subjects.ts';

const categoryKey = (random: Random) => ({
  dataAreaId: 'usmf',
  CostType: `C-${String(random.between(1, 2))}`,
});

const putCategory: Action = (simulation) => {
  const { random, finance } = simulation;
  const key = categoryKey(random);
  person(simulation, finance).put(tables.category, key, {
    // A name belongs to one category: the map finds a row that is there by it.
    CostTxt: `${key.CostType} ${random.pick(subjects)}`,
    TransactionCategoryId: 'TRAVEL',
    ExpType: random.pick(['Hotel', 'Meals']),
    IsInactive: random.pick(['No', 'Yes']),
  });
  return true;
};

const deleteCategory: Action = (simulation) => {
  const { random, finance } = simulation;
  const row = some(random, finance.rows(tables.category.table));
  if (row === undefined) return false;
  const key = { dataAreaId: row.values['dataAreaId'] ?? '', CostType: row.values['CostType'] ?? '' };
  person(simulation, finance).remove(tables.category, key);
  return true;
};

/** What people do with expense categories, which Finance owns. */
export const categoryActions: readonly WeightedAction[] = [
  { weight: 3, act: putCategory },
  { weight: 1, act: deleteCategory },
];
