import { useEffect, useRef } from 'react';
import type { IconName } from '../ui/glyphs/names.ts';

export interface Command {
  /** Distinguishes commands of one group. */
  id: string;
  label: string;
  icon?: IconName;
  /** What kind of thing it is. */
  detail?: string;
  /** Key of the shortcut, as it is by itself. */
  shortcut?: string;
  /** Why it cannot be done now; it stays listed. */
  disabled?: string;
  run: () => void;
}

export interface CommandGroup {
  /** "On orders", "Go to". */
  label: string;
  commands: readonly Command[];
}

const providers = new Set<() => CommandGroup | null>();

/** Offers commands in the palette for as long as the caller is on screen; null offers none. The last offered come first. */
export function useCommands(group: CommandGroup | null): void {
  const latest = useRef(group);
  latest.current = group;
  useEffect(() => {
    const provider = () => latest.current;
    providers.add(provider);
    return () => void providers.delete(provider);
  }, []);
}

/** What can be done now. */
export const offeredCommands = (): CommandGroup[] =>
  [...providers].reverse().flatMap((provider) => {
    const group = provider();
    return group && group.commands.length > 0 ? [group] : [];
  });

/** Better is smaller; null does not match. Letters of a word's beginning count most, then words, then any place. */
function distance(label: string, wanted: string): number | null {
  const text = label.toLowerCase();
  if (text.startsWith(wanted)) return 0;
  const words = wanted.split(/\s+/);
  if (words.every((word) => text.split(/[\s-]+/).some((each) => each.startsWith(word)))) return 1;
  return words.every((word) => text.includes(word)) ? 2 : null;
}

/** The commands that match, best first within their group, groups in order; everything for an empty text. */
export function matchCommands(groups: readonly CommandGroup[], text: string): CommandGroup[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...groups];
  return groups.flatMap(({ label, commands }) => {
    const found = commands
      .map((command) => ({ command, far: distance(command.label, wanted) }))
      .filter((each): each is { command: Command; far: number } => each.far !== null)
      .sort((a, b) => a.far - b.far)
      .map(({ command }) => command);
    return found.length > 0 ? [{ label, commands: found }] : [];
  });
}
