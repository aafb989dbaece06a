import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatExact, zoneHere } from '../format/moments.ts';
import { Chip } from '../ui/Chip.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Page } from '../ui/Page.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import styles from './DetailsPage.module.css';
import type { ApplicationRow, RuntimeRow } from './rows.ts';

export interface DetailsTab {
  id: string;
  label: string;
  count?: number;
  content: () => ReactNode;
}

interface DetailsPageProps {
  row: ApplicationRow | RuntimeRow;
  href: string;
  actions: ReactNode;
  tabs: readonly DetailsTab[];
  /** Above the tabs: what is missing. */
  banner?: ReactNode;
}

/** The page of one object: state and id in the heading, one tab at a time; the tab is part of the address. */
export function DetailsPage({ row, href, actions, tabs, banner }: DetailsPageProps) {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const current = tabs.find(({ id }) => id === search['tab']) ?? tabs[0];
  const kind = row.kind === 'APPLICATION' ? 'application' : 'runtime';
  return (
    <Page
      title={row.name}
      icon={row.kind === 'APPLICATION' ? 'k-application' : 'k-runtime'}
      flush
      actions={actions}
      lead={
        <div className={styles.line}>
          <StateGlyph {...row.finding}>
            {row.kind === 'RUNTIME' && row.state === 'STALE' && row.lastContactAt !== null && (
              <span className="muted">since {formatExact(row.lastContactAt)}</span>
            )}
          </StateGlyph>
          {row.kind === 'APPLICATION' && row.providerName && <Chip>{row.providerName}</Chip>}
          <span className={styles.id}>
            <code>{row.id}</code>
            <CopyButton iconOnly size="small" value={row.id} label={`Copy ${kind} id`} done="Id copied" />
          </span>
          <span className="meta">All times {zoneHere()}</span>
        </div>
      }
    >
      {banner}
      <Tabs
        label="Sections"
        current={current?.id ?? ''}
        tabs={tabs.map(({ id, label, count }, at) => ({
          id,
          label,
          href: at === 0 ? href : `${href}?tab=${id}`,
          ...(count === undefined ? {} : { count }),
        }))}
      />
      <div className={styles.content}>{current?.content()}</div>
    </Page>
  );
}
