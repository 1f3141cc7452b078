import { useTranslation } from 'react-i18next';
import { useTitle } from '../app/use-title';
import { Webhooks } from '../webhook/Webhooks';
import { useDesk } from './use-desk';

/** Where this server tells other servers what happens to the channel's shows. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const { channel } = useDesk();
  useTitle(`${t('desk.developers.webhooks')} · ${channel.name}`);
  return <Webhooks channelId={channel.id} />;
}
