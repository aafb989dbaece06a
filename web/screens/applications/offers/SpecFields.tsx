import type { FetchMode } from '../../../graphql.generated.ts';
import type { FieldErrors } from '../../../members/fieldErrors.ts';
import { guessSpec } from '../../../specs/guess.ts';
import { FileButton } from '../../../ui/FileButton.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import styles from '../AuthFields.module.css';
import { type DefinitionValues, formatsOf, type SpecKind } from './definitionForm.ts';
import { typeWords } from './offerWords.ts';

interface SpecFieldsProps {
  kinds: readonly SpecKind[];
  values: DefinitionValues;
  errors: FieldErrors;
  onChange: (change: Partial<DefinitionValues>) => void;
  onProblem: (problem: string) => void;
}

/** As in server/http: a request is at most 1 MiB, other fields included. */
export const mostBytes = 1_000_000;

/** The specification: typed or uploaded here, or fetched by Compass; its type and format follow the text. */
export function SpecFields({ kinds, values, errors, onChange, onProblem }: SpecFieldsProps) {
  const take = (data: string) => {
    const { type, format } = guessSpec(data);
    const kind = type && kinds.includes(type) ? type : values.type;
    onChange({ data, type: kind, format: format && formatsOf[kind].includes(format) ? format : values.format });
  };
  return (
    <>
      <div className={styles.choice}>
        <p>Specification</p>
        <Segmented
          label="Where the specification comes from"
          value={values.source}
          options={[
            { value: 'TEXT', label: 'Paste or upload' },
            { value: 'FETCH', label: 'Fetch from an address' },
            { value: 'NONE', label: 'None' },
          ]}
          onChange={(source) => onChange({ source })}
        />
      </div>
      {values.source === 'TEXT' && (
        <>
          <TextArea
            label="Text"
            mono
            rows={10}
            hint="Type and format are recognised from the text."
            error={errors['spec']}
            value={values.data}
            spellCheck={false}
            onChange={({ target }) => take(target.value)}
          />
          <div>
            <FileButton
              label="Upload a file…"
              accept=".json,.yaml,.yml,.xml,.edmx,.txt"
              mostBytes={mostBytes}
              onText={take}
              onProblem={onProblem}
            />
          </div>
        </>
      )}
      {values.source === 'FETCH' && <FetchFields values={values} errors={errors} onChange={onChange} />}
      {values.source !== 'NONE' && (
        <div className={styles.pair}>
          <SelectField
            label="Type"
            value={values.type}
            disabled={kinds.length === 1}
            options={kinds.map((kind) => ({ value: kind, label: typeWords[kind] }))}
            onChange={(type) =>
              onChange({ type, format: formatsOf[type].includes(values.format) ? values.format : formatsOf[type][0]! })
            }
          />
          <SelectField
            label="Format"
            value={values.format}
            options={formatsOf[values.type].map((format) => ({ value: format, label: format }))}
            onChange={(format) => onChange({ format })}
          />
        </div>
      )}
    </>
  );
}

const modes: readonly { value: FetchMode; label: string }[] = [
  { value: 'SINGLE', label: 'The text itself' },
  { value: 'PACKAGE', label: 'An archive: ZIP or TAR' },
  { value: 'INDEX', label: 'An index that lists files' },
];

interface FetchFieldsProps {
  values: Pick<DefinitionValues, 'url' | 'mode' | 'filter'>;
  errors: FieldErrors;
  onChange: (change: Partial<Pick<DefinitionValues, 'url' | 'mode' | 'filter'>>) => void;
}

/** Where Compass fetches a text, and which file of several. */
export function FetchFields({ values, errors, onChange }: FetchFieldsProps) {
  return (
    <>
      <TextField
        label="Address"
        type="url"
        hint="http or https, without user name and password. Compass fetches it once now, and again when asked to."
        error={errors['spec']}
        value={values.url}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange({ url: target.value })}
      />
      <div className={styles.pair}>
        <SelectField
          label="What is there"
          value={values.mode}
          options={modes}
          onChange={(mode) => onChange({ mode })}
        />
        {values.mode !== 'SINGLE' && (
          <TextField
            label="File (optional)"
            hint="A regular expression that matches the name of one file."
            value={values.filter}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => onChange({ filter: target.value })}
          />
        )}
      </div>
    </>
  );
}
