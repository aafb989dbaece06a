import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useChanges } from './changesContext.ts';
import styles from './DraftReview.module.css';
import { DraftRivals } from './DraftRivals.tsx';
import { counted, describeChange, subjectOf } from './describe.ts';
import { ImpactGroups, WordsText } from './ImpactGroups.tsx';

/** What the draft holds and what it does, for the inspector of the map and for the dialog elsewhere. */
export function DraftContents() {
  const { draft, inHand, index, dropChange } = useChanges();
  if (!draft || !index) return null;
  const kindIcon = (id: string) => (index.members.get(id)?.kind === 'RUNTIME' ? 'k-runtime' : 'k-application');
  return (
    <>
      <DraftRivals />
      <ol className={styles.changes} aria-label="Changes">
        {draft.changes.map((change, position) => (
          <li key={JSON.stringify(change)}>
            <Icon name={kindIcon(subjectOf(change))} />
            <span>
              <WordsText words={describeChange(index, change)} />
            </span>
            <Button
              tone="quiet"
              size="small"
              iconOnly
              icon="i-close"
              aria-label={`Drop this change: ${describeChange(index, change)
                .map(({ text }) => text)
                .join('')}`}
              onClick={() => dropChange(position)}
            />
          </li>
        ))}
        {inHand.map((change) => (
          <li key={`hand ${JSON.stringify(change)}`}>
            <Icon name={kindIcon(subjectOf(change))} />
            <span>
              <WordsText words={describeChange(index, change)} />
            </span>
            <span className={styles.hand}>in hand</span>
          </li>
        ))}
      </ol>
      <ImpactGroups index={index} impact={draft.impact} />
    </>
  );
}

/** Asks for `stop N` only if N live connections stop. */
export function DraftDecision() {
  const { draft, inHand, isApplying, apply, discard, mayWrite, whyNot } = useChanges();
  const [typed, setTyped] = useState('');
  if (!draft) return null;
  const { breaks, conflicts } = draft.impact;
  const demanded = breaks.length > 0 ? `stop ${breaks.length}` : '';
  const confirmed = demanded === '' || typed.trim().toLowerCase() === demanded;
  const held = inHand.length > 0;
  const isJudged = draft.rivals === null && conflicts.length === 0;
  const ready = mayWrite && confirmed && isJudged && !held && !isApplying && draft.changes.length > 0;
  return (
    <form
      className={styles.decision}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void apply();
      }}
    >
      {demanded && (
        <TextField
          label={
            <>
              To apply, {held && 'drop the card and '}type <strong>{demanded}</strong>
            </>
          }
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {conflicts.length > 0 && <p className="meta">Resolve the conflict first: drop one of the changes.</p>}
      {whyNot && <p className="meta">{whyNot}</p>}
      <div className={styles.buttons}>
        <Button type="submit" tone="primary" className={styles.apply} disabled={!ready}>
          Apply {counted(draft.changes.length + inHand.length, 'change')}
        </Button>
        <Button onClick={discard} disabled={isApplying}>
          Discard
        </Button>
      </div>
    </form>
  );
}

/** `2 changes, 2 live connections stop`. */
export function useDraftTitle(): string {
  const { draft, inHand } = useChanges();
  if (!draft) return '';
  const stops = draft.impact.breaks.length;
  const changes = counted(draft.changes.length + inHand.length, 'change');
  if (stops === 0) return `${changes}, nothing stops`;
  return `${changes}, ${counted(stops, 'live connection')} ${stops === 1 ? 'stops' : 'stop'}`;
}
