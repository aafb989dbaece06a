import type { Index } from '../../landscape/impact.ts';
import type { Change } from '../../landscape/model.ts';
import { useChanges } from '../changes/changesContext.ts';
import { summarise } from '../changes/describe.ts';
import { Button } from '../ui/Button.tsx';
import { InspectorSection } from '../ui/Inspector.tsx';
import styles from './WhatWouldAllow.module.css';

interface WhatWouldAllowProps {
  index: Index;
  applicationID: string;
  runtimeID: string;
  /** Name of the Runtime the Application is connected to. */
  holder: string | null | undefined;
}

/** Ways offered for each of the two; more are in the dialog. */
const most = 3;

/** What would let a forbidden pair talk, each with what else it does. */
export function WhatWouldAllow({ index, applicationID, runtimeID, holder }: WhatWouldAllowProps) {
  const { preview, propose, mayWrite } = useChanges();
  const [application, runtime] = [index.members.get(applicationID), index.members.get(runtimeID)];
  if (!application || !runtime) return null;
  const join = (member: typeof application, scenario: string) => {
    const change: Change = { addToScenario: { objectID: member.id, scenario } };
    return { label: `Add ${member.name} to ${scenario}`, title: `Added ${member.name} to ${scenario}`, change };
  };
  const ways = [
    ...runtime.scenarios.slice(0, most).map((name) => join(application, name)),
    ...application.scenarios.slice(0, most).map((name) => join(runtime, name)),
  ]
    .map((way) => ({ ...way, does: preview([way.change]) }))
    .filter(({ does }) => does !== null && does.conflicts.length === 0);
  return (
    <>
      {ways.length > 0 && (
        <InspectorSection title="What would allow it">
          <ul className={styles.ways}>
            {ways.map(({ label, title, change, does }) => (
              <li key={label}>
                <span>
                  <strong>{label}</strong>
                  <span className="meta">{does && summarise(does)}</span>
                </span>
                <Button
                  size="small"
                  disabled={!mayWrite}
                  aria-label={label}
                  onClick={() => void propose([change], { title })}
                >
                  {does && does.breaks.length > 0 ? 'Draft…' : 'Add'}
                </Button>
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
      {holder && index.facts.connectionPolicy === 'EXCLUSIVE' && (
        <InspectorSection title="And then">
          <p>
            {application.name} stays with <strong>{holder}</strong>, because an application can be connected to only one
            runtime at a time. {runtime.name} is refused until someone switches it.
          </p>
        </InspectorSection>
      )}
    </>
  );
}
