import { CircleCheck, CircleX, Lightbulb, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Encoder, EncoderAdvice } from '../api/client';
import { useNow } from '../app/use-now';
import { newsIn, type Tone, toneOf, verdictOf } from './advice-core';

const ICONS = { problem: CircleX, warning: TriangleAlert, hint: Lightbulb, over: CircleCheck } satisfies Record<
  Tone,
  unknown
>;

/** What the encoder could do better, in the words of its own menu, and what is better now. */
export function Advice({ encoder }: { encoder: Encoder }) {
  const { t } = useTranslation();
  const verdict = verdictOf(encoder, useNow(1_000));
  const spoken = useSpoken(encoder.advice);
  return (
    <section className="advice" aria-labelledby="advice-title">
      <h2 id="advice-title">{t('studio.advice.title')}</h2>
      {verdict === 'advice' ? (
        <ul>
          {encoder.advice.map((one) => (
            <Item key={one.code} advice={one} />
          ))}
        </ul>
      ) : (
        <p className="muted">{t(`studio.advice.${verdict}`)}</p>
      )}
      {/* The list itself changes by the second; only news is read out. */}
      <p className="sr-only" aria-live="polite">
        {spoken.map(({ sentence, remedy, overSince }) => (overSince ? sentence : `${sentence} ${remedy}`)).join(' ')}
      </p>
    </section>
  );
}

function Item({ advice }: { advice: EncoderAdvice }) {
  const { t } = useTranslation();
  const tone = toneOf(advice);
  const Icon = ICONS[tone];
  return (
    <li className={tone}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <p className="what">
          <span className="sr-only">{t(`studio.advice.${tone}`)} </span>
          {advice.sentence}
        </p>
        {tone !== 'over' && <p className="remedy">{advice.remedy}</p>}
      </div>
    </li>
  );
}

function useSpoken(advice: EncoderAdvice[]): EncoderAdvice[] {
  const before = useRef<EncoderAdvice[]>([]);
  const [spoken, setSpoken] = useState<EncoderAdvice[]>([]);
  useEffect(() => {
    const news = newsIn(before.current, advice);
    before.current = advice;
    if (news.length > 0) setSpoken(news);
  }, [advice]);
  return spoken;
}
