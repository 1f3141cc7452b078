import { useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayAgo, sayWhen } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { ShowMore } from '../parts/ShowMore';
import { AccountSheet } from './AccountSheet';
import { entriesOf } from './admin-core';
import { type AdminAccount, accountsQuery } from './admin-queries';
import { NewAccount } from './NewAccount';
import { InPlace, SearchField } from './parts';

export function AccountsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string>();
  const query = useInfiniteQuery(accountsQuery(search));
  const list = useRef<HTMLUListElement>(null);
  const accounts = entriesOf(query.data?.pages);
  useTitle(t('admin.accounts'));
  return (
    <>
      <div className="admin-head">
        <h1 className="title grow">{t('admin.accounts')}</h1>
        <button type="button" className="btn primary" onClick={() => setOpen('new')}>
          <UserPlus size={17} aria-hidden="true" />
          {t('admin.people.add')}
        </button>
      </div>
      <SearchField label={t('admin.people.searchLabel')} onSearch={setSearch} />
      <InPlace
        query={query}
        empty={accounts.length === 0}
        title={t('admin.nothingFound')}
        text={t('admin.nothingFoundText')}
      />
      {accounts.length > 0 && (
        <ul ref={list} className="card rows" aria-label={t('admin.accounts')}>
          {accounts.map((account) => (
            <Row key={account.id} account={account} onOpen={() => setOpen(account.id)} />
          ))}
        </ul>
      )}
      <ShowMore list={list} group={t('admin.accounts')} query={query} />
      {open === 'new' && <NewAccount onClose={() => setOpen(undefined)} />}
      {open && open !== 'new' && <AccountSheet key={open} id={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Row({ account, onOpen }: { account: AdminAccount; onOpen: () => void }) {
  const { t } = useTranslation();
  const { name, email, createdAt, seenAt } = account;
  return (
    <li className="admin-row">
      <button type="button" className="admin-open" aria-label={t('admin.people.open', { name })} onClick={onOpen}>
        <b>{name}</b>
        <span className="muted small">{email}</span>
      </button>
      <span className="meta">
        {account.role === 'admin' && <span className="tagpill good">{t('admin.people.admin')}</span>}
        {account.disabled && <span className="pill">{t('admin.people.disabled')}</span>}
        {!account.verified && <span className="tagpill">{t('admin.people.unverified')}</span>}
        <time dateTime={createdAt}>{t('admin.people.joined', { when: sayWhen(createdAt, Date.now(), locale()) })}</time>
        {seenAt && (
          <time dateTime={seenAt}>{t('admin.people.seen', { ago: sayAgo(seenAt, Date.now(), locale()) })}</time>
        )}
      </span>
    </li>
  );
}
