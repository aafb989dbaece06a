import { useState } from 'react';
import { LoadProblemDialog } from '../twoPeople/LoadProblemDialog.tsx';
import { ShownDialog } from '../twoPeople/ShownDialog.tsx';
import { Button } from '../ui/Button.tsx';
import { notify } from '../ui/notify.ts';
import { Panel, PanelTable } from '../ui/Panel.tsx';
import { QueryState } from '../ui/QueryState.tsx';
import type { Reading } from '../ui/useReading.ts';
import { whyKept } from './keptLabels.ts';
import { LabelDialog } from './LabelDialog.tsx';
import styles from './LabelsPanel.module.css';
import { type LabelOwner, labelRemoval } from './ownedLabels.ts';
import { RuleEffectOfLabel } from './RuleEffectOfLabel.tsx';
import { useRuleEffect } from './useRuleEffect.ts';

interface LabelsPanelProps {
  owner: LabelOwner;
  /** What `labels` come with. */
  reading: Reading<unknown>;
  /** Null while they are not known. */
  labels: Record<string, unknown> | null;
  /** Opens the assignment of scenarios with its consequences; undefined if the caller may not. */
  onEditScenarios: (() => void) | undefined;
  mayWrite: boolean;
}

/**
 * Labels with their JSON values. `scenarios` is changed by assigning, where the consequences are shown; what Compass keeps
 * says so.
 */
export function LabelsPanel({ owner, reading, labels, onEditScenarios, mayWrite }: LabelsPanelProps) {
  const [editing, setEditing] = useState<{ key: string; value: unknown } | 'new' | null>(null);
  const [deleting, setDeleting] = useState<string | null>(null);
  const entries = Object.entries(labels ?? {}).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return (
    <Panel
      title="Labels"
      note="values are JSON"
      flush
      aside={
        mayWrite &&
        labels && (
          <Button size="small" icon="i-plus" onClick={() => setEditing('new')}>
            Set a label…
          </Button>
        )
      }
    >
      <QueryState what="Labels" reading={reading} shape={{ columns: 3, rows: 2 }} />
      {labels && (
        <PanelTable label="Labels">
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Value</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([key, value]) => {
              const kept = whyKept(owner.kind, key);
              return (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td>
                    <code>{JSON.stringify(value)}</code>
                    {kept !== null && <p className="meta">{kept}</p>}
                    {key === 'scenarios' && <p className="meta">Changed by assigning, which shows what it does.</p>}
                  </td>
                  <td>
                    {key === 'scenarios'
                      ? onEditScenarios && (
                          <Button size="small" aria-label="Assign scenarios" onClick={onEditScenarios}>
                            Assign…
                          </Button>
                        )
                      : mayWrite &&
                        kept === null && (
                          <span className={styles.actions}>
                            <Button
                              size="small"
                              aria-label={`Edit label ${key}`}
                              onClick={() => setEditing({ key, value })}
                            >
                              Edit…
                            </Button>
                            <Button size="small" aria-label={`Delete label ${key}`} onClick={() => setDeleting(key)}>
                              Delete…
                            </Button>
                          </span>
                        )}
                  </td>
                </tr>
              );
            })}
            {entries.length === 0 && (
              <tr>
                <td colSpan={3}>No labels.</td>
              </tr>
            )}
          </tbody>
        </PanelTable>
      )}
      {editing && (
        <LabelDialog
          owner={owner}
          label={editing === 'new' ? null : editing}
          taken={entries.map(([key]) => key)}
          onClose={() => setEditing(null)}
        />
      )}
      {deleting && <DeleteLabelDialog owner={owner} labelKey={deleting} onClose={() => setDeleting(null)} />}
    </Panel>
  );
}

interface DeleteLabelDialogProps {
  owner: LabelOwner;
  labelKey: string;
  onClose: () => void;
}

function DeleteLabelDialog({ owner, labelKey, onClose }: DeleteLabelDialogProps) {
  const rules = useRuleEffect(owner);
  const effect = rules.of(labelKey, undefined);
  if (rules.problem !== undefined) return <LoadProblemDialog problem={rules.problem} onClose={onClose} />;
  if (effect === null) return null;
  return (
    <ShownDialog
      title={`Delete label ${labelKey}?`}
      confirm="Delete"
      source={labelRemoval(owner, labelKey)}
      typed={() => (effect.impact.breaks.length > 0 ? { name: owner.name, to: 'delete the label' } : null)}
      onDone={() => {
        notify({ family: 'connected', title: `Deleted label ${labelKey} of ${owner.name}` });
        onClose();
      }}
      onClose={onClose}
    >
      {({ value }) => (
        <>
          <p>
            Removes{' '}
            <code>
              {labelKey} = {JSON.stringify(value)}
            </code>{' '}
            from <strong>{owner.name}</strong>. Filters that look for it no longer match.
          </p>
          <RuleEffectOfLabel name={owner.name} effect={effect} />
        </>
      )}
    </ShownDialog>
  );
}
