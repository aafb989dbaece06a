import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { notify } from '../ui/notify.ts';
import { useChanges } from './changesContext.ts';
import { changesInHash } from './draftLink.ts';

/** Opens the draft a link brought along, once, and takes it out of the address. */
export function useSharedDraft(): void {
  const { index, open } = useChanges();
  const navigate = useNavigate();
  const isReady = index !== null;
  useEffect(() => {
    if (!isReady) return;
    const found = changesInHash(window.location.hash);
    if (found === null) return;
    if (typeof found === 'string') notify({ family: 'failed', title: 'The draft cannot be opened', detail: found });
    else open(found);
    void navigate({ to: '.', search: true as never, hash: '', replace: true });
  }, [isReady, open, navigate]);
}
