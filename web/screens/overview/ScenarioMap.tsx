import { formatCount, formatPlural } from '../../format/counts.ts';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './ScenarioMap.module.css';
import type { OverviewFacts } from './useOverview.ts';

type Scenarios = OverviewFacts['scenarios'];
type Scenario = Scenarios['items'][number];

const columns = 3;

/** How many Applications a card has in common with its neighbour. */
function sharedWith(shared: Scenarios['shared'], one: Scenario, other: Scenario | undefined): number {
  if (!other) return 0;
  return shared.find(({ scenarios }) => scenarios.includes(one.name) && scenarios.includes(other.name))?.count ?? 0;
}

/** The map without its members: which scenarios are worst, and what they have in common with those beside them. */
export function ScenarioMap({ scenarios }: { scenarios: Scenarios }) {
  const paths = usePaths();
  const { items, totalCount, shared } = scenarios;
  return (
    <Panel
      title="Scenarios"
      note={`${formatCount(items.length)} of ${formatCount(totalCount)}, worst first. A line counts shared applications`}
      aside={
        <Button size="small" icon="i-map" href={paths.map}>
          Open map
        </Button>
      }
    >
      <ul className={styles.cards}>
        {items.map((scenario, index) => {
          const beside = (index + 1) % columns === 0 ? undefined : items[index + 1];
          return (
            <li key={scenario.id}>
              <Card scenario={scenario} />
              <Shared className={styles.beside} count={sharedWith(shared, scenario, beside)} other={beside} />
              <Shared
                className={styles.below}
                count={sharedWith(shared, scenario, items[index + columns])}
                other={items[index + columns]}
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Card({ scenario }: { scenario: Scenario }) {
  const paths = usePaths();
  const { id, name, applicationCount, runtimeCount, failed, attention } = scenario;
  return (
    <Link className={styles.card} href={`${paths.map}?select=${encodeURIComponent(id)}`}>
      <span className={styles.title}>
        <Icon name="k-scenario" />
        <b>{name}</b>
        {failed > 0 && (
          <span className={styles.state}>
            <StateGlyph family="failed" word="Failed:" glyphOnly />
            {formatCount(failed)}
          </span>
        )}
        {attention > 0 && (
          <span className={styles.state}>
            <StateGlyph family="attention" word="Attention:" glyphOnly />
            {formatCount(attention)}
          </span>
        )}
      </span>
      <span className={styles.members}>
        {formatPlural(applicationCount, 'app')} · {formatPlural(runtimeCount, 'runtime')}
      </span>
    </Link>
  );
}

function Shared(props: { className: string | undefined; count: number; other: Scenario | undefined }) {
  const { className, count, other } = props;
  if (count === 0 || !other) return null;
  const words = `${count} applications in common with ${other.name}`;
  return (
    <span className={className} title={words}>
      <span aria-hidden="true">{formatCount(count)}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
