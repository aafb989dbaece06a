import styles from './ItemProgress.module.css';

interface ItemProgressProps {
  /** What is being done, for assistive technology. */
  label: string;
  /** `97 done, 3 failed`. */
  words: string;
  total: number;
  /** Of them, successful or not. */
  settled: number;
}

/** How far something that is done to many things has got. */
export function ItemProgress({ label, words, total, settled }: ItemProgressProps) {
  return (
    <>
      <p role="status">
        <strong>{words}</strong>
      </p>
      <progress
        className={styles.progress}
        aria-label={label}
        max={Math.max(1, total)}
        value={total === 0 ? 1 : settled}
      />
    </>
  );
}
