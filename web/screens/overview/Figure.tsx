import { useState } from 'react';
import { formatCount } from '../../format/counts.ts';
import { classes } from '../../ui/classes.ts';
import styles from './Tile.module.css';

interface FigureProps {
  value: number;
  className?: string | undefined;
}

/** A number that is marked for a moment when it changes, never when it first appears. */
export function Figure({ value, className }: FigureProps) {
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (seen.value !== value) setSeen({ value, changes: seen.changes + 1 });
  // Another element for each change: the mark begins anew.
  return (
    <span key={seen.changes} className={classes(className, seen.changes > 0 && styles.changed)}>
      {formatCount(value)}
    </span>
  );
}
