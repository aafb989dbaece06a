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
  [['landscape.exampleLoaded'], 'Unregister what it brought, in the tables of applications and runtimes.'],
  [['bulk.started'], 'What it did is taken back from the entry of its end, which has the same request.'],
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
  [
    ['labelDefinition.restored'],
    'Delete the definition under Administration, Label definitions, which says what goes with it.',
  ],
  [['labelDefinition.'], 'It follows from which scenarios there are: create, rename or delete them on their pages.'],
  [
    ['package.deleted'],
    'Its APIs, events, documents and credentials went with it. Add it anew on the page of its application.',
  ],
  [
    ['package.updated'],
    'It changed nothing that could be set back: of credentials the log says only that they changed.',
  ],
  [
    ['apiDefinition.', 'eventDefinition.', 'document.'],
    'The log keeps of a text only how long it was. Change it on the page of its application.',
  ],
  [['webhook.'], 'The log keeps no credentials. Change it on the page of its application, under Webhooks.'],
  [
    ['applicationTemplate.'],
    'The log does not keep what it registers, which may hold credentials. Change it under Administration, Templates.',
  ],
  [
    ['integrationSystem.'],
    'Its credentials went or came with it. Change it under Administration, Integration systems.',
  ],
  [['identityProvider.'], 'The log keeps no client secret. Change it under Administration, Sign-in providers.'],
  [['tenant.'], 'Change it under Administration, Tenants.'],
  [['webhook.replayed', 'webhook.tested'], 'What was sent cannot be called back.'],
];

/** Null for what may be taken back. */
export const whyNotReverted = (action: string): string | null =>
  reasons.find(([beginnings]) => beginnings.some((beginning) => action.startsWith(beginning)))?.[1] ?? null;
