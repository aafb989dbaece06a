import { keyed } from './keyed.ts';
import type { OutlineField } from './outline.ts';
import styles from './SpecView.module.css';

interface FieldListProps {
  fields: readonly OutlineField[];
  /** How to get to the description of a type; null if there is none. */
  link: (name: string) => (() => void) | null;
}

/** Parameters or members: name, type and what is said about them. */
export function FieldList({ fields, link }: FieldListProps) {
  if (fields.length === 0) return null;
  return (
    <ul className={styles.fields}>
      {keyed(fields, ({ name }) => name).map(([key, field]) => (
        <li key={key}>
          <span className={styles.name} style={{ paddingLeft: field.depth * 16 }}>
            <code>{field.name}</code>
            {field.required && <span className="meta">required</span>}
          </span>
          <span className={styles.about}>
            <span className={styles.type}>
              {keyed(field.type, ({ text }) => text).map(([partKey, part]) => {
                const open = part.model === undefined ? null : link(part.model);
                return open ? (
                  <button key={partKey} type="button" className="text-link" onClick={open}>
                    {part.text}
                  </button>
                ) : (
                  <span key={partKey}>{part.text}</span>
                );
              })}
            </span>
            {field.note && <span className="meta">{field.note}</span>}
            {field.description && <span className={styles.note}>{field.description}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
