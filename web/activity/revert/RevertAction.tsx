import { useMemo } from 'react';
import { useSession } from '../../session/session.ts';
import type { Entry } from '../activityWords.ts';
import { type Revert, revertOf } from './kinds.ts';
import { RevertLandscape } from './RevertLandscape.tsx';
import { RevertRules } from './RevertRules.tsx';
import { RevertValues } from './RevertValues.tsx';

const rightFor = (revert: Revert): string =>
  revert.kind !== 'values' || revert.owner.kind === 'SCENARIO'
    ? 'landscape:write'
    : revert.owner.kind === 'APPLICATION'
      ? 'application:write'
      : 'runtime:write';

/** Takes an entry back by the way such changes are made, or says in its place why that cannot be. */
export function RevertAction({ entry }: { entry: Entry }) {
  const { can, role } = useSession();
  const revert = useMemo(() => revertOf(entry), [entry]);
  if (revert.kind === 'impossible') return <CannotRevert why={revert.why} />;
  const right = rightFor(revert);
  if (!can(right)) {
    return <CannotRevert why={`Reverting it needs the right ${right}. You are ${role?.toLowerCase() ?? 'a guest'}.`} />;
  }
  if (revert.kind === 'landscape') return <RevertLandscape entry={entry} sides={revert} />;
  return revert.kind === 'rules' ? <RevertRules revert={revert} /> : <RevertValues revert={revert} />;
}

const CannotRevert = ({ why }: { why: string }) => (
  <p>
    <strong>Not reverted from here.</strong> {why}
  </p>
);
