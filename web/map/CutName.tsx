import styles from './CutName.module.css';

/** Letters kept of the end of a name that does not fit. */
const endOfName = 4;

/** Names begin alike more often than they end alike: what is too long is cut in the middle. */
export function CutName({ name }: { name: string }) {
  const end = name.length > 2 * endOfName ? endOfName : 0;
  return (
    <span className={styles.cut}>
      <span>{name.slice(0, name.length - end)}</span>
      {end > 0 && <span>{name.slice(-end)}</span>}
    </span>
  );
}
