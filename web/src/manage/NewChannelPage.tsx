import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { useTitle } from '../app/use-title';
import { TextField } from '../parts/Field';
import { sayProblem } from '../parts/say-problem';
import { handleFits, handleFrom, nameOf } from './desk-core';
import { channelAddress, HandleField } from './HandleField';
import { refreshSession } from './use-desk';
import { useHandleCheck } from './use-handle-check';
import './manage.css';
import './words';

/** Makes a channel of one's own, and goes there. */
export function NewChannelPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [typed, setTyped] = useState<string>();
  const [fault, setFault] = useState<'name' | 'handle'>();
  // Until somebody writes one of their own, the handle follows the name.
  const handle = typed ?? handleFrom(name);
  const state = useHandleCheck(handle);
  useTitle(t('desk.newChannel.title'));
  const make = useMutation({
    mutationFn: () => answer(api.POST('/channels', { body: { name: name.trim(), handle } })),
    onSuccess: async (channel) => {
      await refreshSession();
      await navigate({ to: '/manage/$channel/shows', params: { channel: nameOf(channel) }, replace: true });
    },
  });
  const fields = make.error instanceof ApiProblem ? make.error.fields : {};
  const taken = make.error instanceof ApiProblem && make.error.code === 'handle-taken' ? make.error.message : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = name.trim() === '' ? 'name' : !handleFits(handle) || state === 'taken' ? 'handle' : undefined;
    setFault(wrong);
    if (!wrong) return make.mutate();
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.entry [aria-invalid]')?.focus());
  };
  const change = (deed: () => void) => {
    setFault(undefined);
    if (make.error) make.reset();
    deed();
  };
  return (
    <form className="card entry" onSubmit={submit} noValidate>
      <h1 className="title">{t('desk.newChannel.title')}</h1>
      <p className="muted">{t('desk.newChannel.lead')}</p>
      <TextField
        label={t('desk.newChannel.name')}
        hint={t('desk.newChannel.nameHint')}
        error={fault === 'name' ? t('desk.newChannel.nameMissing') : fields.name}
        value={name}
        maxLength={80}
        required
        autoFocus
        onChange={(event) => change(() => setName(event.target.value))}
      />
      <HandleField
        value={handle}
        state={state}
        error={fault === 'handle' && state !== 'taken' ? t('desk.newChannel.form') : (fields.handle ?? taken)}
        hint={t('desk.newChannel.handleHint', { address: channelAddress('…') })}
        onChange={(next) => change(() => setTyped(next))}
      />
      {make.error && !fields.handle && !fields.name && !taken && (
        <p className="problem" role="alert">
          {sayProblem(make.error, t)}
        </p>
      )}
      <button type="submit" className="btn primary big" disabled={make.isPending}>
        {make.isPending ? t('loading') : t('desk.newChannel.make')}
      </button>
    </form>
  );
}
