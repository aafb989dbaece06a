import { Outlet } from '@tanstack/react-router';
import { ChangesProvider } from '../changes/ChangesProvider.tsx';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { describeError } from '../errors.ts';
import { formatShortClock, writeMomentsIn, zoneHere } from '../format/moments.ts';
import { useLandscapeStore } from '../live/LandscapeProvider.tsx';
import { useLiveSnapshot } from '../live/landscape.ts';
import { usePreference } from '../preferences/usePreference.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { classes } from '../ui/classes.ts';
import { BottomNavigation } from './BottomNavigation.tsx';
import { Failure } from './Failure.tsx';
import { Rail } from './Rail.tsx';
import { ScreenChange } from './ScreenChange.tsx';
import styles from './Shell.module.css';
import { ScreenSkeleton } from './ShellSkeleton.tsx';
import { TopBar } from './TopBar.tsx';
import { useRail } from './useRail.ts';
import { useShellCommands } from './useShellCommands.ts';

/** The frame around every screen: rail, top bar, content; bottom navigation on narrow screens. */
export function Shell() {
  const rail = useRail();
  const [zone] = usePreference('timeZone');
  writeMomentsIn(zone);
  useShellCommands();
  return (
    <div className={classes(styles.shell, rail.collapsed && styles.collapsed)}>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <Rail collapsed={rail.collapsed} onToggle={rail.toggle} />
      <TopBar />
      <main id="content" className={styles.main} tabIndex={-1}>
        <LandscapeGate key={zone} />
      </main>
      <BottomNavigation />
      <CommandKeys />
      <ScreenChange />
    </div>
  );
}

/** Screens are shown once there is a landscape; afterwards the last good one stays, whatever happens. */
function LandscapeGate() {
  const { landscape, status, error } = useLiveSnapshot();
  const store = useLandscapeStore();
  if (!landscape) {
    if (error)
      return <Failure error={error} what="The landscape could not be read" retry={() => void store.refresh()} />;
    return <ScreenSkeleton />;
  }
  const isStale = status.kind === 'stale';
  const answer = describeError(error);
  return (
    <ChangesProvider>
      {isStale && (
        <Banner
          family="failed"
          title={answer.code === null && answer.errorID === null ? 'Compass does not answer' : answer.message}
          detail={`Last good data, ${formatShortClock(status.since)} ${zoneHere()}.${answer.errorID === null ? '' : ` Error id ${answer.errorID}.`}`}
          actions={
            <>
              {answer.errorID !== null && <CopyButton value={answer.errorID} label="Copy error id" />}
              <Button icon="i-retry" onClick={() => void store.refresh()}>
                Retry
              </Button>
            </>
          }
        />
      )}
      <div className={classes(styles.screen, isStale && styles.old)}>
        <Outlet />
      </div>
    </ChangesProvider>
  );
}
