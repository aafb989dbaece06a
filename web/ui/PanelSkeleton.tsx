import { classes } from './classes.ts';
import styles from './PanelSkeleton.module.css';
import { useAfter } from './useAfter.ts';

export interface SkeletonShape {
  /** Of a table; a table has a head, lines have none. */
  columns?: number;
  /** Without the head. */
  rows: number;
}

/**
 * Bars in the place of a table or of lines; they take their room at once and are seen after 150 ms. `label` is null where
 * what is around says that it loads.
 */
export function PanelSkeleton({ label, columns, rows }: SkeletonShape & { label: string | null }) {
  const isShown = useAfter(150);
  const isTable = columns !== undefined;
  const style = isTable ? { gridTemplateColumns: `minmax(0, 2fr) repeat(${columns - 1}, minmax(0, 1fr))` } : {};
  return (
    <div
      className={classes(styles.skeleton, isTable ? styles.table : styles.lines, !isShown && styles.waiting)}
      {...(label === null ? { 'aria-hidden': true } : { role: 'status', 'aria-label': label })}
    >
      {Array.from({ length: isTable ? rows + 1 : rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike
        <div key={row} style={style}>
          {Array.from({ length: columns ?? 2 }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: so are the bars
            <i key={column} />
          ))}
        </div>
      ))}
    </div>
  );
}
