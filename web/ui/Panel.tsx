import { type ReactNode, type Ref, useId } from 'react';
import { classes } from './classes.ts';
import styles from './Panel.module.css';
import tableStyles from './PanelTable.module.css';
import { useReflow } from './useReflow.ts';

interface PanelProps {
  title: string;
  /** Follows the title: a count, what is listed. */
  note?: ReactNode;
  /** At the right end of the heading: a state, small buttons. */
  aside?: ReactNode;
  /** Content runs to the edges, as tables do. */
  flush?: boolean;
  /** Of a heading that gets the focus when its panel appears. */
  headingRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}

/** A bordered part of a page with its own heading. */
export function Panel({ title, note, aside, flush = false, headingRef, children }: PanelProps) {
  const heading = useId();
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <header>
        <h2 id={heading} ref={headingRef} tabIndex={headingRef ? -1 : undefined}>
          {title}
        </h2>
        {note && <span className="meta">{note}</span>}
        {aside && <span className={styles.aside}>{aside}</span>}
      </header>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}

/** What a page has to say first, with the step that follows from it. */
export function Callout({ glyph, action, children }: { glyph: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes(styles.panel, styles.callout)} aria-label="State">
      {glyph}
      <p>{children}</p>
      {action}
    </section>
  );
}

/** Panels below each other; with `side`, a narrow column beside them on wide screens. */
export function PanelColumns({ children, side }: { children: ReactNode; side?: ReactNode }) {
  return (
    <div className={classes(styles.columns, Boolean(side) && styles.withSide)}>
      <div className={styles.column}>{children}</div>
      {side && <div className={styles.column}>{side}</div>}
    </div>
  );
}

/** Two panels beside each other where there is room. */
export function PanelPair({ children }: { children: ReactNode }) {
  return <div className={styles.pair}>{children}</div>;
}

/** A small table inside a flush panel. Where its columns do not fit, its rows are blocks of labelled values. */
export function PanelTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div ref={useReflow()} className={tableStyles.frame}>
      <table className={tableStyles.table} aria-label={label}>
        {children}
      </table>
    </div>
  );
}
