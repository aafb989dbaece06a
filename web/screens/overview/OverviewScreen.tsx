import { useEffect, useRef, useState } from 'react';
import { formatPlural } from '../../format/counts.ts';
import { useLandscape, useNow } from '../../live/landscape.ts';
import { usePreference } from '../../preferences/usePreference.ts';
import { OverviewSkeleton } from '../../shell/OverviewSkeleton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryState } from '../../ui/QueryState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { ActivityFeed } from './ActivityFeed.tsx';
import { AttentionPanel } from './AttentionPanel.tsx';
import { headlineOf } from './attentionWords.ts';
import { ExpiryPanel } from './ExpiryPanel.tsx';
import { FirstRun, OnboardingChecklist } from './OnboardingChecklist.tsx';
import styles from './Overview.module.css';
import { ScenarioMap } from './ScenarioMap.tsx';
import { Tiles } from './Tiles.tsx';
import { useOverview } from './useOverview.ts';

const zones = [
  { value: 'utc', label: 'UTC' },
  { value: 'local', label: 'Local' },
] as const;

/** Is anything about to break, and what changed: answered by figures that the server counts. */
export function OverviewScreen() {
  const { landscape } = useLandscape();
  const reading = useOverview();
  const { data, error } = reading;
  const now = useNow();
  const [zone, setZone] = usePreference('timeZone');
  const isEmpty = landscape.applications.length + landscape.runtimes.length === 0;
  const facts = data?.overview;
  const [first] = facts?.attention.items ?? [];
  const title = isEmpty || !facts ? 'Overview' : headlineOf(first, now);
  const things = facts?.attention.totalCount ?? 0;
  const counted = things === 0 ? '' : `${formatPlural(things, 'thing needs', 'things need')} attention. `;
  const lead = `${counted}Calls do not pass through Compass, so nothing stops by itself.`;
  return (
    <Page
      title={title}
      lead={!isEmpty && facts && <span className={styles.lead}>{lead}</span>}
      actions={<Segmented label="Time zone" value={zone} options={zones} onChange={setZone} />}
    >
      <Spoken text={facts ? `${title}. ${lead}` : ''} />
      {error !== null && <QueryState what="The figures" reading={reading} shape={{ rows: 0 }} boxed />}
      {isEmpty && <FirstRun />}
      {!isEmpty && !data && error === null && <OverviewSkeleton label="Counting" />}
      {!isEmpty && data && facts && (
        <div className={styles.overview}>
          <OnboardingChecklist isWide />
          <Tiles facts={facts} now={now} />
          <div className={styles.split}>
            <AttentionPanel attention={facts.attention} now={now} />
            <ExpiryPanel weeks={data.certificateTimeline.weeks} expired={facts.certificates.expired} />
          </div>
          <div className={styles.even}>
            <ScenarioMap scenarios={facts.scenarios} />
            <ActivityFeed bursts={facts.activity} inLastDay={facts.activityInLastDay} now={now} />
          </div>
        </div>
      )}
    </Page>
  );
}

const spokenEveryMs = 10_000;

/** Says what is on screen when it changes, the latest at most every ten seconds. */
function Spoken({ text }: { text: string }) {
  const [spoken, setSpoken] = useState('');
  const lastAt = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, lastAt.current + spokenEveryMs - Date.now());
    const timer = setTimeout(() => {
      lastAt.current = Date.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {spoken}
    </p>
  );
}
