import { useState } from 'react';
import { describeError } from '../errors.ts';
import { formatPlural } from '../format/counts.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { notify } from '../ui/notify.ts';
import { saveFile } from '../ui/saveFile.ts';
import { type ExportColumn, type ExportFormat, exported } from './export.ts';

interface ExportMenuProps<Row> {
  label: string;
  /** Rows that match. */
  count: number;
  columns: readonly ExportColumn<Row>[];
  rows: () => Promise<readonly Row[]>;
  small?: boolean;
}

const types: Readonly<Record<ExportFormat, string>> = {
  CSV: 'text/csv',
  YAML: 'application/yaml',
  JSON: 'application/json',
};
const formats: readonly ExportFormat[] = ['CSV', 'YAML', 'JSON'];

/** Saves every row handed in, with all columns, whether they are shown or not. */
export function ExportMenu<Row>({ label, count, columns, rows, small = false }: ExportMenuProps<Row>) {
  const [running, setRunning] = useState(false);
  async function save(format: ExportFormat) {
    setRunning(true);
    try {
      const fileName = `${label.toLowerCase().replaceAll(' ', '-')}.${format.toLowerCase()}`;
      saveFile(fileName, await exported(format, await rows(), columns), types[format]);
    } catch (error) {
      notify({ family: 'failed', title: 'Nothing was exported', detail: describeError(error).message });
    } finally {
      setRunning(false);
    }
  }
  return (
    <ActionMenu
      trigger={
        <Button icon="i-export" size={small ? 'small' : 'default'} disabled={running || count === 0}>
          {running ? 'Exporting' : 'Export'}
        </Button>
      }
      actions={formats.map((format) => ({
        key: format,
        label: format,
        detail: `${formatPlural(count, 'row')}, all columns`,
        run: () => void save(format),
      }))}
    />
  );
}
