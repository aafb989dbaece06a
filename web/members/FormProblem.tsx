import { Icon } from '../ui/Icon.tsx';
import glyph from '../ui/StateGlyph.module.css';
import styles from './FormProblem.module.css';

/** What went wrong with a form as a whole, read out when it appears. */
export function FormProblem({ text }: { text: string | null | undefined }) {
  return (
    <div role="alert">
      {text && (
        <p className={styles.problem}>
          <Icon name="g-failed" className={glyph.failed} />
          <span>{text}</span>
        </p>
      )}
    </div>
  );
}
