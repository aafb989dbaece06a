import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import styles from './Dialog.module.css';
import { useFocusBack } from './useFocusBack.ts';

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
  useFocusBack();
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
    <Modal.Root
      opened={open}
      onClose={onClose}
      centered
      // The page itself never scrolls, and the lock would need a style sheet of its own.
      lockScroll={false}
      size={size === 'wide' ? 720 : 480}
      transitionProps={{ transition: 'fade', duration: 120 }}
      classNames={{
        overlay: styles.overlay,
        content: styles.content,
        title: styles.title,
        close: styles.close,
        body: styles.modalBody,
      }}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Modal.Header: its element would count as a second banner of the page. */}
        <div className={styles.header}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>
          {onSubmit ? (
            <form noValidate onSubmit={submit}>
              {content}
            </form>
          ) : (
            content
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
