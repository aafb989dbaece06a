import styles from './Sparkline.module.css';

interface SparklineProps {
  /** What is counted, and over which time. */
  label: string;
  values: readonly number[];
}

const width = 80;
const height = 24;
const inset = 2;

/** How a count did lately, as a line without axes; said in words as well. */
export function Sparkline({ label, values }: SparklineProps) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const x = (index: number) => (index / Math.max(1, values.length - 1)) * width;
  // A count that does not move is drawn in the middle.
  const y = (value: number) =>
    span === 0 ? height / 2 : height - inset - ((value - low) / span) * (height - 2 * inset);
  const points = values.map((value, index) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
  const last = values.at(-1) ?? 0;
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${label}: ${values[0] ?? 0}, then between ${low} and ${low + span}, now ${last}`}
    >
      <path d={`M${points.join('L')}`} />
      <circle cx={width} cy={y(last)} r="2.5" />
    </svg>
  );
}
