import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { describeError } from '../../../errors.ts';
import { PreviewLabelDefinitionDocument } from '../../../graphql.generated.ts';
import { schemaInWords } from '../../../labels/schemaField.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { fieldErrorsOf } from '../../../members/fieldErrors.ts';
import { useForm } from '../../../members/useForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { RefusedLabels } from './RefusedLabels.tsx';

interface DefinitionFormProps {
  title: string;
  submit: string;
  /** Null if it is to be chosen. */
  labelKey: string | null;
  /** The schema as JSON; empty for any value. */
  initial: string;
  run: (key: string, schema: string) => Promise<void>;
  onClose: () => void;
}

const examples: readonly { label: string; schema: unknown }[] = [
  { label: 'One of a list', schema: { type: 'string', enum: ['small', 'large'] } },
  {
    label: 'Several of a list',
    schema: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, uniqueItems: true },
  },
  { label: 'Yes or no', schema: { type: 'boolean' } },
  { label: 'Number', schema: { type: 'integer', minimum: 1, maximum: 10 } },
  { label: 'Text', schema: { type: 'string', maxLength: 100 } },
];

/** A key and the schema of its values, checked against every value there is before it is saved. */
export function DefinitionForm({ title, submit, labelKey, initial, run, onClose }: DefinitionFormProps) {
  const [key, setKey] = useState(labelKey ?? '');
  const [schema, setSchema] = useState(initial);
  const [asked] = useDebouncedValue({ key, schema: schema.trim() || null }, 300);
  const { data, error } = useQuery(PreviewLabelDefinitionDocument, {
    variables: { in: asked },
    skip: !/^\w+$/.test(asked.key),
    fetchPolicy: 'network-only',
  });
  const isCurrent = asked.key === key && (asked.schema ?? '') === schema.trim();
  const preview = isCurrent ? data?.previewLabelDefinition : undefined;
  const schemaProblem = isCurrent && error ? problemOf(error) : undefined;
  const form = useForm(
    ['key', 'schema'],
    () => ({
      ...(key === '' && { key: 'A key is needed.' }),
      ...(preview && preview.refusedCount > 0 && { schema: 'Existing values would not satisfy it; see below.' }),
    }),
    async () => {
      try {
        await run(key, schema.trim());
      } catch (problem) {
        throw describeError(problem).code === 'InvalidData' && !/: key:/i.test(describeError(problem).message)
          ? new Error(`validation error for type LabelDefinitionInput: schema: ${problemOf(problem)}`)
          : problem;
      }
    },
  );
  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={title}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            {submit}
          </Button>
        </>
      }
    >
      <TextField
        label="Key"
        hint="Letters, digits and _ only."
        error={form.errors['key'] ?? form.errors['name']}
        value={key}
        readOnly={labelKey !== null}
        autoComplete="off"
        spellCheck={false}
        data-autofocus={labelKey === null || undefined}
        onChange={({ target }) => {
          form.edited('key');
          form.edited('name');
          setKey(target.value);
        }}
      />
      <TextArea
        label="Schema (optional)"
        mono
        rows={10}
        hint={
          schema.trim() === ''
            ? 'A JSON Schema of draft 4, 6 or 7. Without one every value is allowed.'
            : `Edited as ${schemaInWords(schema)}.`
        }
        error={form.errors['schema'] ?? schemaProblem}
        value={schema}
        spellCheck={false}
        data-autofocus={labelKey !== null || undefined}
        onChange={({ target }) => {
          form.edited('schema');
          setSchema(target.value);
        }}
      />
      <fieldset aria-label="Begin with">
        {examples.map((example) => (
          <span key={example.label}>
            <Button
              size="small"
              onClick={() => {
                form.edited('schema');
                setSchema(JSON.stringify(example.schema, null, 2));
              }}
            >
              {example.label}
            </Button>{' '}
          </span>
        ))}
      </fieldset>
      <RefusedLabels preview={preview ?? null} />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}

/** What the server has against the schema, without naming the input. */
const problemOf = (error: unknown): string =>
  Object.values(fieldErrorsOf(error, ['Rule.ValidSchema', 'key', 'schema']))[0] ?? 'It is not a schema.';
