import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './Notices.module.css';
import { dismiss, notices, type ShownNotice } from './notify.ts';
import glyph from './StateGlyph.module.css';

const shownForMs = 10_000;

/** All toasts, in one polite status region. */
export function Notices() {
  const shown = useSyncExternalStore(notices.subscribe, notices.current);
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {shown.map((notice) => (
        <NoticeToast key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeToast({ notice }: { notice: ShownNotice }) {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const toast = useRef<HTMLElement>(null);
  /** Had the focus before it came here. */
  const before = useRef<EventTarget | null>(null);
  const held = isPointedAt || hasFocus;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(notice.id), shownForMs);
    return () => clearTimeout(timer);
  }, [held, notice.id]);
  const { action } = notice;
  const close = () => {
    if (before.current instanceof HTMLElement) before.current.focus();
    dismiss(notice.id);
  };
  return (
    // Hovering and focusing only lengthen the time.
    <article
      className={styles.toast}
      aria-label="Notice"
      ref={toast}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={({ relatedTarget }) => {
        if (!toast.current?.contains(relatedTarget)) before.current = relatedTarget;
        setFocus(true);
      }}
      onBlur={() => setFocus(false)}
    >
      <Icon name={`g-${notice.family}`} className={glyph[notice.family]} />
      <div className={styles.text}>
        <strong>{notice.title}</strong>
        {notice.detail && <span className="meta">{notice.detail}</span>}
      </div>
      {action && (
        <Button
          icon={action.label === 'Undo' ? 'i-undo' : 'i-retry'}
          onClick={() => {
            close();
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button tone="quiet" iconOnly icon="i-close" aria-label="Dismiss" onClick={close} />
    </article>
  );
}
