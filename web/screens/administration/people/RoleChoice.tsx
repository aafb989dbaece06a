import type { Role } from '../../../graphql.generated.ts';
import { Segmented } from '../../../ui/Segmented.tsx';
import { roleMeans, roles } from '../roleWords.ts';

/** A role and what it may do. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <div>
      <Segmented label="Role" value={value} options={roles} onChange={onChange} />
      <p className="meta" aria-live="polite">
        {roleMeans(value)}
      </p>
    </div>
  );
}
