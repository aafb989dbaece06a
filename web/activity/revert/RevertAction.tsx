import { useMemo } from 'react';
import { useSession } from '../../session/session.ts';
import type { Entry } from '../activityWords.ts';
import { type Revert, revertOf } from './kinds.ts';
import { RevertBulk } from './RevertBulk.tsx';
import { RevertDeletion } from './RevertDeletion.tsx';
import { RevertLandscape } from './RevertLandscape.tsx';
import { RevertRules } from './RevertRules.tsx';
import { RevertStep } from './RevertStep.tsx';
import { RevertValues } from './RevertValues.tsx';

function rightsFor(revert: Revert): readonly string[] {
  if (revert.kind === 'step') return revert.step.rights;
  if (revert.kind === 'bulk') return revert.rights;
  if (revert.kind !== 'values' || revert.owner.kind === 'SCENARIO') return ['landscape:write'];
  return [revert.owner.kind === 'APPLICATION' ? 'application:write' : 'runtime:write'];
}

/** Takes an entry back by the way such changes are made, or says in its place why that cannot be. */
export function RevertAction({ entry }: { entry: Entry }) {
  const { can, role } = useSession();
  const revert = useMemo(() => revertOf(entry), [entry]);
  if (revert.kind === 'impossible') return <CannotRevert why={revert.why} />;
  const lacking = rightsFor(revert).find((right) => !can(right));
  if (lacking !== undefined) {
    return (
      <CannotRevert why={`Reverting it needs the right ${lacking}. You are ${role?.toLowerCase() ?? 'a guest'}.`} />
    );
  }
  if (revert.kind === 'step') return <RevertStep step={revert.step} />;
  if (revert.kind === 'deletion') return <RevertDeletion deleted={revert.deleted} />;
  if (revert.kind === 'bulk') return <RevertBulk entry={entry} revert={revert} />;
  if (revert.kind === 'landscape') return <RevertLandscape entry={entry} sides={revert} />;
  return revert.kind === 'rules' ? <RevertRules revert={revert} /> : <RevertValues revert={revert} />;
}

const CannotRevert = ({ why }: { why: string }) => (
  <p>
    <strong>Not reverted from here.</strong> {why}
  </p>
);
