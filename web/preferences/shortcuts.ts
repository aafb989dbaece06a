import type { ShortcutSettings } from './preferences.ts';

export interface Shortcut {
  id: string;
  label: string;
  /** Where the focus has to be. */
  region: 'Anywhere' | 'Map' | 'Tables' | 'Map and tables';
  /** By itself. */
  key: string;
}

/** Every single key that does something and can be given to another; all of them differ. */
export const shortcuts: readonly Shortcut[] = [
  { id: 'find', label: 'Find anything', region: 'Anywhere', key: '/' },
  { id: 'help', label: 'Show the shortcuts', region: 'Anywhere', key: '?' },
  { id: 'assign', label: 'Assign to a scenario', region: 'Map and tables', key: 'a' },
  { id: 'unassign', label: 'Remove from a scenario', region: 'Map', key: 'u' },
  { id: 'move', label: 'Pick up and move', region: 'Map', key: 'm' },
  { id: 'switch', label: 'Connect, or switch the runtime', region: 'Map', key: 's' },
  { id: 'pin', label: 'Pin to the map, or unpin', region: 'Map', key: 'p' },
  { id: 'hide', label: 'Hide what does not match, or show it', region: 'Map', key: 'h' },
  { id: 'fit', label: 'Fit everything into view', region: 'Map', key: 'f' },
  { id: 'zoomIn', label: 'Zoom in', region: 'Map', key: '+' },
  { id: 'zoomOut', label: 'Zoom out', region: 'Map', key: '-' },
  { id: 'zoomReset', label: 'Zoom to full size', region: 'Map', key: '0' },
  { id: 'next', label: 'Next row', region: 'Tables', key: 'j' },
  { id: 'previous', label: 'Previous row', region: 'Tables', key: 'k' },
  { id: 'select', label: 'Mark the row', region: 'Tables', key: 'x' },
  { id: 'extend', label: 'Mark all rows from the last marked one', region: 'Tables', key: 'X' },
  { id: 'edit', label: 'Edit', region: 'Tables', key: 'e' },
  { id: 'connect', label: 'Connect', region: 'Tables', key: 'c' },
  { id: 'menu', label: 'Open its menu', region: 'Map and tables', key: '.' },
];

/** Keys that cannot be given to others, for the sheet. */
export const fixedShortcuts: readonly { label: string; region: string; keys: readonly string[] }[] = [
  { label: 'Commands', region: 'Anywhere', keys: ['Ctrl', 'K'] },
  { label: 'Undo the last change', region: 'Anywhere', keys: ['Ctrl', 'Z'] },
  { label: 'Walk to the neighbour; on the empty map, move it', region: 'Map', keys: ['Arrows'] },
  { label: 'Add to the selection', region: 'Map', keys: ['Space'] },
  { label: 'Select everything that is shown', region: 'Map', keys: ['Ctrl', 'A'] },
  { label: 'Take out of a scenario', region: 'Map', keys: ['Del'] },
  { label: 'In the matrix, to the next membership of the row', region: 'Map', keys: ['Ctrl', 'Arrows'] },
  { label: 'Put down, or give up, what is in hand', region: 'Map', keys: ['Enter', 'Esc'] },
  { label: 'First and last row', region: 'Tables', keys: ['Home', 'End'] },
  { label: 'Open the page', region: 'Tables', keys: ['Enter'] },
];

/** How a key is written: capitals as they are pressed. */
export const keyInWords = (key: string): string[] => (key === key.toLowerCase() ? [key.toUpperCase()] : ['Shift', key]);

/** Its key as given or by itself. */
export const keyOf = ({ id, key }: Shortcut, { keys }: ShortcutSettings): string => keys[id] ?? key;

/** Two shortcuts of the same key, as a sentence; null if there are none. */
export function clashOf(id: string, key: string, settings: ShortcutSettings): string | null {
  const other = shortcuts.find((each) => each.id !== id && keyOf(each, settings) === key);
  return other ? `“${key}” is the key of “${other.label}”.` : null;
}

/** Which shortcut a pressed key stands for; null where single keys are off, or the key was given away. */
export function readKey(settings: ShortcutSettings, pressed: string): string | null {
  const shortcut = shortcuts.find((each) => keyOf(each, settings) === pressed);
  if (shortcut) return settings.enabled ? shortcut.key : null;
  return shortcuts.some(({ key }) => key === pressed) ? null : pressed;
}
