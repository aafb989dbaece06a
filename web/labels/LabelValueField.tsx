import { useState } from 'react';
import { CheckField, CheckList } from '../ui/CheckField.tsx';
import { FieldError } from '../ui/FieldError.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './LabelValueField.module.css';
import type { SchemaField } from './schemaField.ts';

interface LabelValueFieldProps {
  field: SchemaField;
  /** The value as JSON; empty while there is none. */
  text: string;
  onChange: (text: string) => void;
  error: string | undefined;
  autoFocus: boolean;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** The value of a label in the form its schema suggests. */
export function LabelValueField({ field, text, onChange, error, autoFocus }: LabelValueFieldProps) {
  const value = parsed(text);
  const focus = autoFocus ? { 'data-autofocus': true } : {};
  const write = (next: unknown) => onChange(JSON.stringify(next));
  switch (field.kind) {
    case 'select': {
      const options = field.options.map((option) => ({ value: JSON.stringify(option), label: String(option) }));
      const isKnown = options.some((option) => option.value === text);
      const first = { value: text, label: text === '' ? 'Choose…' : `${text} (not allowed)` };
      return (
        <SelectField
          label="Value"
          value={text}
          options={isKnown ? options : [first, ...options]}
          error={error}
          onChange={onChange}
          {...focus}
        />
      );
    }
    case 'switch':
      return (
        <div className={styles.value}>
          <CheckField label="Value" asSwitch checked={value === true} onChange={write} autoFocus={autoFocus} />
          <span className="meta">{text === '' ? 'Not chosen yet.' : value === true ? 'Yes' : 'No'}</span>
          <FieldError text={error} />
        </div>
      );
    case 'multi':
      return (
        <CheckList
          legend="Value"
          hint={field.hint}
          error={error}
          options={field.options.map((option) => ({ value: option, label: option }))}
          chosen={new Set(Array.isArray(value) ? value.map(String) : [])}
          onChange={(chosen) => write(field.options.filter((option) => chosen.has(option)))}
        />
      );
    case 'number':
      return (
        <TextField
          label="Value"
          inputMode="decimal"
          hint={field.hint}
          error={error}
          value={text}
          autoComplete="off"
          onChange={({ target }) => onChange(target.value.trim())}
          {...focus}
        />
      );
    case 'text':
      return (
        <TextField
          label="Value"
          hint={field.hint}
          error={error}
          value={typeof value === 'string' ? value : text}
          autoComplete="off"
          onChange={({ target }) => write(target.value)}
          {...focus}
        />
      );
    case 'free':
      return <FreeValue text={text} onChange={onChange} error={error} autoFocus={autoFocus} />;
    case 'json':
      return <JsonValue text={text} onChange={onChange} error={error} autoFocus={autoFocus} hint={field.hint} />;
  }
}

type ValueProps = Omit<LabelValueFieldProps, 'field'>;

/** Without a schema most values are text; everything else is written as JSON. */
function FreeValue(props: ValueProps) {
  const { text, onChange, error, autoFocus } = props;
  const value = parsed(text);
  const [mode, setMode] = useState<'text' | 'json'>(text === '' || typeof value === 'string' ? 'text' : 'json');
  return (
    <div className={styles.value}>
      <Segmented
        label="How the value is written"
        value={mode}
        options={[
          { value: 'text', label: 'Text' },
          { value: 'json', label: 'JSON' },
        ]}
        onChange={setMode}
      />
      {mode === 'text' ? (
        <TextField
          label="Value"
          error={error}
          value={typeof value === 'string' ? value : text}
          autoComplete="off"
          onChange={({ target }) => onChange(JSON.stringify(target.value))}
          {...(autoFocus ? { 'data-autofocus': true } : {})}
        />
      ) : (
        <JsonValue {...props} hint={null} />
      )}
    </div>
  );
}

function JsonValue({ text, onChange, error, autoFocus, hint }: ValueProps & { hint: string | null }) {
  return (
    <TextArea
      label="Value"
      mono
      hint={hint ?? 'JSON: text stands in quotes, for example "retail" or ["a", "b"].'}
      error={error}
      value={text}
      spellCheck={false}
      onChange={({ target }) => onChange(target.value)}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
    />
  );
}
