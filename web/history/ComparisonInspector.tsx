import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { actorName, doneInWords } from '../activity/activityWords.ts';
import { counted } from '../changes/describe.ts';
import impact from '../changes/ImpactGroups.module.css';
import { describeError } from '../errors.ts';
import { formatExactZoned } from '../format/moments.ts';
import { ChangesBetweenDocument, type ChangesBetweenQuery } from '../graphql.generated.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Inspector, InspectorSection, InspectorSentence } from '../ui/Inspector.tsx';
import { type ChangedItem, type ComparedItem, type ComparedKind, differences } from './comparison.ts';
import type { Compared } from './useTimeTravel.ts';

type Entry = ChangesBetweenQuery['activity']['data'][number];

const kindIcon = {
  APPLICATION: 'k-application',
  RUNTIME: 'k-runtime',
  SCENARIO: 'k-scenario',
  MEMBERSHIP: 'k-scenario',
  CONNECTION: 'i-link',
} as const satisfies Record<ComparedKind, string>;

interface ComparisonInspectorProps {
  compared: Compared;
  /** Between two moments of one tenant, not between two scenarios. */
  isOverTime: boolean;
  onSelect: (ids: readonly string[]) => void;
  /** Proposes A as a change to the present; null where that has no meaning. */
  onDraft: (() => void) | null;
  onClose: () => void;
}

/** What differs between A and B in lists; each entry leads to its card. */
export function ComparisonInspector({ compared, isOverTime, onSelect, onDraft, onClose }: ComparisonInspectorProps) {
  const { a, b, comparison, names } = compared;
  const [early, late] = a.sequence <= b.sequence ? [a, b] : [b, a];
  const { data, error } = useQuery(ChangesBetweenDocument, {
    variables: { filter: { afterSequence: early.sequence, untilSequence: late.sequence }, first: 100 },
    skip: !isOverTime || early.sequence === late.sequence,
  });
  const entries = data?.activity.data ?? [];
  const changes = data?.activity.totalCount ?? 0;
  const count = differences(comparison);
  const origin = (item: ComparedItem): string => {
    const entry = entries.find(({ objects }) => item.ids.every((id) => objects.some((object) => object.id === id)));
    return entry ? toldBy(entry) : '';
  };
  const { added, removed, changed } = comparison;
  const groups = isOverTime
    ? ([
        ['Added', 'g-appears', added],
        ['Removed', 'g-disappears', removed],
        ['Changed', null, changed],
      ] as const)
    : ([
        [`Only in ${names[0]}`, 'g-disappears', removed],
        [`Only in ${names[1]}`, 'g-appears', added],
        ['Connected differently', null, changed],
      ] as const);
  return (
    <Inspector
      kind={`A ${names[0]}${isOverTime ? ' to' : ','} B ${names[1]}`}
      title={count === 0 ? 'No difference' : counted(count, 'difference')}
      onClose={onClose}
      footer={
        onDraft && (
          <>
            <Button wide disabled={count === 0} onClick={onDraft}>
              Draft from A…
            </Button>
            <p className="meta">A draft proposes what was then as a change to what is now.</p>
          </>
        )
      }
    >
      <InspectorSection>
        <InspectorSentence>
          {!isOverTime
            ? sharedInWords(compared)
            : error
              ? `Which changes led from one to the other is not known: ${describeError(error).message}`
              : changes === 0
                ? 'Nothing changed in between.'
                : `From ${counted(changes, 'change')} in between; what was undone again is left out.`}
        </InspectorSentence>
      </InspectorSection>
      {groups.map(([title, glyph, items]) => (
        <Group key={title} title={title} glyph={glyph} items={items} origin={origin} onSelect={onSelect} />
      ))}
    </Inspector>
  );
}

/** How much the two scenarios have in common. */
function sharedInWords({ a, comparison: { onlyInA }, names }: Compared): string {
  const count = (members: readonly { id: string }[]) => members.filter(({ id }) => !onlyInA.has(id)).length;
  const shared = [counted(count(a.applications), 'application'), counted(count(a.runtimes), 'runtime')];
  return `${names[0]} and ${names[1]} have ${shared.join(' and ')} in common. The rest is only in one of them.`;
}

/** When and by whom; what was changed stands above it already. */
const toldBy = (entry: Entry): string => {
  const done = entry.summary ? '' : `${doneInWords(entry)}, `;
  return `${formatExactZoned(Date.parse(entry.at))}, ${done}by ${actorName(entry.actor)}`;
};

const listed = 12;

interface GroupProps {
  title: string;
  glyph: 'g-appears' | 'g-disappears' | null;
  items: readonly (ComparedItem | ChangedItem)[];
  origin: (item: ComparedItem) => string;
  onSelect: (ids: readonly string[]) => void;
}

function Group({ title, glyph, items, origin, onSelect }: GroupProps) {
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0) return null;
  const shown = isWhole ? items : items.slice(0, listed);
  return (
    <section className={impact.group}>
      <h3>
        {title} <span className={impact.count}>{items.length.toLocaleString('en')}</span>
      </h3>
      <ul>
        {shown.map((item) => (
          <li key={item.key}>
            <Icon name={glyph ?? kindIcon[item.kind]} />
            <div>
              <button type="button" className={impact.pair} onClick={() => onSelect(item.ids.slice(0, 1))}>
                {glyph && <Icon name={kindIcon[item.kind]} />}
                {item.title}
              </button>
              <span className="meta">{'detail' in item ? item.detail : origin(item)}</span>
            </div>
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <Button size="small" tone="quiet" onClick={() => setWhole(true)}>
          {(items.length - shown.length).toLocaleString('en')} more
        </Button>
      )}
    </section>
  );
}
