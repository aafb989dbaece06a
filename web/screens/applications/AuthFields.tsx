import type { FieldErrors } from '../../members/fieldErrors.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './AuthFields.module.css';
import type { AuthDraft, AuthKind, emptyAuth } from './authDraft.ts';

/** Fields of the texts below, for `useForm`. */
export const authFields = ['username', 'password', 'clientId', 'clientSecret', 'tokenUrl'] as const;

const texts: Partial<Record<AuthKind, readonly (readonly [keyof typeof emptyAuth, string, string])[]>> = {
  BASIC: [
    ['username', 'User name', 'text'],
    ['password', 'Password', 'password'],
  ],
  OAUTH: [
    ['clientId', 'Client id', 'text'],
    ['clientSecret', 'Client secret', 'password'],
    ['tokenUrl', 'Token URL', 'url'],
  ],
};

interface AuthFieldsProps {
  /** Names what is authenticated. */
  label?: string;
  hint: string;
  auth: AuthDraft;
  onChange: (auth: AuthDraft) => void;
  errors: FieldErrors;
  edited: (field: string) => void;
  /** Something is stored and may be kept. */
  mayKeep: boolean;
  /** Without an authentication there is nothing to choose. */
  required?: boolean;
}

/** How one side identifies itself to the other: not at all, by name and password, or as an OAuth client. */
export function AuthFields(props: AuthFieldsProps) {
  const { label = 'Authentication', hint, auth, onChange, errors, edited, mayKeep, required } = props;
  const kinds: { value: AuthKind; label: string }[] = [
    ...(mayKeep ? [{ value: 'KEEP' as const, label: 'As it is' }] : []),
    ...(required ? [] : [{ value: 'NONE' as const, label: 'None' }]),
    { value: 'BASIC', label: 'Basic' },
    { value: 'OAUTH', label: 'OAuth client' },
  ];
  return (
    <>
      <div className={styles.choice}>
        <p>{label}</p>
        <Segmented label={label} value={auth.kind} options={kinds} onChange={(kind) => onChange({ ...auth, kind })} />
        <p className="meta">{hint}</p>
      </div>
      {texts[auth.kind]?.map(([field, name, type]) => (
        <TextField
          key={field}
          label={name}
          type={type}
          error={errors[field]}
          value={auth[field]}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => {
            edited(field);
            onChange({ ...auth, [field]: target.value });
          }}
        />
      ))}
    </>
  );
}
