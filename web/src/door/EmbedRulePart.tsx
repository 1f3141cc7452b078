import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import type { components } from '../api/schema';
import { TextArea } from '../parts/Field';
import { DoorProblem } from './DoorProblem';
import { choiceOf, type EmbedChoice, MOST_SITES, sitesIn } from './origins-core';
import './words';

type Embedding = components['schemas']['Embedding'];
type Of = { showId: string } | { channelId: string };

function ask(of: Of): Promise<Embedding> {
  return 'showId' in of
    ? answer(api.GET('/shows/{showId}/embedding', { params: { path: of } }))
    : answer(api.GET('/channels/{channelId}/embedding', { params: { path: of } }));
}

async function put(of: Of, choice: EmbedChoice, sites: string[]): Promise<void> {
  const body = { origins: choice === 'any' ? null : choice === 'some' ? sites : [] };
  if ('showId' in of) {
    const params = { path: of };
    if (choice === 'inherited') await answer(api.DELETE('/shows/{showId}/embedding', { params }));
    else await answer(api.PUT('/shows/{showId}/embedding', { params, body }));
  } else {
    await answer(api.PUT('/channels/{channelId}/embedding', { params: { path: of }, body }));
  }
}

/** In whose pages a player may stand: of one show, or of all shows of a channel that say nothing else. */
export function EmbedRulePart({ of }: { of: Of }) {
  const queryKey = ['embedding', of];
  const { data, error } = useQuery({ queryKey, queryFn: () => ask(of) });
  if (error) return <DoorProblem error={error} />;
  return data ? <RuleForm of={of} rule={data} queryKey={queryKey} /> : null;
}

function RuleForm({ of, rule, queryKey }: { of: Of; rule: Embedding; queryKey: unknown[] }) {
  const { t } = useTranslation();
  const name = useId();
  const ofShow = 'showId' in of;
  // Of a channel "nothing is said" means any page.
  const before = !ofShow && rule.inherited ? 'any' : choiceOf(rule);
  const [choice, setChoice] = useState<EmbedChoice>(before);
  const [typed, setTyped] = useState(rule.inherited ? '' : (rule.origins ?? []).join('\n'));
  const [fault, setFault] = useState<string>();
  const save = useMutation({
    mutationFn: () => put(of, choice, sitesIn(typed).sites),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey }),
        // What sheets to share say of the player.
        queryClient.invalidateQueries({ queryKey: ['embed'] }),
      ]),
  });
  const choose = (next: EmbedChoice) => {
    setChoice(next);
    setFault(undefined);
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { sites, wrong } = sitesIn(typed);
    const found =
      choice !== 'some'
        ? undefined
        : wrong
          ? t('door.sitesWrong', { wrong })
          : sites.length === 0
            ? t('door.sitesMissing')
            : sites.length > MOST_SITES
              ? t('door.sitesMany')
              : undefined;
    setFault(found);
    if (!found) save.mutate();
  };
  const choices: EmbedChoice[] = ofShow ? ['inherited', 'any', 'none', 'some'] : ['any', 'none', 'some'];
  return (
    <form className="doorpart" onSubmit={submit} noValidate>
      <fieldset className="doorpart">
        <legend>{t('door.frames')}</legend>
        <p className="muted small">{t(ofShow ? 'door.framesHint' : 'door.framesOfChannel')}</p>
        {choices.map((one) => (
          <label key={one} className="check">
            <input type="radio" name={name} checked={choice === one} onChange={() => choose(one)} />
            <b>{t(`door.frame.${one}`)}</b>
          </label>
        ))}
      </fieldset>
      {choice === 'some' && (
        <TextArea
          label={t('door.sites')}
          hint={t('door.sitesHint')}
          error={fault}
          rows={3}
          maxLength={4000}
          spellCheck={false}
          autoCapitalize="none"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setFault(undefined);
            save.reset();
          }}
        />
      )}
      <DoorProblem error={save.error} />
      <div className="row wrap">
        <button type="submit" className="btn soft" disabled={save.isPending}>
          {t('door.framesSave')}
        </button>
        <span role="status" className="good small">
          {save.isSuccess ? t('door.framesSaved') : ''}
        </span>
      </div>
    </form>
  );
}
