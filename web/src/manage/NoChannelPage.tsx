import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmAgain } from '../account/ConfirmAgain';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import './manage.css';
import './words';

/** Somebody without a channel: what one is, and the way to the first. */
export function NoChannelPage() {
  const { t } = useTranslation();
  const account = useSession()?.account;
  useTitle(t('manage.title'));
  return (
    <div className="dash">
      <div className="card emptycard">
        <h1 className="title">{t('desk.noChannel.title')}</h1>
        <p className="muted">{t('desk.noChannel.text')}</p>
        {account && !account.verified && account.role !== 'admin' ? (
          <>
            <p className="caution">
              {account.email
                ? t('desk.noChannel.unverified', { email: account.email })
                : t('desk.noChannel.addressNeeded')}
            </p>
            {!account.email && (
              <Link to="/account" className="btn soft">
                {t('desk.noChannel.toAccount')}
              </Link>
            )}
          </>
        ) : (
          <Link to="/manage/new" className="btn primary">
            {t('desk.makeChannel')}
          </Link>
        )}
        {account && <ConfirmAgain account={account} />}
        <small className="muted">{t('desk.noChannel.invited')}</small>
      </div>
    </div>
  );
}
