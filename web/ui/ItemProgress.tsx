import styles from './ItemProgress.module.css';

interface ItemProgressProps {
  /** What is being done, for assistive technology. */
  label: string;
  /** `97 done, 3 failed`. */
  words: string;
  total: number;
  /** Of them, successful or not. */
  settled: number;
  failures: readonly { id: string; name: string; message: string }[];
}

/** How far something that is done to many things has got, and for each that failed why. */
export function ItemProgress({ label, words, total, settled, failures }: ItemProgressProps) {
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
      {failures.length > 0 && (
        <ul className={styles.results} aria-label="What failed">
          {failures.map(({ id, name, message }) => (
            <li key={id}>
              <strong>{name}</strong>: {message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
