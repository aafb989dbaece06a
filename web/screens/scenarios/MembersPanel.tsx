import { useChanges } from '../../changes/changesContext.ts';
import { formatCount } from '../../format/counts.ts';
import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import { Button } from '../../ui/Button.tsx';
import { printFilter } from '../../ui/filterTokens.ts';
import { Link } from '../../ui/Link.tsx';
import { Panel, PanelTable } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import type { ScenarioRow } from './rows.ts';

type MemberRow = ApplicationRow | RuntimeRow;

/** Rows shown at most; a scenario of a large tenant may hold thousands. */
const mostShown = 100;

interface MembersPanelProps {
  title: 'Applications' | 'Runtimes';
  scenario: ScenarioRow;
  members: readonly MemberRow[];
  hrefOf: (id: string) => string;
  /** The table of all objects of this kind. */
  tableHref: string;
  mayWrite: boolean;
}

const originWords = { manual: 'assigned', rule: 'by rule', itself: 'by itself' } as const;

/** Members of one kind; each may be taken out, after a look at what that does. */
export function MembersPanel({ title, scenario, members, hrefOf, tableHref, mayWrite }: MembersPanelProps) {
  const { propose } = useChanges();
  const originOf = (member: MemberRow) => member.scenarios.find(({ name }) => name === scenario.name)?.origin;
  const remove = (member: MemberRow) =>
    void propose([{ removeFromScenario: { objectID: member.id, scenario: scenario.name } }], {
      title: `Removed ${member.name} from ${scenario.name}`,
    });
  const noun = title.toLowerCase();
  const isWhole = members.length <= mostShown;
  const filter = printFilter({ tokens: [{ key: 'scenario', value: scenario.name, negated: false }], text: '' });
  const inTable = `${tableHref}?q=${encodeURIComponent(filter)}`;
  return (
    <Panel
      title={title}
      note={isWhole ? formatCount(members.length) : `${mostShown} of ${formatCount(members.length)}, by name`}
      flush={members.length > 0}
      aside={
        members.length > 0 && (
          <Button size="small" href={inTable}>
            {isWhole ? 'Open as table' : 'See all'}
          </Button>
        )
      }
    >
      {members.length === 0 ? (
        <p className="muted">No {noun} in this scenario.</p>
      ) : (
        <PanelTable label={`${title} in ${scenario.name}`}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">State</th>
              <th scope="col">Member</th>
              <th scope="col">
                <span className="visually-hidden">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {members.slice(0, mostShown).map((member) => {
              const origin = originOf(member);
              return (
                <tr key={member.id}>
                  <th scope="row">
                    <Link href={hrefOf(member.id)}>{member.name}</Link>
                  </th>
                  <td>
                    <StateGlyph family={member.finding.family} word={member.finding.word} />
                  </td>
                  <td>{origin && originWords[origin]}</td>
                  <td>
                    {mayWrite && origin === 'manual' && (
                      <Button
                        size="small"
                        tone="quiet"
                        aria-label={`Remove ${member.name} from ${scenario.name}`}
                        onClick={() => remove(member)}
                      >
                        Remove
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </PanelTable>
      )}
    </Panel>
  );
}
