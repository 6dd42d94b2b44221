import { defineOpenMap } from '../../shared/table-map/open-map.ts';

export default defineOpenMap({
  name: 'Project material usage creates',
  version: '1.0.0.0',
  area: 'estimates-actuals',
  kind: 'transactional',
  direction: 'to-dataverse',
  table: 'msdyn_materialusagelog',
  properties: [],
  open: ['The Finance entity, its set, its key and all columns are published nowhere (Finance 10.0.46).'],
});
