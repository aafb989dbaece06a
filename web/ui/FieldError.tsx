import { Icon } from './Icon.tsx';
import styles from './TextField.module.css';

/** What is wrong with a field, in words, below it. */
export function FieldError({ id, text }: { id?: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <span id={id} className={styles.error}>
      <Icon name="g-failed" className={styles.errorGlyph} />
      {text}
    </span>
  );
}
