import { useEffect, useState } from 'react';
import { Panel } from '../ui/Panel.tsx';
import { Snippet } from '../ui/Snippet.tsx';
import { memberYaml } from './memberYaml.ts';
import type { ApplicationRow, RuntimeRow } from './rows.ts';

interface YamlPanelProps {
  row: ApplicationRow | RuntimeRow;
  /** Null until they have arrived. */
  labels: Readonly<Record<string, unknown>> | null;
}

/** The object as a text to read, copy and keep. */
export function YamlPanel({ row, labels }: YamlPanelProps) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (labels === null) return;
    let isLatest = true;
    void memberYaml(row, labels).then((made) => {
      if (isLatest) setText(made);
    });
    return () => {
      isLatest = false;
    };
  }, [row, labels]);
  return (
    <Panel title="YAML">
      {text === null ? (
        <p className="meta">Reading labels</p>
      ) : (
        <Snippet label={`${row.name} as YAML`} code={text} fileName={`${row.name}.yaml`} />
      )}
    </Panel>
  );
}
