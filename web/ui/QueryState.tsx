import { describeError } from '../errors.ts';
import { formatExactZoned } from '../format/moments.ts';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';
import { classes } from './classes.ts';
import { PanelSkeleton, type SkeletonShape } from './PanelSkeleton.tsx';
import styles from './QueryState.module.css';
import type { Reading } from './useReading.ts';

interface QueryStateProps {
  /** What is read, as a sentence begins: `API tokens`. */
  what: string;
  reading: Reading<unknown>;
  /** What the answer will look like. */
  shape: SkeletonShape;
  /** Where the content around it keeps a distance from the edges. */
  boxed?: boolean;
}

/** Before what was read: its shape until it is there; if it cannot be read why, and what follows is dimmed. */
export function QueryState({ what, reading, shape, boxed = false }: QueryStateProps) {
  const { data, error, readAt, retry } = reading;
  if (error === null) return data === null ? <PanelSkeleton label={`${what}: loading`} {...shape} /> : null;
  const { message, errorID } = describeError(error);
  const shown = readAt === null ? 'Shown is what was read before' : `Last good data, ${formatExactZoned(readAt)}`;
  const detail = [message, data !== null && shown, errorID !== null && `Error id ${errorID}`].filter(Boolean);
  return (
    <div className={classes(styles.problem, boxed && styles.boxed)}>
      <Banner
        family="failed"
        title={`${what} could not be read`}
        detail={`${detail.join('. ')}.`}
        actions={
          <>
            {errorID !== null && <CopyButton size="small" value={errorID} label="Copy error id" />}
            <Button size="small" icon="i-retry" onClick={() => void retry()}>
              Retry
            </Button>
          </>
        }
      />
    </div>
  );
}
