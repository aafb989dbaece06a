import { useLandscape } from '../../live/landscape.ts';
import { usePaths } from '../../paths.ts';
import { EmptyLandscape } from '../../shell/EmptyLandscape.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './OnboardingChecklist.module.css';

/** The first run: four steps from nothing to a live connection, each ticked once it is done. */
export function OnboardingChecklist() {
  const paths = usePaths();
  const { landscape } = useLandscape();
  const { runtimes, applications, connections, defaultScenario } = landscape;
  const shares = (member: { memberships: readonly { scenario: string }[] }) =>
    member.memberships.some(({ scenario }) => scenario !== defaultScenario);
  const steps = [
    {
      done: runtimes.some(({ certificate }) => certificate !== null),
      href: paths.registerRuntime,
      title: 'Connect a runtime',
      text: 'A cluster that uses applications. Its agent enrols with a one-time token.',
    },
    {
      done: applications.length > 0,
      href: `${paths.applications}?dialog=register`,
      title: 'Register an application',
      text: 'An external system that offers APIs and events.',
    },
    {
      done: runtimes.some(shares) && applications.some(shares),
      href: paths.scenarios,
      title: 'Put both into one scenario',
      text: 'Only what shares a scenario may communicate.',
    },
    {
      done: connections.length > 0,
      href: paths.map,
      title: 'See them connected',
      text: 'The agent connects to what it may reach with its next fetch, or you connect it on the map.',
    },
  ];
  return (
    <div className={styles.first}>
      {runtimes.length + applications.length === 0 && <EmptyLandscape heading="h2" />}
      <Panel
        title="From nothing to a live connection"
        note={`${steps.filter(({ done }) => done).length} of 4 done`}
        flush
      >
        <ol className={styles.steps}>
          {steps.map(({ done, href, title, text }, index) => (
            <li key={title}>
              <span className={styles.mark}>{done ? <Icon name="i-check" label="Done" /> : index + 1}</span>
              <span>
                <Link href={href}>{title}</Link>
                <span className="meta">{text}</span>
              </span>
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}
