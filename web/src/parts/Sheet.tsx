import { type ReactNode, useEffect } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

interface SheetProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** A dialog that asks before something irreversible is an alert to screen readers. */
  alert?: boolean;
  wide?: boolean;
  children: ReactNode;
}

/** A modal in the middle of a wide screen, rising from the bottom of a phone. Esc and a press outside close it. */
export function Sheet({ title, open, onClose, alert = false, wide = false, children }: SheetProps) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isDismissable={!alert}
    >
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <Dialog className="dialog" role={alert ? 'alertdialog' : 'dialog'} data-trusted>
          <Heading slot="title">{title}</Heading>
          {children}
          <FocusAfter />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What opened a sheet may be gone when it closes, as "Go live" is in a live show: the focus then goes to the page. */
function FocusAfter() {
  useEffect(
    () => () => {
      // The sheet gives the focus back a frame after it left.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement !== document.body) return;
          document.getElementById('main')?.focus({ preventScroll: true });
        }),
      );
    },
    [],
  );
  return null;
}

interface ConfirmProps {
  title: string;
  text: string;
  deed: string;
  refusal?: string;
  danger?: boolean;
  open: boolean;
  busy: boolean;
  problem?: string | undefined;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks once before a deed that cannot be undone or that everyone sees. The button names what it does. */
export function Confirm({ title, text, deed, refusal, danger, open, busy, problem, onClose, onConfirm }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={title} open={open} onClose={onClose} alert>
      <p>{text}</p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="row end">
        <Button className="btn soft" onPress={onClose} autoFocus>
          {refusal ?? t('cancel')}
        </Button>
        <Button className={danger ? 'btn danger' : 'btn primary'} isDisabled={busy} onPress={onConfirm}>
          {busy ? t('loading') : deed}
        </Button>
      </div>
    </Sheet>
  );
}
