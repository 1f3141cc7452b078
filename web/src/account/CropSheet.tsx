import { useMutation } from '@tanstack/react-query';
import { type CSSProperties, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { Field } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { type Crop, cropText, middleOf, placed, resized, roomOf, type Size, sidesOf } from './crop-core';
import type { OwnAccount } from './self-queries';

interface CropSheetProps {
  file: File;
  onClose: () => void;
  onDone: (account: OwnAccount) => Promise<void>;
}

/** Chooses the square of a picture: pulled with finger or mouse, or by three sliders, which every keyboard moves. */
export function CropSheet({ file, onClose, onDone }: CropSheetProps) {
  const { t } = useTranslation();
  const url = useUrl(file);
  const [size, setSize] = useState<Size>();
  const [crop, setCrop] = useState<Crop>();
  const [broken, setBroken] = useState(false);
  const send = useMutation({
    mutationFn: (part: Crop) =>
      answer(
        api.PUT('/account/avatar', {
          params: { query: { crop: cropText(part) } },
          body: file as unknown as Record<string, never>,
          bodySerializer: (body) => body as unknown as Blob,
          headers: { 'Content-Type': file.type },
        }),
      ),
    onSuccess: onDone,
  });
  const problem = broken ? t('self.notPicture') : send.error ? sayProblem(send.error, t) : undefined;
  const room = crop && size ? roomOf(crop, size) : { x: 0, y: 0 };
  const sides = size ? sidesOf(size) : { least: 0, most: 0 };
  return (
    <Sheet title={t('self.cropTitle')} open onClose={onClose}>
      <p>{t('self.cropLead')}</p>
      {url && !broken && (
        <Stage crop={crop} size={size} onMove={setCrop}>
          <img
            src={url}
            alt=""
            draggable={false}
            onLoad={(event) => {
              const { naturalWidth: width, naturalHeight: height } = event.currentTarget;
              setSize({ width, height });
              setCrop(middleOf({ width, height }));
            }}
            onError={() => setBroken(true)}
          />
        </Stage>
      )}
      {crop && size && (
        <>
          <Slider
            label={t('self.cropNear')}
            value={sides.least + sides.most - crop.side}
            least={sides.least}
            most={sides.most}
            onChange={(value) => setCrop(resized(crop, sides.least + sides.most - value, size))}
          />
          <Slider
            label={t('self.cropAcross')}
            value={crop.x}
            least={0}
            most={room.x}
            onChange={(x) => setCrop(placed(crop, x, crop.y, size))}
          />
          <Slider
            label={t('self.cropDown')}
            value={crop.y}
            least={0}
            most={room.y}
            onChange={(y) => setCrop(placed(crop, crop.x, y, size))}
          />
        </>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="row end">
        <button type="button" className="btn soft" onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={!crop || broken || send.isPending}
          onClick={() => crop && send.mutate(crop)}
        >
          {send.isPending ? t('self.pictureSending') : t('self.cropTake')}
        </button>
      </div>
    </Sheet>
  );
}

interface StageProps {
  crop: Crop | undefined;
  size: Size | undefined;
  onMove: (crop: Crop) => void;
  children: ReactNode;
}

/** Shows the square as it will be; a finger pulls the picture below it. */
function Stage({ crop, size, onMove, children }: StageProps) {
  const held = useRef<{ x: number; y: number; crop: Crop }>(undefined);
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    if (!crop || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY, crop };
  };
  const pull = (event: PointerEvent<HTMLDivElement>) => {
    if (!held.current || !size) return;
    const { x, y, crop: from } = held.current;
    const pixels = from.side / event.currentTarget.clientWidth;
    onMove(placed(from, from.x - (event.clientX - x) * pixels, from.y - (event.clientY - y) * pixels, size));
  };
  const letGo = () => {
    held.current = undefined;
  };
  const style =
    crop && size
      ? {
          '--wide': `${(100 * size.width) / crop.side}%`,
          '--left': `${(-100 * crop.x) / crop.side}%`,
          '--top': `${(-100 * crop.y) / crop.side}%`,
        }
      : {};
  return (
    <div
      className="cropstage"
      style={style as CSSProperties}
      data-ready={crop ? true : undefined}
      onPointerDown={grab}
      onPointerMove={pull}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      {children}
    </div>
  );
}

interface SliderProps {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}

function Slider({ label, value, least, most, onChange }: SliderProps) {
  const share = most > least ? Math.round((100 * (value - least)) / (most - least)) : 0;
  return (
    <Field label={label}>
      {(tied) => (
        <input
          {...tied}
          type="range"
          min={least}
          max={most}
          step={Math.max(1, Math.round((most - least) / 100))}
          value={value}
          disabled={most <= least}
          aria-valuetext={`${share} %`}
          onChange={(event) => onChange(Number(event.target.value))}
        />
      )}
    </Field>
  );
}

function useUrl(file: File): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
