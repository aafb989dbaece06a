import { useEffect, useRef } from 'react';
import styles from './DocsPanel.module.css';
import { DocsText } from './DocsText.tsx';
import type { DocsArgument, DocsField } from './docs.ts';

/** Leads to the type; lists and exclamation marks stay readable around its name. */
export function TypeLink({ text, name, open }: { text: string; name: string; open: (place: string) => void }) {
  return (
    <button type="button" className={styles.type} onClick={() => open(name)}>
      {text}
    </button>
  );
}

interface DocsFieldsProps {
  fields: readonly DocsField[];
  /** Brought into view and marked. */
  current: string | null;
  open: (place: string) => void;
}

export function DocsFields({ fields, current, open }: DocsFieldsProps) {
  const marked = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another field is another element
  useEffect(() => {
    marked.current?.scrollIntoView({ block: 'center' });
  }, [current]);
  return (
    <ul className={styles.fields}>
      {fields.map((field) => {
        const isCurrent = field.name === current;
        return (
          <li key={field.name} ref={isCurrent ? marked : null} aria-current={isCurrent || undefined}>
            <code>
              <strong>{field.name}</strong>
              {field.args.length > 0 && (
                <>
                  (
                  {field.args.map((arg, index) => (
                    <Argument key={arg.name} arg={arg} isLast={index === field.args.length - 1} open={open} />
                  ))}
                  )
                </>
              )}
              {field.type && field.named && (
                <>
                  : <TypeLink text={field.type} name={field.named} open={open} />
                </>
              )}
            </code>
            {field.description && <DocsText text={field.description} />}
            {field.args.map(
              ({ name, description }) =>
                description && (
                  <p key={name} className="meta">
                    <code>{name}</code>: {description}
                  </p>
                ),
            )}
            {field.deprecated !== null && <p className="meta">Deprecated: {field.deprecated}</p>}
          </li>
        );
      })}
    </ul>
  );
}

function Argument({ arg, isLast, open }: { arg: DocsArgument; isLast: boolean; open: (place: string) => void }) {
  return (
    <span className={styles.argument}>
      {arg.name}: <TypeLink text={arg.type} name={arg.named} open={open} />
      {arg.defaultText !== null && ` = ${arg.defaultText}`}
      {!isLast && ','}
    </span>
  );
}
