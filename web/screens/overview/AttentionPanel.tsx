import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { explain } from '../../errors.ts';
import { formatCount } from '../../format/counts.ts';
import { AllAttentionDocument } from '../../graphql.generated.ts';
import { useSkipPoll } from '../../live/landscape.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './AttentionPanel.module.css';
import { type AttentionFacts, causeOf, findingOf, stepOf, titleOf } from './attentionWords.ts';
import type { OverviewFacts } from './useOverview.ts';

const pollMs = 15_000;

/** What somebody should look at, of all kinds in one order, each with its next step. */
export function AttentionPanel({ attention, now }: { attention: OverviewFacts['attention']; now: number }) {
  const [all, setAll] = useState(false);
  const { data, error } = useQuery(AllAttentionDocument, {
    skip: !all,
    fetchPolicy: 'no-cache',
    pollInterval: pollMs,
    skipPollAttempt: useSkipPoll(),
  });
  const { items, totalCount } = (all && data?.overview.attention) || attention;
  const note =
    totalCount === 0
      ? 'nothing'
      : `${formatCount(items.length)} of ${formatCount(totalCount)}, most connections at risk first`;
  return (
    <Panel
      title="Needs attention"
      note={note}
      flush
      aside={
        (totalCount > attention.items.length || all) && (
          <Button size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show the first 9' : `Show all ${formatCount(totalCount)}`}
          </Button>
        )
      }
    >
      {all && error && (
        <Banner
          family="unknown"
          title="The rest could not be read"
          detail={`${explain(error)}. Asked again every 15 s.`}
        />
      )}
      {items.length === 0 ? (
        <p className={styles.none}>
          <StateGlyph family="connected" word="No runtime has gone silent, and no certificate is overdue." />
        </p>
      ) : (
        <>
          <div className={styles.head} aria-hidden="true">
            <span />
            <span />
            <span>What and why</span>
            <span className={styles.risk}>At risk</span>
            <span>When</span>
            <span />
          </div>
          <ol className={styles.ranked}>
            {items.map((item, index) => (
              <Item key={`${item.cause} ${item.object.id}`} item={item} rank={index + 1} now={now} />
            ))}
          </ol>
        </>
      )}
    </Panel>
  );
}

function Item({ item, rank, now }: { item: AttentionFacts; rank: number; now: number }) {
  const paths = usePaths();
  const { can } = useSession();
  const { object, connectionsAtRisk, until, since } = item;
  const isRuntime = object.kind === 'RUNTIME';
  const { family, word } = findingOf(item);
  const step = stepOf(item, paths, can(isRuntime ? 'runtime:write' : 'application:write'));
  const at = until ?? since;
  const icon = item.cause === 'TOKEN_UNUSED' ? 'i-key' : isRuntime ? 'k-runtime' : 'k-application';
  return (
    <li data-tips>
      <span className={styles.rank}>{rank}</span>
      <StateGlyph family={family} word={word} glyphOnly />
      <div className={styles.what}>
        <Icon name={icon} />
        <span>
          <Link className={styles.name} href={isRuntime ? paths.runtime(object.id) : paths.application(object.id)}>
            {titleOf(item)}
          </Link>{' '}
          <span className={styles.cause}>{causeOf(item, now)}</span>
        </span>
      </div>
      <span className={styles.risk}>
        {formatCount(connectionsAtRisk)}
        <span className="visually-hidden"> connections at risk,</span>
      </span>
      <span className={styles.when}>{at === null ? '–' : <Moment at={at} now={now} reach="row" />}</span>
      <Button size="small" href={step.href} aria-label={`${step.label}: ${titleOf(item)}`}>
        {step.label}
      </Button>
    </li>
  );
}
