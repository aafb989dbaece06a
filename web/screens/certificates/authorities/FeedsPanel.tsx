import type { AuthorityFactsFragment } from '../../../graphql.generated.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import styles from './AuthorityPanel.module.css';
import { CalendarButton } from './CalendarButton.tsx';

/** What other programs may subscribe to, so that nobody has to look here. */
export function FeedsPanel({ active }: { active: AuthorityFactsFragment | undefined }) {
  const list = active?.crlURLs[0];
  return (
    <Panel title="Feeds">
      <ul className={styles.feeds}>
        <li>
          <h3>Calendar</h3>
          <p>When certificates end, in your calendar program (iCalendar).</p>
          <CalendarButton />
        </li>
        {list !== undefined && (
          <li>
            <h3>Revocation list</h3>
            <p>For anybody who checks client certificates (RFC 5280). Every certificate names it.</p>
            <code>{list}</code>
            <CopyButton size="small" value={list} label="Copy the address" done="Address copied" />
          </li>
        )}
        <li>
          <h3>Metrics</h3>
          <p>
            <a className="text-link" href="/metrics">
              /metrics
            </a>{' '}
            for Prometheus:
          </p>
          <code>compass_certificates{'{state}'}</code>
          <code>compass_certificate_next_expiry_seconds</code>
        </li>
      </ul>
    </Panel>
  );
}
