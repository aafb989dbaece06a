import type { integrationSystems } from '../db/tables/director.tables.ts';
import { all, check, dnsName, length, required } from './validation.ts';

export type IntegrationSystemRecord = typeof integrationSystems.$inferSelect;

export interface IntegrationSystemInput {
  name: string;
  description?: string | null;
}

/** What is kept of an input (director.md 5, 18). Throws InvalidData. */
export function integrationSystemFrom(input: IntegrationSystemInput): { name: string; description: string | null } {
  check('IntegrationSystemInput', { name: all(required, dnsName), description: length(0, 2000) }, input);
  return { name: input.name, description: input.description ?? null };
}
