import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../parts/say-problem';

const PAUSE_MS = 250;

/** Searches while one types, a moment after the last key. */
export function SearchField({ label, onSearch }: { label: string; onSearch: (search: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <search className="field admin-search">
      <label htmlFor={id}>{label}</label>
      <span className="admin-searchbox">
        <Search size={17} aria-hidden="true" />
        <input
          id={id}
          type="search"
          value={text}
          maxLength={100}
          placeholder={t('admin.search')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </span>
    </search>
  );
}

/** What stands where a list would: it loads, it could not be had, or it is empty. */
export function InPlace({
  query,
  empty,
  title,
  text,
}: {
  query: { isPending: boolean; error: Error | null };
  empty: boolean;
  title: string;
  text: string;
}) {
  const { t } = useTranslation();
  if (query.error)
    return (
      <p className="problem" role="alert">
        {sayProblem(query.error, t)}
      </p>
    );
  if (query.isPending)
    return (
      <p className="muted" role="status">
        {t('loading')}
      </p>
    );
  if (!empty) return null;
  return (
    <div className="card admin-empty">
      <b>{title}</b>
      <p className="muted">{text}</p>
    </div>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="admin-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Meter({ label, value, said }: { label: string; value: number; said: string }) {
  return (
    <div className="admin-meter">
      <span className="row">
        <span className="grow">{label}</span>
        <span className="muted">{said}</span>
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element does not look alike in all browsers */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value}
        aria-valuetext={said}
      >
        <i style={{ inlineSize: `${value}%` }} />
      </div>
    </div>
  );
}
