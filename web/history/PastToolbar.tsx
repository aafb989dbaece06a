import { useQuery } from '@apollo/client/react';
import { actorName, doneInWords } from '../activity/activityWords.ts';
import { counted } from '../changes/describe.ts';
import { describeError } from '../errors.ts';
import { formatExactZoned } from '../format/moments.ts';
import { ChangesBetweenDocument } from '../graphql.generated.ts';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { differences } from './comparison.ts';
import styles from './PastToolbar.module.css';
import type { TimeTravel } from './useTimeTravel.ts';

interface PastToolbarProps {
  time: TimeTravel;
  /** Shows the lists of a comparison; null while they are shown, or if there is none. */
  onList: (() => void) | null;
}

/** That this is not the present, what had happened last, and the way back. */
export function PastToolbar({ time, onList }: PastToolbarProps) {
  const { moment, past, comparedWith, compared, choose, returnToLive } = time;
  const sequence = past.landscape?.sequence;
  const { data, error } = useQuery(ChangesBetweenDocument, {
    variables: { filter: { untilSequence: sequence ?? 0 }, first: 1 },
    skip: moment === null || sequence === undefined,
  });
  const last = data?.activity.data[0];
  const names = comparedWith.kind === 'scenarios' ? comparedWith.names.join(' and ') : null;
  return (
    <div className={styles.frame}>
      <div className={styles.past}>
        <span className={styles.tag}>
          <Icon name="i-lock" />
          {moment === null ? `Read-only, ${names} compared` : `Read-only, as it was on ${formatExactZoned(moment.at)}`}
        </span>
        {moment !== null && (
          <span className={classes('meta', styles.last)} role="status">
            {error
              ? `What changed last before is not known: ${describeError(error).message}`
              : past.isLoading || !data
                ? 'Loading…'
                : last
                  ? `Last change before: ${formatExactZoned(Date.parse(last.at))}, ${actorName(last.actor)} ${doneInWords(last)}`
                  : 'Nothing had changed yet'}
          </span>
        )}
        <span className={styles.actions}>
          {names !== null && <Button onClick={() => choose('scenarios')}>Compare others…</Button>}
          {onList && (
            <Button onClick={onList}>
              {compared ? counted(differences(compared.comparison), 'difference') : 'Differences'}
            </Button>
          )}
          <Button tone="primary" onClick={returnToLive}>
            Return to live
          </Button>
        </span>
      </div>
    </div>
  );
}
