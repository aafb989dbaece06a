import { useId } from 'react';
import type { TableKind } from '../graphql.generated.ts';
import { LabelFields } from '../labels/LabelFields.tsx';
import { labelKeyProblem } from '../labels/labelProblems.ts';
import type { LabelInput } from '../labels/useLabelInput.ts';
import { useLandscape } from '../live/landscape.ts';
import { Suggestions } from '../ui/Suggestions.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type BulkName, finalWords, labelled } from './bulkWords.ts';

interface BulkSubjectProps {
  table: TableKind;
  name: BulkName;
  /** A scenario, or the key of a label to delete. */
  subject: string;
  onSubject: (subject: string) => void;
  /** The label to set. */
  label: LabelInput;
}

/** What the action needs to know. */
export function BulkSubject({ table, name, subject, onSubject, label }: BulkSubjectProps) {
  const list = useId();
  const { landscape } = useLandscape();
  if (finalWords[name]) return null;
  if (name === 'setLabel') {
    // What is not there yet is no mistake.
    const { key, value } = label.errors;
    const errors = {
      ...(label.key !== '' && key ? { key } : {}),
      ...(label.text !== '' && value ? { value } : {}),
    };
    return <LabelFields input={label} errors={errors} keyHint="Where it is set already, its value is replaced." />;
  }
  const isScenario = name === 'assign' || name === 'unassign';
  const scenarios = landscape.scenarios.filter(
    (scenario) => scenario.name !== landscape.defaultScenario || name === 'unassign',
  );
  return (
    <>
      <TextField
        label={isScenario ? 'Scenario' : 'Key of the label'}
        value={subject}
        error={(!isScenario && subject !== '' && labelKeyProblem(labelled(table), subject)) || undefined}
        data-autofocus
        autoComplete="off"
        list={list}
        onChange={({ target }) => onSubject(target.value)}
      />
      <Suggestions id={list} values={isScenario ? scenarios.map((scenario) => scenario.name) : label.keys} />
    </>
  );
}
