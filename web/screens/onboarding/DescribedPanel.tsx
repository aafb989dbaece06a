import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';

/** What was registered; it is changed on its own page. */
export function DescribedPanel({ row, home }: { row: ApplicationRow | RuntimeRow; home: string }) {
  const isRuntime = row.kind === 'RUNTIME';
  return (
    <Panel
      title={isRuntime ? 'The runtime' : 'The application'}
      aside={
        <Button size="small" href={home}>
          Change it on its page
        </Button>
      }
    >
      <Facts
        facts={[
          { term: 'Kind', value: isRuntime ? 'Runtime' : 'Application' },
          { term: 'Name', value: row.name },
          { term: 'Id', value: <code>{row.id}</code> },
          { term: 'Description', value: row.description },
          { term: 'Scenarios', value: row.scenarios.map(({ name }) => name).join(', ') || 'none' },
        ]}
      />
    </Panel>
  );
}
