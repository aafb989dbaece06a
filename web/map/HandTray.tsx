import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './HandTray.module.css';

interface HandTrayProps {
  /** Scenarios the cards in hand can be taken out of; null if a line's end is in hand. */
  scenarios: readonly string[] | null;
  aimedAt: string | null;
  /** In move mode: what the target would do; null while a button or finger is down. */
  words: string | null;
  /** A press without dragging, in move mode. */
  onChoose: (scenario: string) => void;
  onCancel: () => void;
}

function RemoveFrom({
  scenarios,
  aimedAt,
  onChoose,
}: Pick<HandTrayProps, 'aimedAt' | 'onChoose'> & { scenarios: readonly string[] }) {
  return (
    <section className={styles.slots} aria-label="Remove from a scenario">
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

/** Stands below the map while something is in hand: where it can be taken out, and in move mode what to press. */
export function HandTray({ scenarios, aimedAt, words, onChoose, onCancel }: HandTrayProps) {
  return (
    <div className={styles.tray}>
      {words !== null && (
        <div className={styles.words}>
          <strong>{words || (scenarios ? 'Choose a scenario' : 'Choose a runtime')}</strong>
          <span className="meta">
            <Kbd>Tab</Kbd> next target <Kbd>Enter</Kbd> drop <Kbd>Esc</Kbd> cancel, or press a target
          </span>
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      )}
      {scenarios && <RemoveFrom {...{ scenarios, aimedAt, onChoose }} />}
    </div>
  );
}
