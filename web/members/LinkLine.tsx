import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import glyph from '../ui/StateGlyph.module.css';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import styles from './LinkLine.module.css';
import type { ApplicationRow } from './rows.ts';

/** An Application and the Runtime it is connected to, drawn as on the map. */
export function LinkLine({ row, runtime }: { row: ApplicationRow; runtime: string }) {
  const { family, word } = row.finding;
  return (
    <div className={styles.line} role="img" aria-label={`${row.name} to ${runtime}: ${word}`}>
      <span className={styles.node} title={row.name}>
        <Icon name="k-application" />
        <span>{row.name}</span>
      </span>
      <span className={classes(styles.wire, glyph[family])}>
        <span className={styles.badge}>
          <StateGlyph family={family} word="" glyphOnly />
        </span>
      </span>
      <span className={styles.node} title={runtime}>
        <Icon name="k-runtime" />
        <span>{runtime}</span>
      </span>
    </div>
  );
}
