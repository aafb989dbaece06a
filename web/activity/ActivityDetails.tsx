import { useState } from 'react';
import { impact as impactOf } from '../../landscape/impact.ts';
import { useChanges } from '../changes/changesContext.ts';
import { summarise } from '../changes/describe.ts';
import { usePaths } from '../paths.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import styles from './ActivityTable.module.css';
import { differencesOf, type Entry, effectsOf, entryInWords } from './activityWords.ts';
import { inverseOf, isRevertible } from './revert.ts';

/** One entry opened: what differs, what it did to the landscape, and where to go from here. */
export function ActivityDetails({ entry }: { entry: Entry }) {
  const differences = differencesOf(
    entry.before,
    entry.after,
    new Map(entry.objects.map(({ id, name }) => [id, name])),
  );
  const effects = effectsOf(entry.impact);
  return (
    <div className={styles.details}>
      <section aria-label="Before and after">
        <h2>Before and after</h2>
        {differences.length === 0 && <p className="muted">Nothing to compare.</p>}
        <dl>
          {differences.map(({ key, before, after }) => (
            <div key={key}>
              <dt>{key}</dt>
              {before !== null && (
                <dd>
                  <del>
                    <Icon name="i-minus" label="before" />
                    {before}
                  </del>
                </dd>
              )}
              {after !== null && (
                <dd>
                  <ins>
                    <Icon name="i-plus" label="after" />
                    {after}
                  </ins>
                </dd>
              )}
            </div>
          ))}
        </dl>
      </section>
      <section aria-label="Impact it had">
        <h2>Impact it had</h2>
        {effects.length === 0 && <StateGlyph family="idle" word="No connection was affected" />}
        <ul>
          {effects.map(({ text, family, detail }) => (
            <li key={text}>
              <StateGlyph family={family} word={text} />
              <span className="meta">{detail}</span>
            </li>
          ))}
        </ul>
        <p className="meta">
          Entry {entry.sequence}, request <code>{entry.correlationID}</code>
        </p>
      </section>
      <GoOn entry={entry} />
    </div>
  );
}

/** Taking it back, the map at that moment, and a link that opens this entry. */
function GoOn({ entry }: { entry: Entry }) {
  const { index, propose, mayWrite, whyNot } = useChanges();
  const paths = usePaths();
  const [refusal, setRefusal] = useState('');
  const changes = index && isRevertible(entry) ? inverseOf(entry, index) : null;
  const does = index && changes && changes.length > 0 ? impactOf(index, changes) : null;
  const words = !changes
    ? ''
    : !does
      ? 'Nothing of it is left to take back.'
      : does.conflicts.length > 0
        ? does.conflicts.map(({ message }) => message).join(' ')
        : `${summarise(does)}. It opens as a draft.`;
  const canRevert = mayWrite && does !== null && does.conflicts.length === 0;
  const revert = async () => {
    if (!changes) return;
    const outcome = await propose(changes, { title: `Reverted: ${entryInWords(entry)}`, asDraft: true });
    setRefusal(outcome === 'refused' ? 'It could not be drafted; nothing was changed.' : '');
  };
  return (
    <section aria-label="Go on from here" className={styles.goOn}>
      <h2>Go on from here</h2>
      {changes && (
        <>
          <Button icon="i-undo" wide disabled={!canRevert} onClick={() => void revert()}>
            Revert…
          </Button>
          <p className="meta" role="status">
            {refusal || (mayWrite ? words : whyNot)}
          </p>
        </>
      )}
      <Button icon="i-map" wide href={paths.mapAt(entry.at, entry.sequence)}>
        Open map at this moment
      </Button>
      <p className="meta">Read-only, right after this entry; the change before it is one step away.</p>
      <CopyButton
        icon="i-link"
        label="Copy link"
        done="Link copied"
        value={() => `${window.location.origin}${paths.activityEntry(entry.sequence)}`}
      />
    </section>
  );
}
