import { useId, useState } from 'react';
import { parseMoment, spellMoment } from './moment.ts';
import styles from './TimeBar.module.css';

interface MomentFieldProps {
  label: string;
  at: number;
  /** What comes later has not happened yet. */
  latest: number;
  onMoment: (at: number) => void;
}

/** An exact moment to type; Enter goes there. */
export function MomentField({ label, at, latest, onMoment }: MomentFieldProps) {
  const id = useId();
  const [text, setText] = useState(spellMoment(at));
  const [problem, setProblem] = useState('');
  const submit = () => {
    const wanted = parseMoment(text);
    if (wanted === null) setProblem('Write it as 12 Nov 2026, 09:30 or 2026-11-12T09:30Z.');
    else if (text !== spellMoment(at)) {
      setProblem('');
      onMoment(Math.min(wanted, latest));
    }
  };
  return (
    <form
      className={styles.moment}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <input
        id={id}
        value={text}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== '' || undefined}
        aria-describedby={`${id}-problem`}
        onChange={(event) => setText(event.target.value)}
      />
      <span>UTC</span>
      <span id={`${id}-problem`} className={styles.problem} role="status">
        {problem}
      </span>
    </form>
  );
}
