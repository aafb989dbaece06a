import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './RemoveTray.module.css';

interface RemoveTrayProps {
  scenarios: readonly string[];
  aimedAt: string | null;
  /** A press without dragging, in move mode. */
  onChoose: (scenario: string) => void;
}

/** Appears while cards are in hand: the scenarios they can be taken out of. */
export function RemoveTray({ scenarios, aimedAt, onChoose }: RemoveTrayProps) {
  return (
    <section className={styles.tray} aria-label="Remove from a scenario">
      <span className={styles.title}>
        <Icon name="i-close" />
        Remove from
      </span>
      {scenarios.length === 0 ? (
        <span className="meta">No scenario it was put into by hand</span>
      ) : (
        scenarios.map((name) => (
          <button
            key={name}
            type="button"
            className={classes(styles.slot, aimedAt === name && styles.aimed)}
            data-tray={name}
            onClick={() => onChoose(name)}
          >
            <Icon name="k-scenario" />
            {name}
          </button>
        ))
      )}
    </section>
  );
}
