import { useId } from 'react';
import type { FieldErrors } from '../members/fieldErrors.ts';
import { Suggestions } from '../ui/Suggestions.tsx';
import { TextField } from '../ui/TextField.tsx';
import { LabelValueField } from './LabelValueField.tsx';
import { fieldOfSchema } from './schemaField.ts';
import type { LabelInput } from './useLabelInput.ts';

interface LabelFieldsProps {
  input: LabelInput;
  errors: FieldErrors;
  /** Only the value can be changed. */
  isKeyFixed?: boolean;
  keyHint?: string;
  onEdited?: (field: 'key' | 'value') => void;
}

/** The key of a label, offered where it is known, and its value in the form its schema suggests. */
export function LabelFields({ input, errors, isKeyFixed = false, keyHint, onEdited }: LabelFieldsProps) {
  const list = useId();
  return (
    <>
      <TextField
        label="Key"
        hint={keyHint ?? 'Letters, digits and _ only.'}
        error={errors['key']}
        value={input.key}
        readOnly={isKeyFixed}
        autoComplete="off"
        spellCheck={false}
        {...(isKeyFixed ? {} : { list })}
        data-autofocus={!isKeyFixed || undefined}
        onChange={({ target }) => {
          onEdited?.('key');
          input.setKey(target.value);
        }}
      />
      {!isKeyFixed && <Suggestions id={list} values={input.keys} />}
      <LabelValueField
        key={input.schema ?? ''}
        field={fieldOfSchema(input.schema)}
        text={input.text}
        error={errors['value'] ?? input.problem}
        autoFocus={isKeyFixed}
        onChange={(next) => {
          onEdited?.('value');
          input.setText(next);
        }}
      />
    </>
  );
}
