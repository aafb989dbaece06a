import { type ReactNode, useRef } from 'react';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';
import type { IconName } from './glyphs/names.ts';
import { Icon } from './Icon.tsx';
import styles from './Inspector.module.css';
import { WidthBorder, WidthButton } from './InspectorWidth.tsx';
import { useInspectorOpen } from './inspectorOpen.ts';

interface InspectorProps {
  /** What kind of thing it is: "Runtime", "Connection". */
  kind: string;
  title: ReactNode;
  icon?: IconName;
  /** State glyph and since when, below the title. */
  state?: ReactNode;
  onClose: () => void;
  /** The page of the object. */
  href?: string;
  children: ReactNode;
  footer?: ReactNode;
}

/** The panel about the selected object; a sheet at the bottom of narrow screens. Start it with a sentence. */
export function Inspector({ kind, title, icon, state, onClose, href, children, footer }: InspectorProps) {
  useInspectorOpen();
  const aside = useRef<HTMLElement>(null);
  return (
    <aside
      ref={aside}
      className={styles.inspector}
      aria-label={`${kind}, details`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <WidthBorder inspector={aside} />
      <header>
        <div className={styles.eyebrow}>
          <span>{kind}</span>
          <WidthButton inspector={aside} />
          <CopyButton
            iconOnly
            icon="i-link"
            value={() => window.location.href}
            label="Copy the link to this view"
            done="Link copied"
          />
          {href && <Button tone="quiet" iconOnly icon="i-open" href={href} aria-label="Open the page" />}
          <Button tone="quiet" iconOnly icon="i-close" aria-label="Close details" onClick={onClose} />
        </div>
        <h2>
          {icon && <Icon name={icon} />}
          <span>{title}</span>
        </h2>
        {state}
      </header>
      <div className={styles.sections}>{children}</div>
      {footer && <footer>{footer}</footer>}
    </aside>
  );
}

interface InspectorSectionProps {
  title?: string;
  /** Beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

export function InspectorSection({ title, aside, children }: InspectorSectionProps) {
  return (
    <section className={styles.section}>
      {title && (
        <h3>
          {title}
          {aside && <span className={styles.aside}>{aside}</span>}
        </h3>
      )}
      {children}
    </section>
  );
}

/** The sentence an inspector starts with. */
export function InspectorSentence({ children }: { children: ReactNode }) {
  return <p className={styles.sentence}>{children}</p>;
}

export function InspectorActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
