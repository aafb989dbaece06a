import type { Scope } from '../graphql/scopes.ts';

/** Who may be behind a machine's credential. */
export type MachineKind = 'APPLICATION' | 'RUNTIME' | 'INTEGRATION_SYSTEM';

const readAndWrite = <Noun extends string>(noun: Noun) => [`${noun}:read`, `${noun}:write`] as const;

const scopes = {
  RUNTIME: [...readAndWrite('runtime'), 'runtime:report', 'application:read'],
  APPLICATION: readAndWrite('application'),
  INTEGRATION_SYSTEM: [
    ...readAndWrite('application'),
    ...readAndWrite('application_template'),
    ...readAndWrite('runtime'),
    ...readAndWrite('label_definition'),
    ...readAndWrite('automatic_scenario_assignment'),
    'integration_system:read',
  ],
} as const satisfies Record<MachineKind, readonly Scope[]>;

/** What a machine may do with a certificate, and what it may ask for in an access token (director.md 3.2). */
export const machineScopes: Readonly<Record<MachineKind, ReadonlySet<string>>> = {
  RUNTIME: new Set(scopes.RUNTIME),
  APPLICATION: new Set(scopes.APPLICATION),
  INTEGRATION_SYSTEM: new Set(scopes.INTEGRATION_SYSTEM),
};
