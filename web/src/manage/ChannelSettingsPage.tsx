import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import { useTitle } from '../app/use-title';
import { EmbedRulePart } from '../door/EmbedRulePart';
import { VisibilityChoice } from '../door/VisibilityChoice';
import { locale } from '../i18n/i18n';
import { Field, TextArea, TextField } from '../parts/Field';
import { LANGUAGES } from '../parts/languages-core';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { handleFits, handleTyped, nameOf } from './desk-core';
import { aboutQuery, type ChannelSeen } from './desk-queries';
import { channelAddress, HandleField } from './HandleField';
import { refreshSession, useDesk } from './use-desk';
import { useHandleCheck } from './use-handle-check';

/** What a channel is called and where it stands, and its end. */
export function ChannelSettingsPage() {
  const { t } = useTranslation();
  const { channel, may } = useDesk();
  useTitle(`${t('desk.settings.title')} · ${channel.name}`);
  return (
    <div className="dash">
      <div className="dash-head">
        <h1 className="title">{t('desk.settings.title')}</h1>
      </div>
      <div className="stack">
        {may('change-channel') && <NameAndAddress key={channel.id} />}
        {may('change-channel') && <About key={`about ${channel.id}`} />}
        {may('change-channel') && <Frames key={`frames ${channel.id}`} />}
        {may('delete-channel') && <End />}
      </div>
    </div>
  );
}

function NameAndAddress() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { channel } = useDesk();
  const [name, setName] = useState(channel.name);
  const [handle, setHandle] = useState(channel.handle);
  const [fault, setFault] = useState<'name' | 'handle'>();
  const state = useHandleCheck(handle, channel.handle);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/channels/{channelId}', {
          params: { path: { channelId: channel.id } },
          body: { name: name.trim(), ...(handle === channel.handle ? {} : { handle }) },
        }),
      ),
    onSuccess: async (saved) => {
      // The address of this page is another one now.
      const moved = saved.handle !== channel.handle;
      await refreshSession();
      if (moved) await navigate({ to: '/manage/$channel/settings', params: { channel: nameOf(saved) }, replace: true });
      await queryClient.invalidateQueries({ queryKey: ['channel'] });
    },
  });
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const taken = save.error instanceof ApiProblem && save.error.code === 'handle-taken' ? save.error.message : undefined;
  const same = name.trim() === channel.name && handle === channel.handle;
  const change = (deed: () => void) => {
    setFault(undefined);
    save.reset();
    deed();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = name.trim() === '' ? 'name' : !handleFits(handle) || state === 'taken' ? 'handle' : undefined;
    setFault(wrong);
    if (!wrong) save.mutate();
  };
  return (
    <section className="card" aria-labelledby="name-title">
      <h2 id="name-title">{t('desk.settings.channel')}</h2>
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('desk.newChannel.name')}
          error={fault === 'name' ? t('desk.newChannel.nameMissing') : fields.name}
          value={name}
          maxLength={80}
          required
          onChange={(event) => change(() => setName(event.target.value))}
        />
        <HandleField
          value={handle}
          state={handle === channel.handle ? 'empty' : state}
          error={fault === 'handle' && state !== 'taken' ? t('desk.newChannel.form') : (fields.handle ?? taken)}
          hint={t('desk.settings.handleNow', { address: channelAddress(channel.handle) })}
          onChange={(next) => change(() => setHandle(next))}
        />
        {handle !== channel.handle && state === 'free' && (
          <small className="caution" role="status">
            {t('desk.settings.handleChange', { address: channelAddress(channel.handle) })}
          </small>
        )}
        {save.error && !fields.name && !fields.handle && !taken && (
          <p className="problem" role="alert">
            {sayProblem(save.error, t)}
          </p>
        )}
        <div className="row">
          <button type="submit" className="btn primary" disabled={save.isPending || same}>
            {save.isPending ? t('loading') : t('save')}
          </button>
          <span role="status" className="good">
            {save.isSuccess && same ? t('desk.settings.saved') : ''}
          </span>
        </div>
      </form>
    </section>
  );
}

function About() {
  const { channel } = useDesk();
  const about = useQuery(aboutQuery(channel.id));
  return about.data ? <AboutForm about={about.data} /> : null;
}

function Frames() {
  const { channel } = useDesk();
  return (
    <section className="card">
      <EmbedRulePart of={{ channelId: channel.id }} />
    </section>
  );
}

/** What the channel says about itself, and what a new show begins with. */
function AboutForm({ about }: { about: ChannelSeen }) {
  const { t } = useTranslation();
  const { channel } = useDesk();
  const [description, setDescription] = useState(about.description);
  const [timeZone, setTimeZone] = useState(about.timeZone);
  const [language, setLanguage] = useState(about.language);
  const began = about.own?.defaultVisibility ?? 'public';
  const [visibility, setVisibility] = useState(began);
  const names = new Intl.DisplayNames(locale(), { type: 'language' });
  const languages = [...new Set([...LANGUAGES, ...(about.language ? [about.language] : [])])];
  const zones = Intl.supportedValuesOf?.('timeZone') ?? [];
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/channels/{channelId}', {
          params: { path: { channelId: channel.id } },
          body: { description: description.trim(), timeZone, language, defaultVisibility: visibility },
        }),
      ),
    onSuccess: async (saved) => {
      queryClient.setQueryData(aboutQuery(channel.id).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: ['channel', `@${channel.handle}`] });
    },
  });
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const same =
    description.trim() === about.description &&
    timeZone === about.timeZone &&
    language === about.language &&
    visibility === began;
  return (
    <section className="card" aria-labelledby="about-title">
      <h2 id="about-title">{t('desk.settings.about')}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
        onInput={() => save.reset()}
        noValidate
      >
        <TextArea
          label={t('desk.settings.description')}
          optional
          hint={t('desk.settings.aboutHint')}
          error={fields.description}
          rows={4}
          maxLength={2000}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <div className="twoup">
          <Field label={t('desk.settings.zone')} hint={t('desk.settings.zoneHint')} error={fields.timeZone}>
            {(tied) => (
              <select {...tied} value={timeZone ?? ''} onChange={(event) => setTimeZone(event.target.value || null)}>
                <option value="">{t('desk.settings.zoneOwn')}</option>
                {[...new Set([...(about.timeZone ? [about.timeZone] : []), 'UTC', ...zones])].sort().map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll('_', ' ')}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('desk.settings.language')} hint={t('desk.settings.languageHint')} error={fields.language}>
            {(tied) => (
              <select {...tied} value={language ?? ''} onChange={(event) => setLanguage(event.target.value || null)}>
                <option value="">{t('desk.settings.languageNone')}</option>
                {languages.map((one) => (
                  <option key={one} value={one}>
                    {names.of(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <VisibilityChoice legend={t('desk.settings.newShows')} value={visibility} onChange={setVisibility} />
        {save.error && Object.keys(fields).length === 0 && (
          <p className="problem" role="alert">
            {sayProblem(save.error, t)}
          </p>
        )}
        <div className="row">
          <button type="submit" className="btn primary" disabled={save.isPending || same}>
            {save.isPending ? t('loading') : t('save')}
          </button>
          <span role="status" className="good">
            {save.isSuccess && same ? t('desk.settings.saved') : ''}
          </span>
        </div>
      </form>
    </section>
  );
}

/** The channel's end; the first channel has none, and its owners are told why. */
function End() {
  const { t } = useTranslation();
  const { channel } = useDesk();
  const about = useQuery(aboutQuery(channel.id));
  if (!about.data) return null;
  if (!about.data.own?.main) return <Danger />;
  return (
    <section className="card" aria-labelledby="danger-title">
      <h2 id="danger-title">{t('desk.settings.danger')}</h2>
      <p className="muted">{t('desk.settings.dangerMain')}</p>
    </section>
  );
}

function Danger() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { channel } = useDesk();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/channels/{channelId}', { params: { path: { channelId: channel.id } } })),
    onSuccess: async () => {
      setOpen(false);
      await refreshSession();
      await navigate({ to: '/manage', replace: true });
      await queryClient.invalidateQueries({ queryKey: ['home'] });
    },
  });
  const close = () => {
    setOpen(false);
    setTyped('');
    remove.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (handleTyped(typed) === channel.handle) remove.mutate();
  };
  return (
    <section className="card dangercard" aria-labelledby="danger-title">
      <h2 id="danger-title">{t('desk.settings.danger')}</h2>
      <p className="muted">{t('desk.settings.dangerText')}</p>
      <button type="button" className="btn soft" onClick={() => setOpen(true)}>
        {t('desk.settings.delete')}
      </button>
      <Sheet title={t('desk.settings.deleteTitle', { name: channel.name })} open={open} onClose={close} alert>
        <p>{t('desk.settings.dangerText')}</p>
        <form className="form" onSubmit={submit} noValidate>
          <TextField
            label={t('desk.settings.deleteType', { handle: channel.handle })}
            value={typed}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            onChange={(event) => setTyped(event.target.value)}
          />
          {remove.error && (
            <p className="problem" role="alert">
              {sayProblem(remove.error, t)}
            </p>
          )}
          <div className="row end">
            <Button className="btn soft" onPress={close}>
              {t('desk.settings.deleteNot')}
            </Button>
            <Button
              type="submit"
              className="btn danger"
              isDisabled={remove.isPending || handleTyped(typed) !== channel.handle}
            >
              {remove.isPending ? t('loading') : t('desk.settings.deleteIt')}
            </Button>
          </div>
        </form>
      </Sheet>
    </section>
  );
}
