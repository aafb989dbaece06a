import { useQuery } from '@apollo/client/react';
import { describeError } from '../../errors.ts';
import { formatDay } from '../../format/moments.ts';
import { MembershipBeginningsDocument } from '../../graphql.generated.ts';
import { usePaths } from '../../paths.ts';
import { Link } from '../../ui/Link.tsx';
import { Moment } from '../../ui/Moment.tsx';

interface MembershipSinceProps {
  objectID: string;
  scenario: string;
}

/** Since when the membership exists and whose doing it was; of two origins each. Give it a `key` of its look. */
export function MembershipSince({ objectID, scenario }: MembershipSinceProps) {
  const paths = usePaths();
  const { data, error } = useQuery(MembershipBeginningsDocument, {
    variables: { objectID, scenario },
    // A membership that ended and began again has another answer.
    fetchPolicy: 'network-only',
  });
  if (error) return <span className="meta">{describeError(error).message}</span>;
  const beginnings = data?.membershipBeginnings ?? [];
  return beginnings.map(({ origin, since, entry }) => {
    const at = Date.parse(since);
    return (
      <span key={origin} className="meta">
        {beginnings.length > 1 && (origin === 'RULE' ? 'by rule ' : 'by hand ')}
        since <Moment at={at}>{formatDay(at)}</Moment>
        {entry?.actor.name && (
          <>
            , by <Link href={paths.activityEntry(entry.sequence)}>{entry.actor.name}</Link>
          </>
        )}
      </span>
    );
  });
}
