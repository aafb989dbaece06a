import { formatExactZoned } from '../../../format/moments.ts';
import type { PersonFactsFragment } from '../../../graphql.generated.ts';
import { useNow } from '../../../live/landscape.ts';
import { useSession } from '../../../session/session.ts';
import { ActionMenu } from '../../../ui/ActionMenu.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { PanelTable } from '../../../ui/Panel.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import { roleLabel, stateWords, waysToSignIn } from '../roleWords.ts';
import styles from '../Table.module.css';
import { type PersonAction, personActions } from './personActions.ts';

interface PeopleTableProps {
  people: readonly PersonFactsFragment[];
  onAct: (person: PersonFactsFragment, action: PersonAction) => void;
}

export function PeopleTable({ people, onAct }: PeopleTableProps) {
  const { user, can } = useSession();
  const now = useNow(60_000);
  return (
    <PanelTable label="People">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col">State</th>
          <th scope="col">Signs in with</th>
          <th scope="col">Last sign-in</th>
          <th scope="col">Sessions</th>
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => {
          const { family, word } = stateWords[person.state];
          const linkEnds = person.linkExpiresAt && Date.parse(person.linkExpiresAt);
          const signedIn = person.lastSignInAt && Date.parse(person.lastSignInAt);
          return (
            <tr key={person.id}>
              <th scope="row" className={styles.two}>
                {person.name}
                {person.id === user?.id && <span className="meta"> you</span>}
                {person.email !== person.name && <span className="meta">{person.email}</span>}
              </th>
              <td className={styles.two}>
                {roleLabel(person.role)}
                {person.roleFrom !== null && <span className="meta">by {person.roleFrom}</span>}
                {person.isLastAdministrator && <span className="meta">the only one</span>}
              </td>
              <td className={`${styles.two} ${styles.state}`}>
                <StateGlyph family={family} word={word} />
                {linkEnds && <span className="meta">link open until {formatExactZoned(linkEnds)}</span>}
                {person.state === 'INVITED' && !linkEnds && <span className="meta">the link has expired</span>}
              </td>
              <td>{waysToSignIn(person)}</td>
              <td className="num">{signedIn ? <Moment at={signedIn} now={now} /> : 'Never'}</td>
              <td className="num">{person.sessions}</td>
              <td>
                <ActionMenu
                  trigger={<Button tone="quiet" iconOnly icon="i-more" aria-label={`Actions for ${person.name}`} />}
                  actions={personActions(person, can('tenant:write'), (action) => onAct(person, action))}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </PanelTable>
  );
}
