import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ExternalLink, Radio, Square } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Encoder, type Show } from '../api/client';
import { codecsOf, previewAddresses, queryClient, showQuery } from '../api/queries';
import { NotFoundPage } from '../app/pages';
import { sayAgo, sayWhen, withLocalTimes } from '../app/time-core';
import { useNow } from '../app/use-now';
import { useMay } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { DoorButton } from '../door/DoorButton';
import { locale } from '../i18n/i18n';
import { FreshTitle } from '../parts/FreshTitle';
import { Confirm } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { ShareButton } from '../share/ShareButton';
import { sharedShow } from '../share/share-core';
import { interruptionOf, sceneOf } from '../show/show-core';
import { useLiveShow } from '../show/use-live-show';
import { EncoderCard } from './EncoderCard';
import { Numbers } from './Numbers';
import { endsAt } from './order-core';
import { Cancelled, PlanDeeds } from './PlanDeeds';
import { RunningOrder } from './RunningOrder';
import { useEncoder } from './use-encoder';

const route = getRouteApi('/studio/$show');
// The studio waits for an encoder first: the player comes when there is a picture.
const Player = lazy(async () => ({ default: (await import('../player/Player')).Player }));

export function StudioPage() {
  const { t } = useTranslation();
  const { show: showId } = route.useParams();
  const { show, deleted, linkUp } = useLiveShow(showId);
  const { encoder, leftBecause } = useEncoder(showId);
  const may = useMay(show?.channel.id);
  useTitle(show ? `${t('studio.title')}: ${show.title}` : undefined);
  if (deleted) return <NotFoundPage />;
  // Someone else's show is none of ours to run.
  if (show && !show.own) return <NotFoundPage />;
  if (!show) return null;
  const scene = sceneOf(show);
  if (scene === 'ended') return <Ended show={show} />;
  if (scene === 'cancelled') return <Cancelled show={show} />;
  const live = scene === 'live' || scene === 'interrupted';
  return (
    <div className="dash studio">
      <div className="dash-head">
        <div>
          <p className="eyebrow">{t('studio.title')}</p>
          <h1 className="title">{show.title}</h1>
          {!live && show.startsAt && <Planned startsAt={show.startsAt} />}
        </div>
        <div className="row wrap">
          <Link to="/s/$show" params={{ show: show.id }} className="btn soft">
            <ExternalLink size={16} aria-hidden="true" />
            {t('manage.page')}
          </Link>
          <ShareButton shared={sharedShow(show, location.origin)} />
          {may('admit') && <DoorButton show={show} />}
          {!live && may('run-shows') && <PlanDeeds show={show} />}
          {may('run-shows') && <Deed show={show} encoderOn={encoder?.on ?? false} />}
        </div>
      </div>
      {!linkUp && <p className="muted small">{t('show.offline')}</p>}
      <div className="studiogrid">
        <div className="studio-main">
          <Picture show={show} encoder={encoder} leftBecause={leftBecause} />
          {encoder?.on && <Numbers encoder={encoder} live={live} />}
          {encoder && encoder.refusals.length > 0 && <Refusals encoder={encoder} />}
        </div>
        <div className="studio-side">
          {may('see-keys') && <EncoderCard show={show} keyOn={encoder?.on ? encoder.key : null} />}
          <RunningOrder show={show} />
        </div>
      </div>
    </div>
  );
}

function Planned({ startsAt }: { startsAt: string }) {
  const { t } = useTranslation();
  const now = useNow(60_000);
  return (
    <p className="muted small">
      <time dateTime={startsAt}>{t('studio.plannedFor', { when: sayWhen(startsAt, now, locale()) })}</time>
    </p>
  );
}

/** How the show sets itself going, in words; undefined where somebody has to press the button. */
function useStartsItself(show: Show): string | undefined {
  const { t } = useTranslation();
  const now = useNow(5_000);
  if (show.own?.autoStart) return t('studio.autoStart');
  if (!show.own?.startOnTime || !show.startsAt || Date.parse(show.startsAt) < now) return undefined;
  return t('studio.onTime', { when: withLocalTimes(show.startsAt, now, locale()) });
}

/** The picture only the creator sees, until everyone does. */
function Picture({
  show,
  encoder,
  leftBecause,
}: {
  show: Show;
  encoder: Encoder | undefined;
  leftBecause: string | undefined;
}) {
  const { t } = useTranslation();
  const scene = sceneOf(show);
  const live = scene === 'live' || scene === 'interrupted';
  const startsItself = useStartsItself(show);
  if (!encoder?.on && !live) {
    return (
      <div className="card waiting" role="status">
        <span className="lamp" aria-hidden="true" />
        <h2>{t('studio.waiting')}</h2>
        <p className="muted">{t(scene === 'waiting' ? 'studio.doorsOpen' : 'studio.waitingDetail')}</p>
        {startsItself && <p className="muted">{startsItself}</p>}
        {leftBecause && (
          <p className="muted">{t('studio.wentAway', { reason: withLocalTimes(leftBecause, Date.now(), locale()) })}</p>
        )}
      </div>
    );
  }
  const away = !encoder?.on || scene === 'interrupted';
  return (
    <figure className="preview">
      <Suspense fallback={<div className="player" />}>
        <Player
          title={show.title}
          addresses={() => previewAddresses(show.id)}
          codecs={() => codecsOf(show.id)}
          poster={null}
          quiet
          interruption={away && encoder !== undefined ? t('studio.interrupted') : undefined}
        />
      </Suspense>
      <figcaption>
        {scene === 'interrupted' ? (
          <Away show={show} />
        ) : live ? (
          <>
            <span className="pill">
              <i aria-hidden="true" />
              {t('studio.onAir')}
            </span>
            <span className="muted">{t('studio.onAirHint')}</span>
          </>
        ) : (
          <>
            <span className="tagpill good">{t('studio.preview')}</span>
            <span className="muted">{startsItself ?? t('studio.previewHint')}</span>
          </>
        )}
      </figcaption>
    </figure>
  );
}

/** What the audience reads while the encoder is away, and until when that can go on. */
function Away({ show }: { show: Show }) {
  const { t } = useTranslation();
  const now = useNow(5_000);
  const words = t(interruptionOf(show, now) ?? 'show.away');
  const ends = endsAt(show);
  return (
    <>
      <span className="tagpill">{t('manage.phase.interrupted')}</span>
      <span className="muted">
        {ends && t('studio.interruptedDetail', { words, when: withLocalTimes(ends, now, locale()) })}
      </span>
    </>
  );
}

/** The one big deed of the moment: go live, or end. Each asks once. */
function Deed({ show, encoderOn }: { show: Show; encoderOn: boolean }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const scene = sceneOf(show);
  const live = scene === 'live' || scene === 'interrupted';
  const params = { path: { showId: show.id } };
  const deed = useMutation({
    mutationFn: () =>
      answer(live ? api.POST('/shows/{showId}/end', { params }) : api.POST('/shows/{showId}/start', { params })),
    onSuccess: (changed: Show) => {
      queryClient.setQueryData(showQuery(show.id).queryKey, { ...changed, own: changed.own ?? show.own });
      setAsking(false);
    },
  });
  const close = () => {
    deed.reset();
    setAsking(false);
  };
  const problem = deed.error ? sayProblem(deed.error, t) : undefined;
  if (live) {
    return (
      <>
        <button type="button" className="btn danger" onClick={() => setAsking(true)}>
          <Square size={16} aria-hidden="true" />
          {t('studio.end')}
        </button>
        <Confirm
          open={asking}
          title={t('studio.endTitle')}
          text={t('studio.endText')}
          deed={t('studio.end')}
          refusal={t('studio.endStay')}
          danger
          busy={deed.isPending}
          problem={problem}
          onClose={close}
          onConfirm={() => deed.mutate()}
        />
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className="btn primary"
        aria-disabled={!encoderOn}
        aria-describedby={encoderOn ? undefined : 'encoder-first'}
        onClick={() => encoderOn && setAsking(true)}
      >
        <Radio size={18} aria-hidden="true" />
        {t('studio.goLive')}
      </button>
      {!encoderOn && (
        <span id="encoder-first" className="muted small">
          {t('studio.startEncoderFirst')}
        </span>
      )}
      <Confirm
        open={asking}
        title={t('studio.goLiveTitle')}
        text={t('studio.goLiveText', { title: show.title })}
        deed={t('studio.goLive')}
        refusal={t('studio.notYet')}
        busy={deed.isPending}
        problem={problem}
        onClose={close}
        onConfirm={() => deed.mutate()}
      />
    </>
  );
}

function Refusals({ encoder }: { encoder: Encoder }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  return (
    <section className="card refusals" aria-labelledby="refusals-title">
      <h2 id="refusals-title">{t('studio.refusals')}</h2>
      <ul>
        {encoder.refusals.slice(0, 5).map(({ at, from, reason }) => (
          <li key={`${at}${from}`}>
            <span className="grow">{withLocalTimes(reason, now, locale())}</span>
            <span className="muted small">
              {t('studio.refusedFrom', { from })}, <time dateTime={at}>{sayAgo(at, now, locale())}</time>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ended({ show }: { show: Show }) {
  const { t } = useTranslation();
  return (
    <div className="blank">
      <p className="eyebrow">{show.title}</p>
      <FreshTitle>{t('studio.endedTitle')}</FreshTitle>
      <p>{t('studio.endedText')}</p>
      <div className="row wrap">
        <Link to="/s/$show" params={{ show: show.id }} className="btn soft">
          {t('manage.page')}
        </Link>
        <Link to="/manage" className="btn primary">
          {t('studio.toManage')}
        </Link>
      </div>
    </div>
  );
}
