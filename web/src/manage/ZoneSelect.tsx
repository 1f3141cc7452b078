import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../parts/Field';

/** The time zones this browser knows. The one chosen stays in the list even if the browser has never heard of it. */
export function ZoneSelect({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const { t } = useTranslation();
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf?.('timeZone') ?? [];
    return [...new Set([value, 'UTC', ...known])].sort();
  }, [value]);
  return (
    <Field label={t('form.zone')}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => onChange(event.target.value)}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
