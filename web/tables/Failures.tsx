import { useState } from 'react';
import { formatCount, formatPlural } from '../format/counts.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import styles from './Failures.module.css';
import { type Failure, type FailureGroup, failureGroups, failuresAsCsv } from './failureGroups.ts';

interface FailuresProps {
  /** One of those that failed, in lower case. */
  noun: string;
  failures: readonly Failure[];
}

/** What failed, by reason, and a way to take it along. */
export function Failures({ noun, failures }: FailuresProps) {
  if (failures.length === 0) return null;
  return (
    <section className={styles.failures} aria-label="What failed">
      <ul>
        {failureGroups(failures).map((group) => (
          <li key={group.reason}>
            <Group noun={noun} group={group} />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <CopyButton
          size="small"
          label={`Copy ${formatPlural(failures.length, 'name')}`}
          value={() => failures.map(({ name }) => name).join('\n')}
        />
        <DownloadButton fileName={`failed ${noun}s.csv`} text={failuresAsCsv(failures)} />
      </div>
    </section>
  );
}

/** More names are in the file. */
const listed = 200;

function Group({ noun, group: { reason, failures } }: { noun: string; group: FailureGroup }) {
  const [isOpen, setOpen] = useState(false);
  const rest = failures.length - listed;
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <strong>{formatPlural(failures.length, noun)}</strong>: {reason}
      </summary>
      {isOpen && (
        <ul className={styles.names}>
          {failures.slice(0, listed).map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
          {rest > 0 && <li className="meta">{formatCount(rest)} more are in the download.</li>}
        </ul>
      )}
    </details>
  );
}
