import { useEffect, useState } from 'react';
import { Panel } from '../ui/Panel.tsx';
import { Snippet } from '../ui/Snippet.tsx';

interface YamlPanelProps {
  name: string;
  /** Null until all of it has arrived. */
  value: object | null;
}

/** An object as a text to read, copy and keep. */
export function YamlPanel({ name, value }: YamlPanelProps) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (value === null) return;
    let isLatest = true;
    void import('yaml').then(({ stringify }) => {
      if (isLatest) setText(stringify(value));
    });
    return () => {
      isLatest = false;
    };
  }, [value]);
  return (
    <Panel title="YAML">
      {text === null ? (
        <p className="meta">Reading</p>
      ) : (
        <Snippet label={`${name} as YAML`} code={text} fileName={`${name}.yaml`} />
      )}
    </Panel>
  );
}
