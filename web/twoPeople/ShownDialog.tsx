import { useApolloClient } from '@apollo/client/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ConfirmDialog } from '../members/ConfirmDialog.tsx';
import { asShown, type ShownSource } from './asShown.ts';
import { LoadProblemDialog } from './LoadProblemDialog.tsx';

interface ShownDialogProps<V> {
  title: string;
  /** The button that goes ahead. */
  confirm: string;
  source: ShownSource<V>;
  /** What it does. */
  children: (value: V) => ReactNode;
  /** A name to be typed first; null if nothing live stops. */
  typed?: (value: V) => { name: string; to: string } | null;
  /** After it was done; closes the dialog. */
  onDone: () => void;
  onClose: () => void;
}

/** Asks before something whose consequences others may change meanwhile: then it asks anew, with the new ones. */
export function ShownDialog<V>({ title, confirm, source, children, typed, onDone, onClose }: ShownDialogProps<V>) {
  const client = useApolloClient();
  const [value, setValue] = useState<V | null>(null);
  const [problem, setProblem] = useState<unknown>(undefined);
  /** How often somebody else has changed it since it was shown first. */
  const [changes, setChanges] = useState(0);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    source.read().then(setValue, setProblem);
  });
  if (problem !== undefined) return <LoadProblemDialog problem={problem} onClose={onClose} />;
  // Nobody confirms before the consequences are known.
  if (value === null) return null;
  return (
    <ConfirmDialog
      // What was typed for something else does not confirm this.
      key={changes}
      title={title}
      confirm={confirm}
      typed={typed?.(value) ?? null}
      run={async () => {
        const now = await asShown(client, source, value);
        if (now === null) return onDone();
        setValue(now);
        setChanges(changes + 1);
      }}
      onClose={onClose}
    >
      {changes > 0 && <ChangedMeanwhile />}
      {children(value)}
    </ConfirmDialog>
  );
}

export function ChangedMeanwhile() {
  return (
    <p role="alert">Someone else changed it while you were looking. Nothing was done; this is how it stands now.</p>
  );
}
