import { nothing, ok, refused, shows, type Table, unnoted } from './row.ts';

/** What belongs to the whole installation, so that every tenant has it in common (director.md 18, 19). */
export const installationRows: Table = {
  viewer: {
    requires: '',
    answers: shows(),
    but: {
      runtime: shows('one'),
      sharingRuntime: shows('near'),
      otherRuntime: shows('far'),
      application: shows('shop'),
      otherApplication: shows('crm'),
      integrationSystem: shows('pairing'),
      nobody: refused('Unauthorized', 'viewer does not exist'),
    },
  },
  tenants: { requires: 'tenant:read', answers: shows() },
  session: { requires: 'console:read', answers: shows() },
  preferences: { requires: 'console:read', answers: shows() },
  setPreference: {
    requires: 'console:read',
    args: 'key: "theme", value: "dark"',
    answers: unnoted,
    but: { automation: refused('InvalidOperation', 'only people have preferences') },
  },
  installation: { requires: 'console:read', answers: shows() },
  integrationSystem: { requires: 'integration_system:read', args: 'id: $pairing', answers: shows('pairing') },
  integrationSystems: { requires: 'integration_system:read', answers: shows('pairing', 'idle') },
  registerIntegrationSystem: { requires: 'integration_system:write', args: 'in: { name: "new" }', answers: ok },
  updateIntegrationSystem: {
    requires: 'integration_system:write',
    args: 'id: $idle, in: { name: "new" }',
    answers: ok,
  },
  unregisterIntegrationSystem: { requires: 'integration_system:write', args: 'id: $idle', answers: ok },
  requestClientCredentialsForIntegrationSystem: {
    requires: 'integration_system:write',
    args: 'id: $idle',
    answers: ok,
  },
  deleteSystemAuthForIntegrationSystem: {
    requires: 'integration_system:write',
    args: 'authID: $idleAuth',
    answers: ok,
  },
  expiryCalendar: { requires: 'certificate:read', answers: nothing, but: { administrator: shows() } },
  createExpiryCalendar: {
    requires: 'certificate:read',
    answers: ok,
    but: { automation: refused('InvalidOperation', 'only people have a calendar') },
  },
  deleteExpiryCalendar: { requires: 'certificate:read', answers: nothing, but: { administrator: ok } },
  certificateAuthorities: { requires: 'certificate_authority:read', answers: shows() },
  rotateCertificateAuthority: {
    requires: 'certificate_authority:write',
    args: 'fingerprint: $authority',
    answers: ok,
  },
  applicationTemplate: { requires: 'application_template:read', args: 'id: $template', answers: shows('template') },
  applicationTemplates: { requires: 'application_template:read', answers: shows('template') },
  createApplicationTemplate: {
    requires: 'application_template:write',
    args: 'in: { name: "new", accessLevel: GLOBAL, applicationInput: { name: "new" } }',
    answers: ok,
  },
  updateApplicationTemplate: {
    requires: 'application_template:write',
    args: 'id: $template, in: { name: "new", accessLevel: GLOBAL, applicationInput: { name: "new" } }',
    answers: ok,
  },
  deleteApplicationTemplate: { requires: 'application_template:write', args: 'id: $template', answers: ok },
};
