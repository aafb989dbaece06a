import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import styles from './Dialog.module.css';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, the one that goes ahead last. */
  actions?: ReactNode;
  /** Makes the dialog a form; Enter in a field submits it. */
  onSubmit?: () => void;
  size?: 'default' | 'wide';
}

/** Consequence first, then choice, then typed name, then buttons. Escape and a press outside close it. */
export function Dialog({ open, onClose, title, children, actions, onSubmit, size = 'default' }: DialogProps) {
  const content = (
    <>
      <div className={styles.body}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </>
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onSubmit?.();
  };
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      centered
      // The page itself never scrolls, and the lock would need an inline style sheet that the content policy forbids.
      lockScroll={false}
      size={size === 'wide' ? 720 : 480}
      transitionProps={{ transition: 'fade', duration: 120 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{
        overlay: styles.overlay,
        content: styles.content,
        header: styles.header,
        title: styles.title,
        close: styles.close,
        body: styles.modalBody,
      }}
    >
      {onSubmit ? (
        <form noValidate onSubmit={submit}>
          {content}
        </form>
      ) : (
        content
      )}
    </Modal>
  );
}
