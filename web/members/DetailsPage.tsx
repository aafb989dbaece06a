import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { zoneHere } from '../format/moments.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Page } from '../ui/Page.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import styles from './DetailsPage.module.css';
import type { NamedObject } from './rows.ts';

export interface DetailsTab {
  id: string;
  label: string;
  count?: number;
  content: () => ReactNode;
}

interface DetailsPageProps {
  kind: 'application' | 'runtime' | 'scenario';
  object: NamedObject;
  /** Its state, and what else stands before its id. */
  lead: ReactNode;
  href: string;
  actions: ReactNode;
  tabs: readonly DetailsTab[];
  /** Above the tabs: what is missing. */
  banner?: ReactNode;
}

/** The page of one object: state and id in the heading, one tab at a time; the tab is part of the address. */
export function DetailsPage({ kind, object, lead, href, actions, tabs, banner }: DetailsPageProps) {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const current = tabs.find(({ id }) => id === search['tab']) ?? tabs[0];
  return (
    <Page
      title={object.name}
      icon={`k-${kind}`}
      flush
      actions={actions}
      lead={
        <div className={styles.line}>
          {lead}
          <span className={styles.id}>
            <code>{object.id}</code>
            <CopyButton iconOnly size="small" value={object.id} label={`Copy ${kind} id`} done="Id copied" />
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
