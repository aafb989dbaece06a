import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import type { ActivityFormat } from '../../activity/exportActivity.ts';
import { describeError } from '../../errors.ts';
import { formatPlural } from '../../format/counts.ts';
import type { ActivityFilter } from '../../graphql.generated.ts';
import { ActionMenu } from '../../ui/ActionMenu.tsx';
import { Button } from '../../ui/Button.tsx';
import { notify } from '../../ui/notify.ts';
import { saveFile } from '../../ui/saveFile.ts';

/** Everything that matches the filter as a file, also what is not loaded on the screen. */
export function ExportActivity({ filter, disabled }: { filter: ActivityFilter; disabled: boolean }) {
  const apollo = useApolloClient();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const save = async (format: ActivityFormat, type: string) => {
    setProgress({ done: 0, total: 0 });
    try {
      const { collectActivity } = await import('../../activity/exportActivity.ts');
      const told = (done: number, total: number) => setProgress({ done, total });
      const { parts, count } = await collectActivity(apollo, filter, format, told);
      const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
      saveFile(`compass-activity-${stamp}Z.${format}`, parts.join(''), type);
      notify({
        family: 'connected',
        title: `Saved ${formatPlural(count, 'entry', 'entries')} as ${format.toUpperCase()}`,
      });
    } catch (error) {
      notify({ family: 'failed', title: 'Nothing was exported', detail: describeError(error).message });
    } finally {
      setProgress(null);
    }
  };
  const detail = 'Everything that matches, with exact times';
  return (
    <ActionMenu
      trigger={
        <Button icon="i-export" disabled={disabled || progress !== null}>
          {progress === null
            ? 'Export'
            : `${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')}`}
        </Button>
      }
      actions={[
        { label: 'Table, CSV', key: 'csv', detail, run: () => void save('csv', 'text/csv') },
        { label: 'Lines of JSON, JSONL', key: 'jsonl', detail, run: () => void save('jsonl', 'application/x-ndjson') },
      ]}
    />
  );
}
