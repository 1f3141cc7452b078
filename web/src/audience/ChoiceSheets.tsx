import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { type MinutesBefore, minutesAhead, NOTICES, type Notices } from './audience-core';
import { choose, remind } from './audience-queries';
import './audience.css';

interface ChoiceSheetProps<T extends string | number> {
  title: string;
  lead: string;
  choices: readonly T[];
  chosen: T;
  say: (choice: T) => string;
  stop: string;
  /** Undefined is the stop. */
  onChoose: (choice: T | undefined) => Promise<void>;
  onClose: () => void;
}

/** A choice that is kept as soon as it is made, and the way out of it all. */
function ChoiceSheet<T extends string | number>(props: ChoiceSheetProps<T>) {
  const { title, lead, choices, chosen, say, stop, onChoose, onClose } = props;
  const { t } = useTranslation();
  const name = useId();
  const change = useMutation({
    mutationFn: onChoose,
    onSuccess: (_, choice) => choice === undefined && onClose(),
  });
  return (
    <Sheet title={title} open onClose={onClose}>
      <fieldset className="choicelist">
        <legend className="muted">{lead}</legend>
        {choices.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name={name}
              checked={choice === chosen}
              disabled={change.isPending}
              onChange={() => change.mutate(choice)}
            />
            {say(choice)}
          </label>
        ))}
      </fieldset>
      {change.error && (
        <p className="problem" role="alert">
          {sayProblem(change.error, t)}
        </p>
      )}
      <div className="row end wrap">
        <button type="button" className="btn soft" disabled={change.isPending} onClick={() => change.mutate(undefined)}>
          {stop}
        </button>
        <button type="button" className="btn primary" onClick={onClose}>
          {t('audience.done')}
        </button>
      </div>
    </Sheet>
  );
}

interface FollowSheetProps {
  channel: Show['channel'];
  notices: Notices;
  onClose: () => void;
}

export function FollowSheet({ channel, notices, onClose }: FollowSheetProps) {
  const { t } = useTranslation();
  return (
    <ChoiceSheet
      title={t('audience.followTitle', { name: channel.name })}
      lead={t('audience.followLead')}
      choices={NOTICES}
      chosen={notices}
      say={(choice) => t(`audience.notices.${choice}`)}
      stop={t('audience.unfollow')}
      onChoose={(choice) => choose(channel.id, choice)}
      onClose={onClose}
    />
  );
}

interface RemindSheetProps {
  show: Show;
  minutesBefore: MinutesBefore;
  onClose: () => void;
}

export function RemindSheet({ show, minutesBefore, onClose }: RemindSheetProps) {
  const { t } = useTranslation();
  const ahead = minutesAhead(show.startsAt, Date.now());
  return (
    <ChoiceSheet
      title={t('audience.remindTitle')}
      lead={t(ahead.length > 0 ? 'audience.remindLead' : 'audience.remindLate')}
      choices={ahead}
      chosen={minutesBefore}
      say={(choice) => t(`audience.before.m${choice}`)}
      stop={t('audience.forget')}
      onChoose={(choice) => remind(show.id, choice)}
      onClose={onClose}
    />
  );
}
