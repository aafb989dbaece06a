import { z } from 'zod';
import { hour } from '../shared/clock.ts';
import { invalidData } from '../shared/errors.ts';
import type { PersonRow } from './peopleOfTenant.store.ts';
import type { Role } from './roles.ts';

export const signInLinkLifetimeMs = 72 * hour;

export interface PersonInput {
  email: string;
  name?: string | null;
  role: Role;
}

const address = z.email().max(254);

/** What is kept of an input. @throws InvalidData naming the field. */
export function personFrom({ email, name, role }: PersonInput): { email: string; name: string; role: Role } {
  const plain = email.trim().toLowerCase();
  if (!address.safeParse(plain).success) {
    throw invalidData('validation error for type PersonInput: email: write an e-mail address.');
  }
  const given = name?.trim() || plain;
  if ([...given].length > 100 || given.includes('\0')) {
    throw invalidData('validation error for type PersonInput: name: the length must be no more than 100.');
  }
  return { email: plain, name: given, role };
}

export function stateOf({ disabledAt, hasPassword, providers }: PersonRow): 'ACTIVE' | 'INVITED' | 'DISABLED' {
  if (disabledAt !== null) return 'DISABLED';
  return hasPassword || providers.length > 0 ? 'ACTIVE' : 'INVITED';
}
