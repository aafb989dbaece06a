import type { instanceAuths } from '../db/tables/package.tables.ts';
import { invalidData } from '../shared/errors.ts';
import { type AuthInput, authRule } from './auth.ts';
import { jsonText } from './content.ts';
import { compileSchema } from './jsonSchema.ts';
import type { Vocabulary } from './package.ts';
import { all, check, fields, length, required } from './validation.ts';

export type InstanceAuthRecord = typeof instanceAuths.$inferSelect;

type Status = Pick<InstanceAuthRecord, 'condition' | 'reason' | 'message'>;

/** The states that the server sets by itself (director.md 14.1). */
export const states = {
  notProvided: {
    condition: 'PENDING',
    reason: 'CredentialsNotProvided',
    message: 'Credentials were not yet provided.',
  },
  provided: { condition: 'SUCCEEDED', reason: 'CredentialsProvided', message: 'Credentials were provided.' },
  unused: {
    condition: 'UNUSED',
    reason: 'PendingDeletion',
    message:
      'Credentials for given Package Instance Auth are ready for being deleted by Application or Integration System.',
  },
} as const satisfies Record<string, Status>;

export interface InstanceAuthRequest {
  context?: string | null;
  inputParams?: string | null;
}

export interface InstanceAuthSetting {
  auth?: AuthInput | null;
  /** `SUCCEEDED` unless given. */
  status?: { condition?: 'SUCCEEDED' | 'FAILED'; message: string; reason: string } | null;
}

/** Where the auth of a record may be decrypted. */
export const instanceAuthPurpose = (id: string) => `instance auth ${id}`;

/** @throws InvalidData */
export const checkRequest = (vocabulary: Vocabulary, input: InstanceAuthRequest): void =>
  check(`${vocabulary}InstanceAuthRequestInput`, { context: jsonText, inputParams: jsonText }, input);

/** @throws InvalidData if the Package has a schema and the parameters do not satisfy it (director.md 14.2). */
export function checkParameters(
  vocabulary: Vocabulary,
  { inputParams }: InstanceAuthRequest,
  schema: string | null,
): void {
  if (schema === null) return;
  if (inputParams === null || inputParams === undefined) {
    throw invalidData(
      `json schema for input parameters was defined for the ${vocabulary.toLowerCase()} but no input parameters were provided`,
    );
  }
  const problem = compileSchema(schema)(JSON.parse(inputParams));
  if (problem === null) return;
  throw invalidData(`while validating value ${inputParams} against JSON Schema: ${schema}: ${problem}`);
}

function contradiction({ auth, status }: InstanceAuthSetting): string | null {
  if (!auth && !status) return 'at least one field (Auth or Status) has to be provided';
  if (!status) return null;
  const condition = status.condition ?? 'SUCCEEDED';
  if (auth && condition !== 'SUCCEEDED')
    return 'status condition has to be equal to SUCCEEDED when the auth is provided';
  if (!auth && condition === 'SUCCEEDED')
    return 'status condition cannot be equal to SUCCEEDED when the auth is not provided';
  return null;
}

const statusText = all(required, length(1, 256));

/** The status to set (director.md 14.3). @throws InvalidData */
export function statusFrom(vocabulary: Vocabulary, input: InstanceAuthSetting): Status {
  const type = `${vocabulary}InstanceAuthSetInput`;
  const problem = contradiction(input);
  if (problem !== null) throw invalidData(`validation error for type ${type}: ${problem}`);
  check(type, { auth: authRule, status: fields({ message: statusText, reason: statusText }) }, input);
  const { status } = input;
  if (!status) return states.provided;
  return { condition: status.condition ?? 'SUCCEEDED', reason: status.reason, message: status.message };
}
