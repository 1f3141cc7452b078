import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { Field } from '../parts/Field';
import { sayProblem } from '../parts/say-problem';
import { changeTo, choicesWith, type Start, startOf } from './order-core';

const DOORS_MINUTES = [0, 5, 10, 15, 30, 60];
const END_HOURS = [1, 2, 4, 6, 12, 24, 48];

type Change = { doorsOpenMinutes?: number | null; autoStart?: boolean; startOnTime?: boolean; endAfterHours?: number };

/** When doors open, what sets the show going, and when it is given up. Each choice is saved as it is made. */
export function RunningOrder({ show }: { show: Show }) {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: (body: Change) => answer(api.PATCH('/shows/{showId}', { params: { path: { showId: show.id } }, body })),
    onSuccess: (changed: Show) => queryClient.setQueryData(showQuery(show.id).queryKey, changed),
  });
  const own = show.own;
  if (!own) return null;
  const doors = own.doorsOpenMinutes;
  const sayDoors = (minutes: number) =>
    minutes === 0 ? t('studio.order.doorsAtStart') : t('studio.order.doorsBefore', { count: minutes });
  return (
    <section className="card order" aria-labelledby="order-title">
      <h2 id="order-title">{t('studio.order.title')}</h2>
      <Field label={t('studio.order.doors')}>
        {(tied) => (
          <select
            {...tied}
            value={doors ?? 'hand'}
            onChange={({ target }) =>
              save.mutate({ doorsOpenMinutes: target.value === 'hand' ? null : Number(target.value) })
            }
          >
            <option value="hand">{t('studio.order.doorsByHand')}</option>
            {choicesWith(DOORS_MINUTES, doors).map((minutes) => (
              <option key={minutes} value={minutes}>
                {sayDoors(minutes)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('studio.order.start')}>
        {(tied) => (
          <select
            {...tied}
            value={startOf(own)}
            onChange={({ target }) => save.mutate(changeTo(target.value as Start))}
          >
            <option value="hand">{t('studio.order.startByHand')}</option>
            <option value="encoder">{t('studio.order.startEncoder')}</option>
            <option value="time">{t('studio.order.startTime')}</option>
          </select>
        )}
      </Field>
      <Field label={t('studio.order.end')}>
        {(tied) => (
          <select
            {...tied}
            value={own.endAfterHours}
            onChange={({ target }) => save.mutate({ endAfterHours: Number(target.value) })}
          >
            {choicesWith(END_HOURS, own.endAfterHours).map((hours) => (
              <option key={hours} value={hours}>
                {t('studio.order.endHours', { count: hours })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <small role="status" className={save.error ? 'problem' : 'muted'}>
        {save.error ? sayProblem(save.error, t) : save.isSuccess ? t('studio.order.saved') : ''}
      </small>
    </section>
  );
}
