import { defineOpenMap } from '../../shared/table-map/open-map.ts';

export default defineOpenMap({
  name: 'Project Operations integration invoice proposal export entity',
  version: '1.0.0.0',
  area: 'project-invoice',
  kind: 'transactional',
  direction: 'to-dataverse',
  table: 'msdyn_customerinvoice',
  properties: [],
  open: [
    'The Finance entity, its set and its key are published nowhere.',
    'Known in words only: customer invoice number, its date, the status Posted, the tax of the invoice.',
    'Until then "Customer invoice results" brings number and tax from the billed sales that Finance has posted.',
  ],
});
