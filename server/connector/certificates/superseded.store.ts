import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Read } from '../../db/database.ts';
import { certificates } from '../../db/tables/connector.tables.ts';

const { sha256, ownerId, ownerKind, clientId, issuedAt, firstUsedAt, lastUsedAt, revokedAt } = certificates;

const inUse = sql`${firstUsedAt} is not null and ${revokedAt} is null`;

/**
 * Holds for a certificate of which a newer, unrevoked one of the same client is in use; or, of a Runtime that was paired anew,
 * one of another client that took over: this one has not been used since. Found in one pass over the certificates of the
 * owners in the order of their issue, because a look at all others of its owner from each of them is quadratic. Raw,
 * because the builder knows no windows. Most owners have one certificate, which costs no window.
 * @param owners a condition on certificates that holds for all or none of an owner, and for all that are asked about;
 * without it those of every tenant are looked at.
 */
export const supersededAmong = (owners?: SQL): SQL => sql`${sha256} in (
  select sha256 from (
    select ${sha256}, ${ownerKind}, ${issuedAt}, ${lastUsedAt},
      max(case when ${inUse} then ${issuedAt} end) over (partition by ${ownerId}, ${clientId}) as newest_in_use,
      max(case when ${inUse} and exists (select 1 from system_auths other where other.id = ${clientId})
        then ${firstUsedAt} end) over (partition by ${ownerId} order by ${issuedAt} desc
        groups between unbounded preceding and 1 preceding) as taken_over_at
    from ${certificates} where ${ownerId} in (
      select ${ownerId} from ${certificates} where ${owners ?? sql`1 = 1`} group by ${ownerId} having count(*) > 1
    )
  ) of_owner
  where newest_in_use > issued_at or (owner_kind = 'RUNTIME' and taken_over_at > coalesce(last_used_at, 0))
)`;

/** For `supersededAmong`: whoever has a certificate for which the condition holds. */
export const ownersWith = (read: Read, condition: SQL | undefined): SQL =>
  inArray(ownerId, read.select({ ownerId }).from(certificates).where(condition));
