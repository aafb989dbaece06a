import { useRef } from 'react';
import { Button } from './Button.tsx';

interface FileButtonProps {
  label: string;
  /** As in the attribute of an input: `.json,.yaml`. */
  accept?: string;
  mostBytes: number;
  onText: (text: string, name: string) => void;
  /** In words: too large, not text. */
  onProblem: (problem: string) => void;
}

/** Reads a text file that someone chooses, without asking the server. */
export function FileButton({ label, accept, mostBytes, onText, onProblem }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  async function read(file: File) {
    if (file.size > mostBytes) {
      onProblem(
        `${file.name} has ${file.size.toLocaleString('en')} bytes, at most ${mostBytes.toLocaleString('en')} fit.`,
      );
      return;
    }
    try {
      onText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()), file.name);
    } catch (error) {
      const reason = error instanceof TypeError ? 'it is not UTF-8 text' : String(error);
      onProblem(`${file.name} cannot be read: ${reason}.`);
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // So that the same file can be chosen again.
          target.value = '';
          if (file) void read(file);
        }}
      />
      <Button size="small" icon="i-open" onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
