import { useMemo, useRef } from 'react';
import { useChanges } from '../../changes/changesContext.ts';
import { describeError } from '../../errors.ts';
import { formatExactZoned } from '../../format/moments.ts';
import { CompareDialog } from '../../history/CompareDialog.tsx';
import { ReadOnly } from '../../history/ReadOnly.tsx';
import { towards } from '../../history/towards.ts';
import { useTimeTravel } from '../../history/useTimeTravel.ts';
import { useLandscape } from '../../live/landscape.ts';
import { MapView } from '../../map/MapView.tsx';
import { EmptyLandscape } from '../../shell/EmptyLandscape.tsx';
import { ColumnsSkeleton } from '../../shell/ShellSkeleton.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { notify } from '../../ui/notify.ts';

/** The landscape of now or of the moment in the address, alone or beside another. */
export function MapScreen() {
  const { landscape } = useLandscape();
  const { landscape: ahead, propose, mayWrite } = useChanges();
  const live = ahead ?? landscape;
  const time = useTimeTravel(live);
  const { moment, past, compared, returnToLive } = time;
  const shown = moment === null ? live : (past.landscape ?? live);
  const scenarios = useMemo(() => {
    const names = live.scenarios.map(({ name }) => name).sort();
    // What is offered first is what somebody made.
    return names.toSorted((a, b) => Number(a === live.defaultScenario) - Number(b === live.defaultScenario));
  }, [live]);
  const wasShown = useRef(false);
  const isPresent = moment === null && compared === null;

  if (isPresent && live.applications.length === 0 && live.runtimes.length === 0) return <EmptyLandscape />;
  const problem = past.error ?? time.other.error;
  if (problem !== undefined) {
    const { message, errorID } = describeError(problem);
    return (
      <EmptyState
        title="This moment cannot be shown"
        actions={
          <>
            <Button tone="primary" onClick={returnToLive}>
              Return to live
            </Button>
            <Button icon="i-retry" onClick={past.error !== undefined ? past.reload : time.other.reload}>
              Retry
            </Button>
          </>
        }
        note={errorID !== null && `Error id ${errorID}`}
      >
        {message}
      </EmptyState>
    );
  }
  // A link into the past: nothing is shown that is not it.
  if (moment !== null && past.landscape === null && !wasShown.current) return <ColumnsSkeleton />;
  wasShown.current = true;
  const draftOfPast = () => {
    if (!past.landscape) return;
    const changes = towards(live, past.landscape);
    returnToLive();
    if (changes.length > 0)
      void propose(changes, { title: `Back to ${formatExactZoned(past.landscape.at)}`, asDraft: true });
    else
      notify({
        family: 'idle',
        title: 'Nothing to draft',
        detail: 'Memberships by hand and connections are as they were then.',
      });
  };
  return (
    <ReadOnly facts={isPresent ? null : shown}>
      <MapView
        landscape={time.ghosted?.drawn ?? shown}
        time={time}
        onDraftOfPast={mayWrite && time.comparedWith.kind === 'now' ? draftOfPast : null}
      />
      {time.choosing !== null && <CompareDialog time={time} latest={Date.now()} scenarios={scenarios} />}
    </ReadOnly>
  );
}
