import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { showSurface } from '../commands/surface.ts';
import { useHold } from '../live/landscape.ts';
import { usePaths } from '../paths.ts';
import { usePreference } from '../preferences/usePreference.ts';
import { useSession } from '../session/session.ts';
import { signOut } from '../session/signInRequests.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { notify } from '../ui/notify.ts';
import styles from './TopBar.module.css';

const themes = [
  { value: 'system', label: 'Theme of the system' },
  { value: 'light', label: 'Light theme' },
  { value: 'dark', label: 'Dark theme' },
] as const;

const initials = (name: string) =>
  name
    .split(/[\s.@_-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((part) => part.slice(0, 1).toUpperCase())
    .join('');

/** Who is signed in, the theme, and the way out. */
export function AccountMenu() {
  const { user, role } = useSession();
  const router = useRouter();
  const paths = usePaths();
  const [theme, setTheme] = usePreference('theme');
  const [open, setOpen] = useState(false);
  useHold(open);
  const name = user?.name || user?.email || 'Automation';
  const leave = async () => {
    const problem = await signOut();
    if (problem) {
      notify({ family: 'failed', title: 'You are still signed in', detail: problem.message });
      return;
    }
    // The whole page is loaded anew: nothing of this person stays in memory, nor what the tab keeps, such as requests.
    sessionStorage.clear();
    window.location.assign('/signin');
  };
  return (
    <ActionMenu
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.avatar} aria-label={`${name}, account menu`}>
          {initials(name)}
        </button>
      }
      head={
        <div className={styles.person}>
          <strong>{name}</strong>
          {user && user.email !== name && <span className="meta">{user.email}</span>}
          {role && <span className="meta">{role.charAt(0) + role.slice(1).toLowerCase()}</span>}
        </div>
      }
      actions={[
        ...themes.map(({ value, label }) => ({
          key: value,
          label:
            value === theme ? (
              <>
                {label}
                <span className="visually-hidden">, chosen</span>
              </>
            ) : (
              label
            ),
          ...(value === theme ? { icon: 'i-check' as const } : {}),
          run: () => setTheme(value),
        })),
        'divider' as const,
        { label: 'Commands…', run: () => showSurface('palette') },
        { label: 'Keyboard shortcuts', run: () => showSurface('sheet') },
        { label: 'Your preferences', run: () => router.history.push(paths.preferences) },
        { label: 'Onboarding', run: () => router.history.push(paths.onboarding) },
        { label: 'Administration', run: () => router.history.push(paths.administration) },
        { label: 'Sign out', run: () => void leave() },
      ]}
    />
  );
}
