import { useEffect, useRef, useState } from 'react';
import { formatCount, formatPlural } from '../../../format/counts.ts';
import type { PlanImportMutation } from '../../../graphql.generated.ts';
import { BrokenConnections } from '../../../members/BrokenConnections.tsx';
import { useTenantId } from '../../../paths.ts';
import { Button } from '../../../ui/Button.tsx';
import { ItemProgress } from '../../../ui/ItemProgress.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import styles from './ImportPage.module.css';
import { PlanTable } from './PlanTable.tsx';
import { countsInWords } from './planWords.ts';

interface PlanPanelProps {
  plan: PlanImportMutation['planImport'];
  /** Objects imported so far; null unless the import runs. */
  progress: number | null;
  onApply: () => void;
  /** After the step under way. */
  onStop: () => void;
}

/** What an import would do: first what stops, what is asked for it and the button, then each object, worst first. */
export function PlanPanel({ plan, progress, onApply, onStop }: PlanPanelProps) {
  const { items, creates, changes, keeps, conflicts, impact, leftOut } = plan;
  const tenant = useTenantId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [typed, setTyped] = useState('');
  useEffect(() => heading.current?.focus(), []);
  const work = creates + changes;
  const all = work + keeps + conflicts;
  const { total } = impact.breaks;
  const isReady = progress === null && (total === 0 || typed === tenant);
  return (
    <Panel title="Plan" note={countsInWords(plan)} flush headingRef={heading}>
      <form
        className={styles.apply}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onApply();
        }}
      >
        {total > 0 && (
          <>
            <p>
              <strong>{formatPlural(total, 'live connection')}</strong>{' '}
              {total === 1 ? 'stops: its two sides' : 'stop: their two sides'} share no scenario afterwards.
            </p>
            <BrokenConnections breaks={impact.breaks} />
            <TextField
              label={
                <>
                  Type <strong>{tenant}</strong> to import into this tenant
                </>
              }
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setTyped(target.value)}
            />
          </>
        )}
        {work === 0 ? (
          <p>There is nothing to do: everything that can be imported is here already.</p>
        ) : (
          <div className={styles.buttons}>
            <Button type="submit" tone="primary" aria-disabled={!isReady}>
              {conflicts === 0
                ? `Import ${formatCount(work)}`
                : `Import ${formatCount(work)}, leave ${formatCount(conflicts)} out`}
            </Button>
            {progress !== null && <Button onClick={onStop}>Stop here</Button>}
          </div>
        )}
        {progress !== null && (
          <div className={styles.progress}>
            <ItemProgress
              label="Objects imported"
              words={`${formatCount(progress)} of ${formatCount(work)} imported`}
              total={work}
              settled={progress}
            />
            <p className="meta">
              Leaving this page stops it after the step under way. What is imported stays; planned again, it goes on
              with the rest.
            </p>
          </div>
        )}
        {leftOut.length > 0 && (
          <p>The other Director does not tell everything. Not in this plan: {leftOut.join('; ')}.</p>
        )}
        {all > items.length && (
          <p className="meta">
            {formatCount(items.length)} of {formatCount(all)} are shown, what cannot be imported first.
          </p>
        )}
      </form>
      <PlanTable items={items} />
    </Panel>
  );
}
