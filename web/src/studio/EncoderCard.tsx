import { useMutation, useQuery } from '@tanstack/react-query';
import { Eye, EyeOff, QrCode as QrIcon, RefreshCw } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answer, api, type Ingest, type Show } from '../api/client';
import { ingestQuery, queryClient } from '../api/queries';
import { CopyButton, CopyField } from '../parts/CopyField';
import { Confirm } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { larixLink } from './larix-core';
import { hostOf, onlyFromHere } from './reach-core';
import { StreamKeys } from './StreamKeys';

const QrCode = lazy(() => import('./QrCode'));

/** Where the encoder sends to, and how to tell it, program by program. */
export function EncoderCard({ show, keyOn }: { show: Show; keyOn: string | null }) {
  const { t } = useTranslation();
  const ingest = useQuery(ingestQuery(show.id));
  return (
    <section className="card encodercard" aria-labelledby="encoder-title" data-trusted>
      <h2 id="encoder-title">{t('studio.encoder.title')}</h2>
      {ingest.error && (
        <p className="problem" role="alert">
          {sayProblem(ingest.error, t)}
        </p>
      )}
      {ingest.data && <Addresses show={show} ingest={ingest.data} />}
      {ingest.data && <StreamKeys showId={show.id} keyOn={keyOn} />}
    </section>
  );
}

function Addresses({ show, ingest }: { show: Show; ingest: Ingest }) {
  const { t } = useTranslation();
  const [keyShown, setKeyShown] = useState(false);
  return (
    <>
      <CopyField label={t('studio.encoder.server')} value={ingest.rtmp} deed={t('studio.encoder.copyServer')} />
      {onlyFromHere(ingest.rtmp) && (
        <small className="caution">{t('studio.encoder.onlyHere', { host: hostOf(ingest.rtmp) })}</small>
      )}
      {ingest.rtmps && (
        <CopyField
          label={t('studio.encoder.serverSecure')}
          value={ingest.rtmps}
          deed={t('studio.encoder.copyServer')}
        />
      )}
      <CopyField
        label={t('studio.encoder.key')}
        value={ingest.key}
        deed={t('studio.encoder.copyKey')}
        hidden={!keyShown}
      >
        <button
          type="button"
          className="btn ghost icon"
          aria-label={keyShown ? t('studio.encoder.keyHide') : t('studio.encoder.keyShow')}
          onClick={() => setKeyShown(!keyShown)}
        >
          {keyShown ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
        </button>
      </CopyField>
      <div className="keyline">
        <small className="muted">{t('studio.encoder.keySecret')}</small>
        <RotateKey showId={show.id} onRotated={() => setKeyShown(true)} />
      </div>
      {ingest.srt && (
        <>
          <CopyField
            label={t('studio.encoder.srt')}
            value={ingest.srt}
            deed={t('studio.encoder.copySrt')}
            hidden={!keyShown}
          />
          <small className="muted">
            {t('studio.encoder.srtWhen')} {ingest.srtPassphrase && t('studio.encoder.srtPassphrase')}
          </small>
        </>
      )}
      <HowTo show={show} ingest={ingest} keyShown={keyShown} />
    </>
  );
}

function RotateKey({ showId, onRotated }: { showId: string; onRotated: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const rotate = useMutation({
    mutationFn: () => answer(api.POST('/shows/{showId}/ingest/key', { params: { path: { showId } } })),
    onSuccess: (ingest) => {
      queryClient.setQueryData(ingestQuery(showId).queryKey, ingest);
      setAsking(false);
      onRotated();
    },
  });
  return (
    <>
      {rotate.isSuccess && (
        <small role="status" className="good">
          {t('studio.encoder.rotated')}
        </small>
      )}
      <button type="button" className="btn ghost small" onClick={() => setAsking(true)}>
        <RefreshCw size={15} aria-hidden="true" />
        {t('studio.encoder.rotate')}
      </button>
      <Confirm
        open={asking}
        title={t('studio.encoder.rotateTitle')}
        text={t('studio.encoder.rotateText')}
        deed={t('studio.encoder.rotateIt')}
        danger
        busy={rotate.isPending}
        problem={rotate.error ? sayProblem(rotate.error, t) : undefined}
        onClose={() => setAsking(false)}
        onConfirm={() => rotate.mutate()}
      />
    </>
  );
}

function HowTo({ show, ingest, keyShown }: { show: Show; ingest: Ingest; keyShown: boolean }) {
  const { t } = useTranslation();
  const best = ingest.rtmpsUrl ?? ingest.rtmpUrl;
  const command = (address: string) =>
    `ffmpeg -re -i input.mp4 -c:v libx264 -preset veryfast -tune zerolatency -b:v 2500k -g 60 -pix_fmt yuv420p -c:a aac -b:a 128k -f flv "${address}"`;
  return (
    <Tabs className="howto">
      <TabList aria-label={t('studio.encoder.with')}>
        <Tab id="obs">OBS</Tab>
        <Tab id="phone">{t('studio.encoder.phone')}</Tab>
        <Tab id="ffmpeg">ffmpeg</Tab>
      </TabList>
      <TabPanel id="obs">
        <Steps of="studio.encoder.obs" />
      </TabPanel>
      <TabPanel id="phone">
        <Steps of="studio.encoder.phoneSteps" />
        {onlyFromHere(best) && <p className="caution">{t('studio.encoder.notFromPhone', { host: hostOf(best) })}</p>}
        <PhoneCode link={larixLink(best, show.title)} />
        <p className="muted small">{t('studio.encoder.phoneOther')}</p>
      </TabPanel>
      <TabPanel id="ffmpeg">
        <p>{t('studio.encoder.ffmpeg')}</p>
        <pre className="command">{command(keyShown ? ingest.rtmpUrl : `${ingest.rtmp}/••••••••`)}</pre>
        <CopyButton value={command(ingest.rtmpUrl)} deed={t('studio.encoder.copyCommand')} />
      </TabPanel>
    </Tabs>
  );
}

function Steps({ of }: { of: string }) {
  const { t } = useTranslation();
  const steps = t(of, { returnObjects: true }) as string[];
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

function PhoneCode({ link }: { link: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <div className="phonecode">
      <div className="row wrap">
        <button type="button" className="btn soft" aria-expanded={shown} onClick={() => setShown(!shown)}>
          <QrIcon size={17} aria-hidden="true" />
          {shown ? t('studio.encoder.qrHide') : t('studio.encoder.qrShow')}
        </button>
        <a className="btn ghost only-touch" href={link}>
          {t('studio.encoder.openLarix')}
        </a>
      </div>
      {shown && (
        <Suspense fallback={<span className="qr" />}>
          <QrCode text={link} label={t('studio.encoder.qrLabel')} />
          <small className="muted">{t('studio.encoder.qrSecret')}</small>
        </Suspense>
      )}
    </div>
  );
}
