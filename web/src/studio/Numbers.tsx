import { useTranslation } from 'react-i18next';
import type { Encoder } from '../api/client';
import { sayAgo } from '../app/time-core';
import { useNow } from '../app/use-now';
import { locale } from '../i18n/i18n';
import { Advice } from './Advice';
import { sayBitrate, sayProgram, sayRate, saySize } from './stats-core';

/** What the encoder sends this second, who watches, and what could be better. */
export function Numbers({ encoder, live }: { encoder: Encoder; live: boolean }) {
  const { t } = useTranslation();
  const now = useNow(10_000);
  const { video, audio } = encoder;
  const picture = video
    ? [video.codec, video.profile, saySize(video), t('studio.fps', { fps: sayRate(video.framesPerSecond) })]
    : [t('studio.none')];
  const sound = audio
    ? [audio.codec, `${audio.sampleRateHz / 1000} kHz`, audio.bitrateBps > 0 && sayBitrate(audio.bitrateBps)]
    : [t('studio.none')];
  return (
    <section className="card numbers" aria-label={t('studio.numbers')}>
      <dl>
        {live && (
          <div className="kpi">
            <dt>{t('studio.viewers')}</dt>
            <dd className="num">{encoder.viewers.toLocaleString(locale())}</dd>
          </div>
        )}
        <div className="kpi">
          <dt>{t('studio.bitrate')}</dt>
          <dd className="num">{sayBitrate(encoder.bitrateBps)}</dd>
        </div>
        <div>
          <dt>{t('studio.picture')}</dt>
          <dd>{picture.filter(Boolean).join(' · ')}</dd>
        </div>
        <div>
          <dt>{t('studio.sound')}</dt>
          <dd>{sound.filter(Boolean).join(' · ')}</dd>
        </div>
        {video && video.keyframeGapMs > 0 && (
          <div>
            <dt>{t('studio.keyframes')}</dt>
            <dd>{(video.keyframeGapMs / 1000).toFixed(1)} s</dd>
          </div>
        )}
        {encoder.program && (
          <div>
            <dt>{t('studio.program')}</dt>
            <dd>{sayProgram(encoder.program)}</dd>
          </div>
        )}
        {encoder.since && (
          <div>
            <dt>{t('studio.since')}</dt>
            <dd>{sayAgo(encoder.since, now, locale())}</dd>
          </div>
        )}
      </dl>
      <Advice encoder={encoder} />
    </section>
  );
}
