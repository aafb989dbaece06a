import { useRouter } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useHold } from '../live/landscape.ts';
import { keyOf, shortcuts } from '../preferences/shortcuts.ts';
import { usePreference } from '../preferences/usePreference.ts';
import { kindIcons, notLookedThrough, thereAreMore } from '../shell/find.ts';
import { useSearch } from '../shell/useSearch.ts';
import { Palette } from '../ui/Palette.tsx';
import { type CommandGroup, matchCommands, offeredCommands } from './commands.ts';

/** Everything that can be done from here, and every object by its name. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  useHold(true);
  const router = useRouter();
  const [settings] = usePreference('shortcuts');
  const [text, setText] = useState('');
  const [offered] = useState(offeredCommands);
  const { found, more, problem, isLoading } = useSearch(text);
  const groups = useMemo((): CommandGroup[] => {
    const open = found.map(({ kind, key, name, detail, href }) => ({
      id: `${kind} ${key}`,
      label: name,
      detail: detail ? `${kind}, ${detail}` : kind,
      icon: kindIcons[kind],
      run: () => router.history.push(href),
    }));
    const matched = matchCommands(offered, text);
    return open.length > 0 ? [...matched, { label: 'Open', commands: open }] : matched;
  }, [offered, text, found, router]);
  const keyShown = (key: string | undefined) => {
    const shortcut = settings.enabled && shortcuts.find((each) => each.key === key);
    return shortcut ? { shortcut: keyOf(shortcut, settings).toUpperCase() } : {};
  };
  return (
    <Palette
      label="Type a command or a name"
      text={text}
      onText={setText}
      isLooking={isLoading}
      note={problem ? notLookedThrough : more ? thereAreMore : null}
      groups={groups.map(({ label, commands }) => ({
        label,
        items: commands.map(({ id, icon, disabled, detail, shortcut, ...command }) => ({
          id: `${label}:${id}`,
          label: command.label,
          ...(icon ? { icon } : {}),
          ...((disabled ?? detail) ? { detail: disabled ?? detail ?? '' } : {}),
          ...(disabled ? { disabled: true } : {}),
          ...keyShown(shortcut),
        })),
      }))}
      onRun={(id) => {
        onClose();
        const command = groups.flatMap((group) =>
          group.commands.filter((each) => `${group.label}:${each.id}` === id),
        )[0];
        // After the focus has gone back, so that what opens next finds it there.
        if (command) setTimeout(command.run);
      }}
      onClose={onClose}
    />
  );
}
