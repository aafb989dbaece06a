import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';

interface CompareScenarioDialogProps {
  name: string;
  /** Names of the scenarios it can be compared with; at least one. */
  others: readonly string[];
  onClose: () => void;
}

/** Leads to the map, where two scenarios are compared. */
export function CompareScenarioDialog({ name, others, onClose }: CompareScenarioDialogProps) {
  const paths = usePaths();
  const navigate = useNavigate();
  const [other, setOther] = useState(others[0] ?? '');
  const open = () =>
    void navigate({ href: `${paths.map}?scenarios=${encodeURIComponent(JSON.stringify([name, other]))}` });
  return (
    <Dialog
      open
      title={`Compare ${name} with another scenario`}
      onClose={onClose}
      onSubmit={open}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary">
            Compare
          </Button>
        </>
      }
    >
      <p>
        The map shows who is only in {name}, who is only in the other, and which connections only one of them allows.
      </p>
      <SelectField
        label="Other scenario"
        value={other}
        options={others.map((value) => ({ value, label: value }))}
        onChange={setOther}
        data-autofocus
      />
    </Dialog>
  );
}
