import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import styles from './StepList.module.css';

export type StepKey = 'what' | 'describe' | 'connect' | 'wait' | 'finish';

export interface WizardStep {
  key: StepKey;
  label: string;
  detail: string;
  isDone: boolean;
  /** Null while the step cannot be opened yet. */
  href: string | null;
}

export const stepLabels: Record<StepKey, string> = {
  what: 'What',
  describe: 'Describe',
  connect: 'Connect',
  wait: 'Wait',
  finish: 'Test and finish',
};

/** The five steps; those that can be opened are links. */
export function StepList({ steps, current }: { steps: readonly WizardStep[]; current: StepKey }) {
  const at = steps.findIndex(({ key }) => key === current);
  return (
    <nav className={styles.nav} aria-label="Steps">
      <p className={styles.short}>
        Step {at + 1} of {steps.length}: <strong>{steps[at]?.label}</strong>
      </p>
      <ol className={styles.steps}>
        {steps.map(({ key, label, detail, isDone, href }, position) => {
          const isCurrent = key === current;
          const content = (
            <>
              <span className={classes(styles.number, isDone && !isCurrent && styles.done)} aria-hidden="true">
                {isDone && !isCurrent ? <Icon name="i-check" /> : position + 1}
              </span>
              <span className={styles.text}>
                <strong>
                  <span className="visually-hidden">
                    Step {position + 1} of {steps.length}:{' '}
                  </span>
                  {label}
                  {isDone && <span className="visually-hidden">, done</span>}
                </strong>
                <span className="meta">{detail}</span>
              </span>
            </>
          );
          return (
            <li key={key} className={styles.step} aria-current={isCurrent ? 'step' : undefined}>
              {href === null || isCurrent ? <span>{content}</span> : <Link href={href}>{content}</Link>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
