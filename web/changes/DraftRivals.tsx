import { Button } from '../ui/Button.tsx';
import { useChanges } from './changesContext.ts';
import styles from './DraftReview.module.css';

/** The landscape changed underneath the draft and with it what the draft does: theirs, yours and what comes of both. */
export function DraftRivals() {
  const { draft, accept, discard } = useChanges();
  if (!draft?.rivals) return null;
  return (
    <section className={styles.moved} aria-label="Changed meanwhile">
      <p role="alert">
        The landscape changed meanwhile, and with it what these changes do. Nothing was applied: look again.
      </p>
      {draft.rivals.length > 0 && (
        <table className={styles.rivals}>
          <thead>
            <tr>
              <th scope="col">Object</th>
              <th scope="col">Theirs</th>
              <th scope="col">Yours</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {draft.rivals.map(({ id, name, what, theirs, yours, result }) => (
              <tr key={`${id} ${what}`}>
                <th scope="row">
                  {name}
                  <span className="meta">{what}</span>
                </th>
                <td>{theirs}</td>
                <td>{yours}</td>
                <td>{result}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.buttons}>
        <Button size="small" onClick={discard}>
          Keep theirs
        </Button>
        <Button size="small" tone="primary" onClick={accept}>
          Go on with the result
        </Button>
      </div>
    </section>
  );
}
