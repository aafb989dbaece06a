import { lazy, Suspense } from 'react';
import { usePaths } from '../paths.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import styles from './ActivityTable.module.css';
import { differencesOf, type Entry, effectsOf } from './activityWords.ts';

/** One entry opened: what differs, what it did to the landscape, and where to go from here. */
export function ActivityDetails({ entry }: { entry: Entry }) {
  const differences = differencesOf(
    entry.before,
    entry.after,
    new Map(entry.objects.map(({ id, name }) => [id, name])),
  );
  const effects = effectsOf(entry.impact);
  const paths = usePaths();
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
        <p>
          <Link className="text-link" href={paths.activityOf(`correlation:${entry.correlationID}`)}>
            Everything of this request
          </Link>
        </p>
      </section>
      <GoOn entry={entry} />
    </div>
  );
}

// What taking back needs is read only once an entry is open.
const RevertAction = lazy(async () => ({ default: (await import('./revert/RevertAction.tsx')).RevertAction }));

/** Taking it back, the map at that moment, and a link that opens this entry. */
function GoOn({ entry }: { entry: Entry }) {
  const paths = usePaths();
  return (
    <section aria-label="Go on from here" className={styles.goOn}>
      <h2>Go on from here</h2>
      <Suspense fallback={<p className="meta">Looking whether it can be reverted.</p>}>
        <RevertAction entry={entry} />
      </Suspense>
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
