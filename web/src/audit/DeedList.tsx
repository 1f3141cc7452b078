import './words';
import './audit.css';
import type { TFunction } from 'i18next';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { i18n, locale } from '../i18n/i18n';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';
import { byDay, byKey, type Deed, type Kind, nameless, partsOf, sentencesFor } from './audit-core';
import type { Narrowed } from './audit-queries';

interface Query {
  data: { pages: { items: Deed[] }[] } | undefined;
  error: Error | null;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface DeedListProps {
  query: Query;
  kinds: readonly Kind[];
  narrowed: Narrowed;
  onNarrow: (narrowed: Narrowed) => void;
}

/** Who did what, day by day, narrowed to a kind or to one who did it. */
export function DeedList({ query, kinds, narrowed, onNarrow }: DeedListProps) {
  const { t } = useTranslation();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const deeds = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = narrowed.actor !== undefined || narrowed.kind !== undefined;
  const first = deeds[0];
  return (
    <>
      <div className="audit-bar">
        <label htmlFor={id}>{t('audit.kind')}</label>
        <select
          id={id}
          value={narrowed.kind ?? ''}
          onChange={({ target }) => {
            const { kind: _, ...rest } = narrowed;
            onNarrow(target.value ? { ...rest, kind: target.value } : rest);
          }}
        >
          <option value="">{t('audit.allKinds')}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`audit.kinds.${kind}`)}
            </option>
          ))}
        </select>
        {narrowed.actor && (
          <button
            type="button"
            className="btn soft"
            aria-label={t('audit.everybody')}
            onClick={() => {
              const { actor: _, ...rest } = narrowed;
              onNarrow(rest);
            }}
          >
            {t('audit.only', { who: first ? sayWho(first, t) : t('audit.who.nobody') })}
            <X size={16} aria-hidden="true" />
          </button>
        )}
      </div>
      {query.error && (
        <p className="problem" role="alert">
          {sayProblem(query.error, t)}
        </p>
      )}
      {query.isPending && (
        <p className="muted" role="status">
          {t('loading')}
        </p>
      )}
      {query.data && deeds.length === 0 && (
        <div className="card audit-empty">
          <b>{t(filtered ? 'audit.emptyFiltered' : 'audit.empty')}</b>
          <p className="muted">{t(filtered ? 'audit.emptyFilteredText' : 'audit.emptyText')}</p>
        </div>
      )}
      {deeds.length > 0 && (
        <DeedDays
          list={list}
          deeds={deeds}
          onOnly={narrowed.actor ? undefined : (actor) => onNarrow({ ...narrowed, actor })}
        />
      )}
      <ShowMore list={list} group={t('audit.list')} query={query} />
    </>
  );
}

interface DeedDaysProps {
  list: RefObject<HTMLDivElement | null>;
  deeds: readonly Deed[];
  onOnly?: ((actor: string) => void) | undefined;
  /** Below another heading. */
  small?: boolean;
}

export function DeedDays({ list, deeds, onOnly, small }: DeedDaysProps) {
  const Heading = small ? 'h3' : 'h2';
  return (
    <div ref={list} className="audit-days">
      {byDay(deeds, sayDay).map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <Heading>{day}</Heading>
          <ol className="card rows">
            {ofDay.map((deed) => (
              <Entry key={deed.id} deed={deed} onOnly={onOnly && (() => onOnly(deed.actor))} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

const sayDay = (at: string): string => new Intl.DateTimeFormat(locale(), { dateStyle: 'full' }).format(Date.parse(at));

function sayWho(deed: Deed, t: TFunction): string {
  if (!deed.actorName) return t(`audit.who.${nameless(deed.actor)}`);
  return byKey(deed) ? t('audit.who.key', { name: deed.actorName }) : deed.actorName;
}

/** What happened, as one sentence. */
function sayDeed(deed: Deed, t: TFunction): string {
  const { what = t('audit.something'), detail } = partsOf(deed);
  const key = sentencesFor(deed).find((one) => i18n.exists(one)) ?? 'audit.other';
  return t(key, { who: sayWho(deed, t), what, detail, deed: deed.deed }).trim();
}

/** One deed; its maker's name narrows the list to what they did. */
function Entry({ deed, onOnly }: { deed: Deed; onOnly?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const who = sayWho(deed, t);
  const sentence = sayDeed(deed, t);
  const time = new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(Date.parse(deed.at));
  const name: ReactNode =
    onOnly && sentence.startsWith(who) ? (
      <>
        <button type="button" className="audit-who" aria-label={t('audit.onlyOf', { who })} onClick={onOnly}>
          {who}
        </button>
        {sentence.slice(who.length)}
      </>
    ) : (
      sentence
    );
  return (
    <li className="audit-row">
      <time dateTime={deed.at}>{time}</time>
      <div>
        <p>{name}</p>
        {deed.address && (
          <span className="meta">
            <span>{t('audit.from', { address: deed.address })}</span>
            {deed.request && <span>{t('audit.request', { id: deed.request })}</span>}
          </span>
        )}
      </div>
    </li>
  );
}
