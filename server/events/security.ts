/** Beginnings of the actions that concern credentials, certificates, who gets in, and what was refused. */
export const securityActions = [
  'certificate.',
  'certificateAuthority.',
  'calendar.',
  'oneTimeToken.',
  'token.',
  'systemAuth.',
  'clientCredentials.',
  'apiToken.',
  'instanceAuth.',
  'administrator.',
  'person.',
  'identityProvider.',
  'signIn.',
  'webhook.secretRotated',
  'connection.refused',
] as const;

/** Actions that tell of something that was asked for and not granted, or did not succeed. */
export const refusedActions = [
  'connection.refused',
  'certificate.renewalFailed',
  'signIn.failed',
  'apiDefinition.fetchFailed',
  'document.fetchFailed',
  'eventDefinition.fetchFailed',
] as const;
