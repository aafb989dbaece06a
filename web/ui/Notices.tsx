import { useEffect, useState, useSyncExternalStore } from 'react';
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
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(notice.id), shownForMs);
    return () => clearTimeout(timer);
  }, [held, notice.id]);
  const { action } = notice;
  return (
    // Hovering and focusing only lengthen the time.
    <article
      className={styles.toast}
      aria-label="Notice"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
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
            dismiss(notice.id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button tone="quiet" iconOnly icon="i-close" aria-label="Dismiss" onClick={() => dismiss(notice.id)} />
    </article>
  );
}
