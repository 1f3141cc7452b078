import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface PlayerSheetProps {
  id: string;
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A small dialog over the picture, beside its button in the page and inside the player, so that full screen shows it too.
 * Takes the focus when it opens; Esc closes it. Who opened it takes the focus back.
 */
export function PlayerSheet({ id, title, onClose, children }: PlayerSheetProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = sheet;
    (current?.querySelector<HTMLElement>('input:checked') ?? current?.querySelector<HTMLElement>('button'))?.focus();
  }, []);
  return (
    <div
      id={id}
      ref={sheet}
      className="sheet"
      role="dialog"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="sheet-head">
        <b>{title}</b>
        <button type="button" className="cog" aria-label={t('close')} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      {children}
    </div>
  );
}
