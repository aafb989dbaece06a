import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { notify } from '../../ui/notify.ts';
import { RevertButton } from './RevertButton.tsx';
import type { Step } from './step.ts';
import { useOffer } from './useOffer.ts';

/** One operation takes it back, with what that does in view. */
export function RevertStep({ step }: { step: Step }) {
  const client = useApolloClient();
  const { offer, problem, again } = useOffer(client, step);
  const [isAsking, setAsking] = useState(false);
  const open = offer && 'run' in offer ? offer : null;
  const beside = open?.beside ?? [];
  const why = offer && 'why' in offer ? offer.why : 'Looking at what is there now.';
  const told = problem === undefined ? why : describeError(problem).message;
  return (
    <>
      <RevertButton
        onClick={open ? () => setAsking(true) : null}
        words={open ? [open.words, ...beside].join(' ') : told}
      />
      {isAsking && open && (
        <ConfirmDialog
          title={step.title}
          confirm="Revert"
          typed={open.typed ?? null}
          run={async () => {
            try {
              await open.run();
            } finally {
              await again();
            }
            notify({ family: 'connected', title: 'Reverted', detail: open.words });
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{open.words}</p>
          {beside.map((each) => (
            <p key={each} className="muted">
              {each}
            </p>
          ))}
        </ConfirmDialog>
      )}
    </>
  );
}
