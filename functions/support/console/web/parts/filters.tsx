import { Button, Field, Select } from '@fluentui/react-components';
import { useSearchParams } from 'wouter';
import { areas } from '../../../../../shared/table-map/area.ts';
import { filtersOf } from '../../filters-of.ts';
import { useMe } from './use-me.ts';

/** Choosers of the filters; what is chosen goes into the address. */
export function Filters() {
  const [address, setAddress] = useSearchParams();
  const companies = useMe().data?.companies ?? [];
  const choose = (name: string, value: string): void =>
    setAddress((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    });
  const chooser = (label: string, name: string, values: readonly (readonly [string, string])[]) => (
    <Field label={label}>
      <Select value={address.get(name) ?? ''} onChange={(_, { value }) => choose(name, value)}>
        <option value="">All</option>
        {values.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
  const same = (values: readonly string[]) =>
    values.map((value) => [value, value.replaceAll('-', ' ')] as const);
  const kept = Object.entries(filtersOf(address)).filter(([name]) =>
    ['cause', 'field', 'map'].includes(name),
  );
  return (
    <div className="row" role="group" aria-label="Filters">
      {chooser('Area', 'area', same(areas))}
      {chooser('Legal entity', 'company', same(companies))}
      {chooser('State', 'outcome', same(['rejected', 'overdue', 'waiting', 'retrying']))}
      {chooser('Who can cure it', 'cure', same(['project-manager', 'accountant', 'administrator']))}
      {chooser('Open for more than', 'olderThan', [
        ['1h', '1 hour'],
        ['1d', '1 day'],
        ['7d', '7 days'],
        ['30d', '30 days'],
      ])}
      {chooser('Accounting period', 'cause', [['period-closed', 'Closed']])}
      {kept.map(([name, value]) => (
        <Button key={name} onClick={() => choose(name, '')} aria-label={`Remove the filter ${name} ${value}`}>
          {name}: {value} ✕
        </Button>
      ))}
      {Object.keys(filtersOf(address)).length === 0 ? null : (
        <Button appearance="subtle" onClick={() => setAddress({})}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
