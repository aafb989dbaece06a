import { Icon } from '../../ui/Icon.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './Matrix.module.css';
import type { CellLook } from './matrixModel.ts';

/** The sign in a cell; what it means is said by whoever shows it. */
export function Box({ look }: { look: CellLook }) {
  switch (look) {
    case 'manual':
      return (
        <span className={styles.member}>
          <Icon name="i-check" />
        </span>
      );
    case 'rule':
      return (
        <span className={styles.rule}>
          <Icon name="i-rule" />
        </span>
      );
    case 'itself':
      return (
        <span className={styles.itself}>
          <Icon name="i-check" />
        </span>
      );
    case 'none':
      return <span className={styles.none} />;
    case 'joins':
      return <Icon name="g-appears" />;
    case 'leaves':
      return <Icon name="g-disappears" />;
    default:
      return <StateGlyph family={look} word="" glyphOnly />;
  }
}
