import { formatCount, formatPlural } from '../../format/counts.ts';
import { formatExactZoned } from '../../format/moments.ts';
import { type CertificateView, certificateFinding, isCurrent, isRevocable } from '../../members/certificateWords.ts';
import type { LiveRows } from '../../members/useMemberRows.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { BlastRadius } from './BlastRadius.tsx';
import { type Blast, blastOf } from './blast.ts';
import { isCalm } from './blastWords.ts';
import styles from './CertificateInspector.module.css';
import { ExportBlast } from './ExportBlast.tsx';

interface CertificatesInspectorProps {
  /** At least two. */
  certificates: readonly CertificateView[];
  rows: LiveRows;
  onRevoke: () => void;
  onClose: () => void;
}

/** How many of them are in which state, the worst first. */
function StateCounts({ certificates }: { certificates: readonly CertificateView[] }) {
  const states = Map.groupBy(certificates, ({ state }) => state);
  return (
    <ul className={styles.counts} aria-label="By state">
      {[...states].map(([state, those]) => {
        const { family, word } = certificateFinding(state);
        return (
          <li key={state}>
            <StateGlyph family={family} word={`${formatCount(those.length)} ${word.toLowerCase()}`} />
          </li>
        );
      })}
    </ul>
  );
}

function BlastSentence({ blast: { runtimes, connections, scenarios }, calm }: { blast: Blast; calm: boolean }) {
  const over = connections.filter(({ runtime }) => runtime.isOver).length;
  const first = runtimes
    .filter(({ isOver }) => !isOver)
    .reduce((least, one) => Math.min(least, one.notAfter), Infinity);
  return (
    <>
      {calm && 'Unless they are renewed, '}
      <strong>{formatPlural(connections.length, 'connection')}</strong> of {formatPlural(runtimes.length, 'runtime')} in{' '}
      <strong>{formatPlural(scenarios.length, 'scenario')}</strong> {connections.length === 1 ? 'freezes' : 'freeze'}{' '}
      when these end{calm ? '' : ' or are revoked'}: calls go on, but no change, removal or new credential arrives.
      {over > 0 && ` ${formatCount(over)} of them ${over === 1 ? 'is' : 'are'} frozen already.`}
      {first !== Infinity && ` The next end is ${formatExactZoned(first)}.`}
    </>
  );
}

/** Several certificates at once: what freezes with all of them, each connection counted once, and revoking them. */
export function CertificatesInspector({ certificates, rows, onRevoke, onClose }: CertificatesInspectorProps) {
  const { can } = useSession();
  const blast = blastOf(certificates, rows.runtimes);
  const revocable = certificates.filter(isRevocable);
  const owners = new Set(certificates.map(({ owner }) => owner.id));
  return (
    <Inspector
      kind="Certificates"
      icon="i-certificates"
      title={`${formatPlural(certificates.length, 'certificate')} of ${formatPlural(owners.size, 'owner')}`}
      state={<StateCounts certificates={certificates} />}
      onClose={onClose}
    >
      {blast.connections.length > 0 ? (
        <BlastRadius blast={blast} now={rows.now}>
          <BlastSentence blast={blast} calm={certificates.every(({ state }) => isCalm(state) || !isCurrent(state))} />
        </BlastRadius>
      ) : (
        <InspectorSection title="Blast radius">
          <InspectorSentence>No live connection depends on these certificates, so nothing freezes.</InspectorSentence>
        </InspectorSection>
      )}
      {blast.applications.length > 0 && (
        <InspectorSection title="Applications">
          <p>
            {blast.applications.length === 1
              ? 'One application can no longer call Compass without its certificate, nor any runtime that authenticates it by that.'
              : `${formatCount(blast.applications.length)} applications can no longer call Compass without their certificates, nor any runtime that authenticates them by those.`}
          </p>
        </InspectorSection>
      )}
      <InspectorSection>
        <InspectorActions>
          {blast.connections.length > 0 && <ExportBlast blast={blast} name="certificates" />}
          {can('certificate:write') && revocable.length > 0 && (
            <Button onClick={onRevoke}>Revoke {formatCount(revocable.length)}…</Button>
          )}
        </InspectorActions>
        {revocable.length < certificates.length && (
          <p className={`meta ${styles.note}`}>
            {formatCount(certificates.length - revocable.length)} of them{' '}
            {certificates.length - revocable.length === 1 ? 'is' : 'are'} revoked or expired already.
          </p>
        )}
      </InspectorSection>
    </Inspector>
  );
}
