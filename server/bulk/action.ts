import type { Scope } from '../graphql/scopes.ts';
import { invalidData } from '../shared/errors.ts';

export type BulkKind = 'APPLICATION' | 'RUNTIME' | 'SCENARIO';

export type BulkAction =
  | { name: 'assign' | 'unassign'; scenario: string }
  | { name: 'setLabel'; key: string; value: unknown }
  | { name: 'deleteLabel'; key: string }
  | { name: 'unregister' }
  | { name: 'revokeCertificates' }
  | { name: 'deleteScenarios' }
  | { name: 'undo'; action: BulkAction };

interface ActionInput {
  assign?: string | null;
  unassign?: string | null;
  setLabel?: { key: string; value: unknown } | null;
  deleteLabel?: string | null;
  unregister?: boolean | null;
  revokeCertificates?: boolean | null;
  deleteScenarios?: boolean | null;
}

/** @throws InvalidData for what is neither an action nor one that may be done to many of this kind. */
export function actionFrom(input: ActionInput, kind: BulkKind): BulkAction {
  const action = givenAction(input);
  if ((action.name === 'deleteScenarios') !== (kind === 'SCENARIO')) {
    throw invalidData('action: scenarios can only be deleted, with deleteScenarios, and nothing else can');
  }
  if (action.name === 'revokeCertificates' && kind !== 'RUNTIME') {
    throw invalidData('action: certificates are revoked of Runtimes');
  }
  return action;
}

function givenAction(input: ActionInput): BulkAction {
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
  if (input.deleteScenarios === true) return { name: 'deleteScenarios' };
  throw invalidData('action: exactly one member has to be given, and not as false');
}

/** What doing it to a single object asks for. */
export function scopeOf(action: BulkAction, kind: BulkKind): Scope {
  const { name } = action;
  if (name === 'undo') return scopeOf(action.action, kind);
  if (name === 'assign' || name === 'unassign' || name === 'deleteScenarios') return 'landscape:write';
  if (name === 'revokeCertificates') return 'certificate:write';
  return kind === 'APPLICATION' ? 'application:write' : 'runtime:write';
}

/** Whether what it did to an object can be taken back: what was unregistered, revoked or deleted does not come back. */
export const isTakenBack = ({ name }: BulkAction): boolean =>
  ['assign', 'unassign', 'setLabel', 'deleteLabel', 'undo'].includes(name);
