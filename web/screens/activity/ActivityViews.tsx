import { useState } from 'react';
import { usePaths } from '../../paths.ts';
import { usePreference } from '../../preferences/usePreference.ts';
import { useSession } from '../../session/session.ts';
import { NameViewDialog } from '../../tables/NameViewDialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { printToken } from '../../ui/filterTokens.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import styles from './ActivityScreen.module.css';

/** Views that everybody has, and those a person has saved; a view is its filter, so each is an address. */
export function ActivityViews({ text }: { text: string }) {
  const paths = usePaths();
  const { user } = useSession();
  const [saved, setSaved] = usePreference('views:activity');
  const [isNaming, setNaming] = useState(false);
  const given = [
    { name: 'Everything', filter: '' },
    { name: 'Changes', filter: 'kind:landscape' },
    { name: 'Security', filter: 'kind:security' },
    { name: 'Refused', filter: 'result:refused' },
    ...(user ? [{ name: 'By me', filter: printToken({ key: 'actor', value: user.name, negated: false }) }] : []),
  ];
  const views = [...given, ...saved];
  const current = views.find(({ filter }) => filter === text);
  const isOwn = saved.some((view) => view === current);
  return (
    <div className={styles.views}>
      <Tabs
        label="Views"
        current={current?.name ?? ''}
        tabs={views.map(({ name, filter }) => ({
          id: name,
          label: name,
          href: filter === '' ? paths.activity : paths.activityOf(filter),
        }))}
      />
      {!current && (
        <Button tone="quiet" size="small" icon="i-plus" onClick={() => setNaming(true)}>
          Save view
        </Button>
      )}
      {isOwn && (
        <Button
          tone="quiet"
          size="small"
          icon="i-close"
          onClick={() => setSaved(saved.filter((view) => view !== current))}
        >
          Forget this view
        </Button>
      )}
      {isNaming && (
        <NameViewDialog
          taken={views.map(({ name }) => name)}
          filter={text}
          onName={(name) => setSaved([...saved, { name, filter: text, sort: '', columns: null }])}
          onClose={() => setNaming(false)}
        />
      )}
    </div>
  );
}
