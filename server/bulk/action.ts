import type { ObjectKind } from '../db/tables/director.tables.ts';
import type { Scope } from '../graphql/scopes.ts';
import { invalidData } from '../shared/errors.ts';

export type BulkAction =
  | { name: 'assign' | 'unassign'; scenario: string }
  | { name: 'setLabel'; key: string; value: unknown }
  | { name: 'deleteLabel'; key: string }
  | { name: 'unregister' }
  | { name: 'revokeCertificates' };

interface ActionInput {
  assign?: string | null;
  unassign?: string | null;
  setLabel?: { key: string; value: unknown } | null;
  deleteLabel?: string | null;
  unregister?: boolean | null;
  revokeCertificates?: boolean | null;
}

/** @throws InvalidData for what is neither an action nor one that may be done to many. */
export function actionFrom(input: ActionInput): BulkAction {
  const { assign, unassign, setLabel, deleteLabel } = input;
  if (typeof assign === 'string') return { name: 'assign', scenario: assign };
  if (typeof unassign === 'string') return { name: 'unassign', scenario: unassign };
  if (setLabel?.key === 'scenarios' || deleteLabel === 'scenarios') {
    throw invalidData('action: scenarios are changed with assign and unassign');
  }
  if (setLabel) return { name: 'setLabel', key: setLabel.key, value: setLabel.value };
  if (typeof deleteLabel === 'string') return { name: 'deleteLabel', key: deleteLabel };
  if (input.unregister === true) return { name: 'unregister' };
  if (input.revokeCertificates === true) return { name: 'revokeCertificates' };
  throw invalidData('action: exactly one member has to be given, and not as false');
}

/** What doing it to a single object asks for. */
export function scopeOf({ name }: BulkAction, kind: ObjectKind): Scope {
  if (name === 'assign' || name === 'unassign') return 'landscape:write';
  if (name === 'revokeCertificates') return 'certificate:write';
  return kind === 'APPLICATION' ? 'application:write' : 'runtime:write';
}
