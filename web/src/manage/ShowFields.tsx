import { type ReactNode, type RefObject, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { VisibilityChoice } from '../door/VisibilityChoice';
import { TextArea, TextField } from '../parts/Field';
import { type CoverChoice, CoverField } from './CoverField';
import type { Part } from './meanwhile-core';
import { plannedInThePast, type ShowDraft, skippedTo } from './show-form-core';
import { ZoneSelect } from './ZoneSelect';

/** What the form itself finds wrong, before the server is asked. */
export type Fault = 'whenHalf' | 'titleMissing' | 'passwordShort';

interface ShowFieldsProps {
  draft: ShowDraft;
  /** As the show stands on the server, or as a new one begins. */
  before: ShowDraft;
  fault: Fault | undefined;
  /** What the server said about fields. */
  said: Record<string, string>;
  when: RefObject<HTMLInputElement | null>;
  cover: { current: string | null; choice: CoverChoice | undefined; error?: string | undefined };
  onChange: (part: Partial<ShowDraft>) => void;
  onCover: (choice: CoverChoice | undefined) => void;
  /** What somebody else made of a part meanwhile. */
  below?: (part: Part) => ReactNode;
  /** What stands with the visibility: the rest of the show's door. */
  door?: ReactNode;
}

/** All that one tells about a show, whether it is new or not. */
export function ShowFields(props: ShowFieldsProps) {
  const { draft, before, fault, said, when, cover, onChange, onCover, below = () => null, door } = props;
  const { t } = useTranslation();
  const switchId = useId();
  return (
    <>
      <TextField
        label={t('form.title')}
        hint={t('form.titleHint')}
        error={fault === 'titleMissing' ? t('form.titleMissing') : said.title}
        value={draft.title}
        maxLength={120}
        required
        autoFocus
        onChange={(event) => onChange({ title: event.target.value })}
      />
      {below('title')}
      <div className="twoup">
        <TextField
          label={t('form.when')}
          hint={t('form.whenHint')}
          caution={
            skippedTo(draft)
              ? t('form.whenSkipped', { when: skippedTo(draft) })
              : plannedInThePast(draft, before, Date.now())
                ? t('form.whenPast')
                : undefined
          }
          error={fault === 'whenHalf' ? t('form.whenHalf') : said.startsAt}
          type="datetime-local"
          ref={when}
          value={draft.when}
          onChange={(event) => onChange({ when: event.target.value })}
          // A date that was half typed and is cleared again changes no value.
          onBlur={() => onChange({})}
        />
        <ZoneSelect value={draft.zone} onChange={(zone) => onChange({ zone })} />
      </div>
      {below('time')}
      <CoverField current={cover.current} choice={cover.choice} error={cover.error} onChoice={onCover} />
      {below('cover')}
      <TextArea
        label={t('form.description')}
        optional
        error={said.description}
        rows={4}
        maxLength={5000}
        value={draft.description}
        onChange={(event) => onChange({ description: event.target.value })}
      />
      {below('description')}
      <label className="check" htmlFor={switchId}>
        <input
          id={switchId}
          type="checkbox"
          className="switch"
          checked={draft.autoStart}
          onChange={(event) => onChange({ autoStart: event.target.checked })}
        />
        <span>
          <b>{t('form.autoStart')}</b>
          <small className="muted">{t('form.autoStartHint')}</small>
        </span>
      </label>
      {below('autoStart')}
      <VisibilityChoice
        legend={t('door.title')}
        value={draft.visibility}
        onChange={(visibility) => onChange({ visibility })}
      />
      {below('visibility')}
      {door}
    </>
  );
}

/** A title has to be there, and a date that was typed by half must not be taken for "no date". */
export const faultOf = (draft: ShowDraft, when: HTMLInputElement | null): Fault | undefined =>
  when?.validity.badInput ? 'whenHalf' : draft.title.trim() === '' ? 'titleMissing' : undefined;

export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
