import { formatExactZoned, formatRelative } from '../../../format/moments.ts';
import type { ApiTokenFactsFragment } from '../../../graphql.generated.ts';
import { useNow } from '../../../live/landscape.ts';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { PanelTable } from '../../../ui/Panel.tsx';
import { type StateFamily, StateGlyph } from '../../../ui/StateGlyph.tsx';
import styles from '../Table.module.css';
import { groupScopes } from './scopeGroups.ts';

const states: Readonly<Record<ApiTokenFactsFragment['state'], { family: StateFamily; word: string; why?: string }>> = {
  ACTIVE: { family: 'connected', word: 'Active' },
  EXPIRED: { family: 'idle', word: 'Expired' },
  REVOKED: { family: 'idle', word: 'Revoked' },
  RESTING: { family: 'attention', word: 'Resting', why: 'who made it has no access now' },
};

const inWords = (scopes: readonly string[]) =>
  groupScopes(scopes)
    .map(({ noun, scopes: of }) => `${noun} ${of.map(({ verb }) => verb).join(', ')}`)
    .join(' · ');

interface TokensTableProps {
  tokens: readonly ApiTokenFactsFragment[];
  onRevoke: (token: ApiTokenFactsFragment) => void;
}

export function TokensTable({ tokens, onRevoke }: TokensTableProps) {
  const now = useNow();
  const { can, user } = useSession();
  return (
    <PanelTable label="API tokens">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">State</th>
          <th scope="col">May do</th>
          <th scope="col">Last used</th>
          <th scope="col">Expires</th>
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => {
          const { family, word, why } = states[token.state];
          const expiresAt = Date.parse(token.expiresAt);
          const used = token.lastUsedAt && Date.parse(token.lastUsedAt);
          const isMine = token.madeBy.id === user?.id;
          return (
            <tr key={token.id}>
              <th scope="row" className={styles.two}>
                {token.name}
                <span className="meta">made by {isMine ? 'you' : token.madeBy.name}</span>
              </th>
              <td className={styles.two}>
                <StateGlyph family={family} word={word} />
                {why && <span className="meta">{why}</span>}
              </td>
              <td className={styles.scopes} title={inWords(token.scopes)}>
                {token.scopes.length === 1 ? inWords(token.scopes) : `${token.scopes.length} rights`}
              </td>
              <td className="num">{used ? <Moment at={used} now={now} /> : 'Never'}</td>
              <td className={styles.two}>
                <span className="num">{formatRelative(expiresAt, now)}</span>
                <span className="meta num">{formatExactZoned(expiresAt)}</span>
              </td>
              <td>
                {(token.state === 'ACTIVE' || token.state === 'RESTING') &&
                  (can('user:write') || (isMine && can('api_token:write'))) && (
                    <Button size="small" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
                      Revoke…
                    </Button>
                  )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </PanelTable>
  );
}
