import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Facts.module.css';

export interface Fact {
  term: string;
  /** Not shown if null, undefined or false. */
  value: ReactNode;
  /** Second line, smaller. */
  detail?: ReactNode;
}

interface FactsProps {
  facts: readonly (Fact | null | false | undefined)[];
  /** Terms are field names of a resource and set in monospace. */
  fields?: boolean;
}

export function Facts({ facts, fields = false }: FactsProps) {
  return (
    <dl className={classes(styles.facts, fields && styles.fields)}>
      {facts.map((fact) => {
        if (!fact || fact.value === null || fact.value === undefined || fact.value === false) return null;
        return (
          <div key={fact.term} className={styles.fact}>
            <dt>{fact.term}</dt>
            <dd>
              {fact.value}
              {fact.detail && <span className="meta">{fact.detail}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
