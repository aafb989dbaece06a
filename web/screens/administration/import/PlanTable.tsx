import type { ImportAction, ImportKind, PlanImportMutation } from '../../../graphql.generated.ts';
import { PanelTable } from '../../../ui/Panel.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import styles from './ImportPage.module.css';
import { problemInWords } from './problemWords.ts';

const words: Record<ImportAction, string> = {
  CONFLICT: 'Cannot be imported',
  CREATE: 'Will be created',
  CHANGE: 'Will be changed',
  KEEP: 'Stays as it is',
};
const families = { CONFLICT: 'failed', CREATE: 'pending', CHANGE: 'pending', KEEP: 'idle' } as const;
const kinds: Record<ImportKind, string> = {
  SCENARIO: 'Scenario',
  LABEL_DEFINITION: 'Label definition',
  TEMPLATE: 'Template',
  RULE: 'Rule',
  APPLICATION: 'Application',
  RUNTIME: 'Runtime',
};

/** One row for each object, with what will happen to it and why. */
export function PlanTable({ items }: { items: PlanImportMutation['planImport']['items'] }) {
  return (
    <PanelTable label="Plan">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">What will happen</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ kind, name, action, details }) => (
          <tr key={`${kind} ${name}`}>
            <th scope="row" className={styles.name}>
              {name} <span className="meta">{kinds[kind]}</span>
            </th>
            <td>
              <div className={styles.outcome}>
                <StateGlyph family={families[action]} word={words[action]} />
                {details.length > 0 && (
                  <span>{(action === 'CONFLICT' ? details.map(problemInWords) : details).join(' ')}</span>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </PanelTable>
  );
}
