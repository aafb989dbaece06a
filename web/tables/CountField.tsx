import type { Ref } from 'react';
import { TextField } from '../ui/TextField.tsx';

interface CountFieldProps {
  count: number;
  /** `97 runtimes`. */
  rows: string;
  typed: string;
  setTyped: (typed: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** Asks for the number of rows, before something live stops or does not come back. */
export function CountField({ count, rows, typed, setTyped, ref }: CountFieldProps) {
  return (
    <TextField
      label={
        <>
          Type <strong>{count}</strong> to go ahead with {rows}
        </>
      }
      {...(ref ? { ref } : {})}
      value={typed}
      inputMode="numeric"
      autoComplete="off"
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
