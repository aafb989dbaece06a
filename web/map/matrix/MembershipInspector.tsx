import type { Index } from '../../../landscape/impact.ts';
import type { ImpactPair } from '../../../landscape/model.ts';
import { useChanges } from '../../changes/changesContext.ts';
import { counted } from '../../changes/describe.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import type { MapCard, MapLine, MapModel } from '../model.ts';
import { Box } from './Box.tsx';
import styles from './Matrix.module.css';
import { MatrixMiniature } from './MatrixMiniature.tsx';
import { MembershipSince } from './MembershipSince.tsx';
import { cellOf, onlyThrough, toggleOf } from './matrixModel.ts';

interface MembershipInspectorProps {
  member: MapCard;
  scenario: MapCard;
  model: MapModel;
  index: Index;
  onSelect: (ids: readonly string[]) => void;
  /** What the log says now is of no use to another moment. */
  isPast: boolean;
  /** Shows the matrix with Runtimes as columns. */
  onRuntimes: () => void;
}

const listed = 6;
const none: ReadonlyMap<string, MapLine> = new Map();
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Names of the other ends, the first few and a count. */
function others(index: Index, pairs: readonly ImpactPair[], id: string): string {
  const names = pairs.map(
    (pair) => index.members.get(pair.applicationID === id ? pair.runtimeID : pair.applicationID)?.name,
  );
  const rest = names.length - listed;
  return rest > 0 ? `${names.slice(0, listed).join(', ')} and ${rest.toLocaleString('en')} more` : names.join(', ');
}

/** What a cell of the matrix means and what a press on it would do, before it is pressed. */
export function MembershipInspector(props: MembershipInspectorProps) {
  const { member, scenario, model, index, isPast, onSelect, onRuntimes } = props;
  const { can } = useSession();
  const { preview, propose, mayWrite, whyNot } = useChanges();
  const { look, words } = cellOf(index, member, scenario, none, null);
  const toggle = toggleOf(index, member, scenario);
  const does = typeof toggle === 'string' ? null : preview([toggle.change]);
  const joins = look === 'none';
  const partner = member.kind === 'APPLICATION' ? 'runtime' : 'application';
  const only = joins ? [] : onlyThrough(index, member.id, scenario.name);
  const conflict = does?.conflicts[0];
  const stops = does?.breaks.length ?? 0;
  const groups = does
    ? [
        { title: 'Breaks now', pairs: does.breaks },
        { title: 'Becomes possible', pairs: does.becomesPossible },
        { title: 'Stops being possible', pairs: does.stopsBeingPossible },
      ].filter(({ pairs }) => pairs.length > 0)
    : [];
  return (
    <Inspector
      kind="Membership"
      title={
        <>
          {member.name} <Icon name="i-arrow" label="in" /> {scenario.name}
        </>
      }
      state={
        <span className={styles.membership}>
          <Box look={look} /> {capital(words)}
          {look !== 'none' && !isPast && can('activity:read') && (
            <MembershipSince key={look} objectID={member.id} scenario={scenario.name} />
          )}
        </span>
      }
      onClose={() => onSelect([])}
    >
      <InspectorSection>
        <InspectorSentence>
          {typeof toggle === 'string' ? (
            toggle
          ) : conflict ? (
            `${conflict.message}.`
          ) : (
            <>
              If <strong>{member.name}</strong> {joins ? 'joins' : 'leaves'} <strong>{scenario.name}</strong>,{' '}
              {stops === 0
                ? 'no live connection stops.'
                : `${counted(stops, 'live connection')} ${stops === 1 ? 'stops' : 'stop'}, because ${scenario.name} is all they share.`}
            </>
          )}
        </InspectorSentence>
        {only.length > 0 && (
          <p className="meta">
            {counted(only.length, partner)} {only.length === 1 ? 'is' : 'are'} in reach through {scenario.name} alone.
          </p>
        )}
      </InspectorSection>
      {groups.map(({ title, pairs }) => (
        <InspectorSection key={title} title={title} aside={pairs.length.toLocaleString('en')}>
          <p>{others(index, pairs, member.id)}</p>
        </InspectorSection>
      ))}
      <InspectorSection>
        <InspectorActions>
          {typeof toggle !== 'string' && (
            <Button
              tone="primary"
              wide
              disabled={!mayWrite || conflict !== undefined}
              onClick={() => void propose([toggle.change], { title: toggle.title })}
            >
              {toggle.label}
              {stops > 0 && '…'}
            </Button>
          )}
          <Button tone="quiet" onClick={() => onSelect([member.id])}>
            Show {member.name}
          </Button>
          <Button tone="quiet" onClick={() => onSelect([scenario.id])}>
            Show {scenario.name}
          </Button>
        </InspectorActions>
        <p className="meta">
          {whyNot || (stops > 0 ? 'Opens as a draft.' : 'Harmless toggles apply at once and can be undone.')}
        </p>
      </InspectorSection>
      <InspectorSection>
        <MatrixKeyList />
      </InspectorSection>
      <MatrixMiniature {...{ model, index, member, scenario: scenario.name }} onSwitch={onRuntimes} />
    </Inspector>
  );
}

function MatrixKeyList() {
  const keys = [
    ['Space', 'toggle'],
    ['Arrows', 'move'],
    ['Ctrl →', 'next membership'],
    ['X', 'select row'],
    ['Esc', 'leave grid'],
  ] as const;
  return (
    <ul className={styles.keys} aria-label="Keys">
      {keys.map(([key, does]) => (
        <li key={key}>
          <Kbd>{key}</Kbd> {does}
        </li>
      ))}
    </ul>
  );
}
