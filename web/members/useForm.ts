import { useEffect, useRef, useState } from 'react';
import { type FieldErrors, fieldErrorsOf } from './fieldErrors.ts';

interface MemberForm {
  errors: FieldErrors;
  running: boolean;
  /** Clears what was said about a field once it is edited. */
  edited: (field: string) => void;
  /** Runs the operation unless `check` finds problems; problems of the server land at their fields. */
  submit: () => Promise<void>;
}

/** One submission of a form: checks first, then the server; the first field with a problem gets the focus. */
export function useForm(fields: readonly string[], check: () => FieldErrors, run: () => Promise<void>): MemberForm {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [running, setRunning] = useState(false);
  const failed = useRef(false);
  useEffect(() => {
    if (!failed.current) return;
    failed.current = false;
    const place = document.querySelector('[role="dialog"]') ?? document;
    place.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });

  async function submit() {
    if (running) return;
    const found = check();
    setErrors(found);
    failed.current = Object.keys(found).length > 0;
    if (failed.current) return;
    setRunning(true);
    try {
      await run();
    } catch (error) {
      failed.current = true;
      setErrors(fieldErrorsOf(error, fields));
    } finally {
      setRunning(false);
    }
  }
  const edited = (field: string) => {
    if (errors[field] !== undefined) setErrors(({ [field]: _, ...rest }) => rest);
  };
  return { errors, running, edited, submit };
}
