import type { Role } from '../../../graphql.generated.ts';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { roles } from '../roleWords.ts';
import styles from './GrantsField.module.css';

/** A grant in the form; the key keeps its row while others come and go. */
export interface GrantRow {
  key: number;
  claimValue: string | null;
  tenantID: string;
  role: Role;
}

interface GrantsFieldProps {
  claim: string;
  grants: readonly GrantRow[];
  onChange: (grants: GrantRow[]) => void;
}

/** Which value of the claim gives which role where. */
export function GrantsField({ claim, grants, onChange }: GrantsFieldProps) {
  const { tenants, tenant } = useSession();
  const known = new Map(tenants.map(({ id, name }) => [id, name ?? id]));
  for (const { tenantID } of grants) if (!known.has(tenantID)) known.set(tenantID, tenantID);
  const options = [...known].map(([value, label]) => ({ value, label }));
  const change = (key: number, part: Partial<GrantRow>) =>
    onChange(grants.map((grant) => (grant.key === key ? { ...grant, ...part } : grant)));
  const next = Math.max(0, ...grants.map(({ key }) => key)) + 1;
  return (
    <fieldset className={styles.grants}>
      <legend>Roles</legend>
      <p className="meta">
        {grants.length === 0
          ? 'Nobody gets in yet, but people who have a role by hand.'
          : 'Of several for one tenant the most powerful counts. Whom no line names gets no access.'}
      </p>
      {grants.map(({ key, claimValue, tenantID, role }) => (
        <div key={key} className={styles.grant}>
          <TextField
            label={`Value of ${claim || 'the claim'}`}
            placeholder="everybody"
            value={claimValue ?? ''}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => change(key, { claimValue: target.value || null })}
          />
          <SelectField
            label="Tenant"
            value={tenantID}
            options={options}
            onChange={(value) => change(key, { tenantID: value })}
          />
          <SelectField label="Role" value={role} options={roles} onChange={(value) => change(key, { role: value })} />
          <Button
            tone="quiet"
            iconOnly
            icon="i-close"
            aria-label={`Remove the role for ${claimValue || 'everybody'}`}
            onClick={() => onChange(grants.filter((grant) => grant.key !== key))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon="i-plus"
          onClick={() => onChange([...grants, { key: next, claimValue: null, tenantID: tenant.id, role: 'VIEWER' }])}
        >
          Add a role
        </Button>
      </div>
    </fieldset>
  );
}
