import type { StateFamily } from '../ui/StateGlyph.tsx';

const refused: Readonly<Record<string, string>> = {
  'connection.refused': 'Refused',
  'certificate.renewalFailed': 'Refused',
  'signIn.failed': 'Refused',
  'apiDefinition.fetchFailed': 'Failed',
  'document.fetchFailed': 'Failed',
  'eventDefinition.fetchFailed': 'Failed',
};

/** Of a job with many objects. */
function bulkResult(after: unknown): { family: StateFamily; word: string } {
  const { done = 0, failed = 0 } = (after ?? {}) as { done?: number; failed?: number };
  if (failed === 0) return { family: 'connected', word: 'Done' };
  return { family: done === 0 ? 'failed' : 'attention', word: `${failed.toLocaleString('en')} failed` };
}

/** How it ended: what is in the log was done, but for what was asked and not granted, and what goes on. */
export function resultOf({ action, after }: { action: string; after?: unknown }): {
  family: StateFamily;
  word: string;
} {
  if (action === 'bulk.started') return { family: 'pending', word: 'Started' };
  if (action === 'bulk.finished') return bulkResult(after);
  const word = refused[action];
  if (word) return { family: 'failed', word };
  if (/\.(expired|critical|overdue)$/.test(action)) return { family: 'attention', word: 'Noticed' };
  return { family: 'connected', word: 'Done' };
}
