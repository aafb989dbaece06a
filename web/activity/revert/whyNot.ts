/** Beginnings of actions, and why what they tell of cannot be taken back. The first that fits says it. */
const reasons: readonly (readonly [beginnings: readonly string[], why: string])[] = [
  [
    ['application.registered', 'runtime.registered'],
    'Unregister it on its page; that ends its credentials and certificates.',
  ],
  [
    ['application.unregistered', 'runtime.unregistered'],
    'What was unregistered does not come back: its credentials are gone. Register it anew.',
  ],
  [['scenario.created'], 'Delete the scenario on its page.'],
  [['scenario.deleted'], 'A deleted scenario does not come back. Create it anew and assign its members.'],
  [['landscape.exampleLoaded'], 'Unregister what it brought, in the tables of applications and runtimes.'],
  [['bulk.'], 'Every object has an entry of its own, with the same request: revert those.'],
  [
    ['connection.refused', 'signIn.failed', 'certificate.renewalFailed'],
    'Nothing was changed, so there is nothing to take back.',
  ],
  [
    [
      ...['application.statusChanged', 'runtime.statusChanged', 'runtime.reported', 'certificate.overdue'],
      ...['certificate.critical', 'certificate.expired', 'oneTimeToken.expired', 'token.used'],
    ],
    'It was only noticed; nobody changed anything.',
  ],
  [
    [
      ...['certificate.', 'certificateAuthority.', 'oneTimeToken.', 'clientCredentials.', 'systemAuth.', 'apiToken.'],
      ...['instanceAuth.', 'calendar.', 'webhook.secretRotated', 'person.passwordSet', 'person.linkCreated'],
    ],
    'Secrets and certificates do not come back. Issue new ones.',
  ],
  [['person.', 'administrator.'], 'Change it under Administration, People.'],
  [['settings.'], 'Set it under Administration, Settings.'],
  [['tenant.'], 'Change it under Administration, Tenants.'],
  [['webhook.replayed', 'webhook.tested'], 'What was sent cannot be called back.'],
];

/** Null for what may be taken back. */
export const whyNotReverted = (action: string): string | null =>
  reasons.find(([beginnings]) => beginnings.some((beginning) => action.startsWith(beginning)))?.[1] ?? null;
