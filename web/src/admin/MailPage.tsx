import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProveSheet } from '../account/Fresh';
import { answer, api } from '../api/client';
import { sayAgo } from '../app/time-core';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { CopyField } from '../parts/CopyField';
import { TextField } from '../parts/Field';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';
import { entriesOf } from './admin-core';
import { type Letter, lettersQuery, type Sending } from './admin-queries';
import { Fact, InPlace } from './parts';

/** How mail goes out, and the letters themselves. */
export function MailPage() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(lettersQuery);
  const list = useRef<HTMLUListElement>(null);
  const letters = entriesOf(query.data?.pages);
  const sending = query.data?.pages[0]?.sending;
  useTitle(t('admin.mail'));
  return (
    <>
      <h1 className="title">{t('admin.mail')}</h1>
      {sending && <How sending={sending} />}
      <h2>{t('admin.post.letters')}</h2>
      <InPlace
        query={query}
        empty={letters.length === 0}
        title={t('admin.post.empty')}
        text={t('admin.post.emptyText')}
      />
      {letters.length > 0 && (
        <ul ref={list} className="card rows" aria-label={t('admin.post.letters')}>
          {letters.map((letter) => (
            <Row key={letter.id} letter={letter} sends={sending?.server !== null} />
          ))}
        </ul>
      )}
      <ShowMore list={list} group={t('admin.post.letters')} query={query} />
    </>
  );
}

function How({ sending: { server, from, trouble } }: { sending: Sending }) {
  const { t } = useTranslation();
  if (!server)
    return (
      <div className="card admin-empty">
        <b>{t('admin.post.none')}</b>
        <p className="muted">{t('admin.post.noneText')}</p>
        <p className="small">
          <code>mail.smtp = smtp://user:password@mail.example.org:587</code>
          <br />
          <code>mail.from = Shows &lt;shows@example.org&gt;</code>
        </p>
      </div>
    );
  return (
    <div className="admin-cards">
      <section className="card" aria-label={t('admin.post.how')}>
        <dl className="admin-facts">
          <Fact label={t('admin.post.server')}>{server}</Fact>
          <Fact label={t('admin.post.from')}>{from}</Fact>
        </dl>
        {trouble ? (
          <p className="problem">{t('admin.post.trouble', { trouble })}</p>
        ) : (
          <p className="muted small">{t('admin.post.well')}</p>
        )}
      </section>
      <Test />
    </div>
  );
}

function Test() {
  const { t } = useTranslation();
  const own = useSession()?.account?.email ?? '';
  const [to, setTo] = useState(own);
  const test = useMutation({
    mutationFn: () => answer(api.POST('/admin/mail-test', { body: { to: to.trim() } })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate();
  };
  return (
    <section className="card" aria-label={t('admin.post.test')}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('admin.post.testTo')}
          type="email"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          maxLength={254}
          required
          autoComplete="off"
        />
        <div className="row wrap">
          <button type="submit" className="btn soft" disabled={test.isPending}>
            {test.isPending ? t('admin.post.testing') : t('admin.post.test')}
          </button>
        </div>
        <div role="status" className="admin-told">
          {test.data && <p className="good">{t('admin.post.taken', { to: test.data.to })}</p>}
          {test.error && <p className="problem">{sayProblem(test.error, t)}</p>}
        </div>
      </form>
    </section>
  );
}

function Row({ letter, sends }: { letter: Letter; sends: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, to, subject, state, tries, problem, createdAt, sentAt, nextTryAt, hidden, paragraphs, button } = letter;
  const [proving, setProving] = useState(false);
  const again = useMutation({
    mutationFn: () => answer(api.POST('/admin/letters/{letterId}/again', { params: { path: { letterId: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: lettersQuery.queryKey }),
  });
  const ago = (time: string) => sayAgo(time, Date.now(), locale());
  return (
    <li className="admin-row">
      <span className="row wrap">
        <b className="grow">{subject}</b>
        <span className={state === 'sent' ? 'tagpill good' : 'tagpill'}>
          {t(state === 'waiting' && !sends ? 'admin.post.toHandOver' : `admin.post.${state}`)}
        </span>
      </span>
      <span className="meta">
        <span>{t('admin.post.to', { to })}</span>
        <time dateTime={sentAt ?? createdAt}>{ago(sentAt ?? createdAt)}</time>
        {sends && state !== 'sent' && tries > 0 && <span>{t('admin.post.tries', { count: tries })}</span>}
        {sends && state === 'waiting' && nextTryAt && tries > 0 && (
          <time dateTime={nextTryAt}>{t('admin.post.next', { ago: ago(nextTryAt) })}</time>
        )}
      </span>
      {problem && <p className="caution small">{problem}</p>}
      {hidden && (
        <div className="row wrap">
          <button type="button" className="btn soft" onClick={() => setProving(true)}>
            {t('admin.post.read')}
          </button>
        </div>
      )}
      {proving && (
        <ProveSheet
          onClose={() => setProving(false)}
          then={() => client.invalidateQueries({ queryKey: lettersQuery.queryKey })}
        />
      )}
      {paragraphs && (
        <details className="admin-letter">
          <summary>{t('admin.post.read')}</summary>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {button && (
            <CopyField label={button.words} value={button.url} deed={t('admin.post.copyLink', { to })} hidden />
          )}
          {button && <p className="muted small">{t('admin.post.linkText', { to })}</p>}
        </details>
      )}
      {sends && state !== 'sent' && (
        <div className="row wrap">
          <button
            type="button"
            className="btn soft"
            aria-label={t('admin.post.againNamed', { subject, to })}
            disabled={again.isPending}
            onClick={() => again.mutate()}
          >
            {t('admin.post.again')}
          </button>
          <span role="status" className="good small">
            {again.isSuccess ? t('admin.post.againTaken') : ''}
          </span>
          {again.error && (
            <span className="problem" role="alert">
              {sayProblem(again.error, t)}
            </span>
          )}
        </div>
      )}
    </li>
  );
}
