import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './StateGlyph.module.css';

export type StateFamily = 'connected' | 'pending' | 'attention' | 'failed' | 'idle' | 'unknown';

interface StateGlyphProps {
  family: StateFamily;
  /** What the state is called here; always given, visible unless `glyphOnly`. */
  word: string;
  /** Shows the glyph alone and gives the word to assistive technology. */
  glyphOnly?: boolean;
  /** Follows the word: since when, why. */
  children?: ReactNode;
  className?: string;
}

/** Colour, shape and word of a state together; the only place where state colours meet text. */
export function StateGlyph({ family, word, glyphOnly = false, children, className }: StateGlyphProps) {
  if (glyphOnly) return <Icon name={`g-${family}`} label={word} className={classes(styles[family], className)} />;
  return (
    <span className={classes(styles.state, className)}>
      <Icon name={`g-${family}`} className={styles[family]} />
      <span className={styles.word}>{word}</span>
      {children}
    </span>
  );
}
