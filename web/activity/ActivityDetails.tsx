import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import styles from './ActivityTable.module.css';
import { differencesOf, type Entry, effectsOf } from './activityWords.ts';

/** One entry opened: what differs, and what it did to the landscape. */
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
    </div>
  );
}
