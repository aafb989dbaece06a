import { day } from '../shared/clock.ts';
import { invalidData } from '../shared/errors.ts';
import type { ApiTokenRow } from './apiToken.store.ts';

export interface ApiTokenInput {
  name: string;
  scopes: readonly string[];
  daysValid: number;
}

const mostDays = 366;
const problem = (field: string, text: string) =>
  invalidData(`validation error for type ApiTokenInput: ${field}: ${text}.`);

/** What is kept of an input. @param held the scopes of whoever makes the token. @throws InvalidData naming the field. */
export function apiTokenFrom(input: ApiTokenInput, held: ReadonlySet<string>, now: number) {
  const name = input.name.trim();
  if (name === '') throw problem('name', 'cannot be blank');
  if ([...name].length > 100 || name.includes('\0')) throw problem('name', 'the length must be no more than 100');
  const scopes = [...new Set(input.scopes)].sort();
  if (scopes.length === 0) throw problem('scopes', 'choose at least one');
  const foreign = scopes.filter((scope) => !held.has(scope));
  if (foreign.length > 0) throw problem('scopes', `you do not hold ${foreign.join(', ')}`);
  const { daysValid } = input;
  if (daysValid < 1 || daysValid > mostDays) throw problem('daysValid', `must be from 1 to ${mostDays}`);
  return { name, scopes, expiresAt: now + daysValid * day };
}

export function stateOf({ token, role }: ApiTokenRow, now: number): 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'RESTING' {
  if (token.revokedAt !== null) return 'REVOKED';
  if (token.expiresAt <= now) return 'EXPIRED';
  return role === null ? 'RESTING' : 'ACTIVE';
}
