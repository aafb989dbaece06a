import { useLandscape } from '../../live/landscape.ts';
import { usePaths } from '../../paths.ts';
import { usePreference } from '../../preferences/usePreference.ts';
import { useSession } from '../../session/session.ts';
import { EmptyLandscape } from '../../shell/EmptyLandscape.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { notify } from '../../ui/notify.ts';
import { Panel } from '../../ui/Panel.tsx';
import { firstSteps } from './firstSteps.ts';
import styles from './OnboardingChecklist.module.css';

/** The first run, while nothing is registered. */
export function FirstRun() {
  return (
    <div className={styles.first}>
      <EmptyLandscape heading="h2" />
      <OnboardingChecklist />
    </div>
  );
}

/** Four steps from nothing to a live connection, each ticked once it is done; until there is one, or a person hides them. */
export function OnboardingChecklist({ isWide = false }: { isWide?: boolean }) {
  const paths = usePaths();
  const { can } = useSession();
  const { landscape } = useLandscape();
  const [wanted, setWanted] = usePreference('firstSteps');
  if (wanted === 'hidden' || landscape.connections.length > 0) return null;
  const steps = firstSteps(landscape, paths);
  const mayAct = can('runtime:write') && can('application:write');
  const hide = () => {
    setWanted('hidden');
    notify({
      family: 'idle',
      title: 'The first steps are hidden',
      action: { label: 'Show again', run: () => setWanted(null) },
    });
  };
  return (
    <Panel
      title="From nothing to a live connection"
      note={`${steps.filter(({ done }) => done).length} of ${steps.length} done`}
      aside={
        <Button size="small" tone="quiet" onClick={hide}>
          Hide
        </Button>
      }
      flush
    >
      <ol className={classes(styles.steps, isWide && styles.wide)}>
        {steps.map(({ done, href, title, text }, index) => (
          <li key={title} data-done={done || undefined}>
            <span className={styles.mark}>{done ? <Icon name="i-check" label="Done" /> : index + 1}</span>
            <span>
              {mayAct && !done ? <Link href={href}>{title}</Link> : <b>{title}</b>}
              <span className="meta">{text}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
