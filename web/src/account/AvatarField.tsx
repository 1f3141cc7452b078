import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { Face } from '../parts/Face';
import { sayProblem } from '../parts/say-problem';
import { CropSheet } from './CropSheet';
import { pictureFault } from './crop-core';
import { keepOwn, type OwnAccount } from './self-queries';

/** The picture beside one's name: chosen, cut, taken away. */
export function AvatarField({ account }: { account: OwnAccount }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [fault, setFault] = useState<string>();
  const [said, setSaid] = useState('');
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/account/avatar')),
    onSuccess: async (now) => {
      await keepOwn(now);
      setSaid(t('self.pictureGone'));
      input.current?.focus();
    },
  });
  const take = (chosen: File | undefined) => {
    if (input.current) input.current.value = '';
    if (!chosen) return;
    const wrong = pictureFault(chosen);
    setFault(wrong && t(`self.${wrong}`));
    setSaid('');
    if (!wrong) setFile(chosen);
  };
  const problem = fault ?? (remove.error ? sayProblem(remove.error, t) : undefined);
  return (
    <div className="avatarfield">
      <Face id={account.id} name={account.name} url={account.avatarUrl} big />
      <div className="avatarfield-words">
        <div className="row wrap">
          <label className="btn soft">
            {account.avatarUrl ? t('self.pictureOther') : t('self.pictureChoose')}
            <input
              ref={input}
              className="sr-only"
              type="file"
              accept="image/jpeg,image/png,image/gif"
              aria-describedby="avatar-said"
              onChange={(event) => take(event.target.files?.[0])}
            />
          </label>
          {account.avatarUrl && (
            <button type="button" className="btn ghost" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {t('self.pictureRemove')}
            </button>
          )}
        </div>
        <small id="avatar-said" className={problem ? 'problem' : 'muted'} role={problem ? 'alert' : undefined}>
          {problem ?? t('self.pictureHint')}
        </small>
        <small role="status" className="good">
          {said}
        </small>
      </div>
      {file && (
        <CropSheet
          file={file}
          onClose={() => setFile(undefined)}
          onDone={async (now) => {
            await keepOwn(now);
            setFile(undefined);
            setSaid(t('self.pictureSaved'));
          }}
        />
      )}
    </div>
  );
}
