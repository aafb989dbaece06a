import type { StateFamily } from '../ui/StateGlyph.tsx';

const refused: Readonly<Record<string, string>> = {
  'connection.refused': 'Refused',
  'certificate.renewalFailed': 'Refused',
  'signIn.failed': 'Refused',
  'apiDefinition.fetchFailed': 'Failed',
  'document.fetchFailed': 'Failed',
  'eventDefinition.fetchFailed': 'Failed',
};

/** How it ended: what is in the log was done, but for what was asked and not granted. */
export function resultOf(action: string): { family: StateFamily; word: string } {
  const word = refused[action];
  if (word) return { family: 'failed', word };
  if (/\.(expired|critical|overdue)$/.test(action)) return { family: 'attention', word: 'Noticed' };
  return { family: 'connected', word: 'Done' };
}
