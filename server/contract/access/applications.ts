import { each, notFound, nothing, type Outcome, ok, refused, shows, type Table } from './row.ts';

/** An Application changes only itself; nobody changes one of another tenant. */
const onlyOwn = (outcome: Outcome) => each(['otherApplication', 'stranger'], outcome);
const hidden = onlyOwn(notFound('while getting Application with ID $shop: Object was not found'));
const unlabelled = onlyOwn(notFound("application with ID $shop doesn't exist"));
const notRegistering = each(
  ['application', 'otherApplication'],
  refused('InvalidOperation', 'only an administrator or automation registers an Application'),
);

export const applicationRows: Table = {
  application: {
    requires: 'application:read',
    args: 'id: $shop',
    answers: shows('shop', 'request', 'pairing'),
    but: {
      sharingRuntime: shows('shop', 'pairing'),
      ...each(['otherRuntime', 'otherApplication', 'stranger'], nothing),
    },
  },
  applications: {
    requires: 'application:read',
    answers: shows('shop', 'crm', 'request', 'pairing'),
    but: {
      runtime: shows('shop', 'request', 'pairing'),
      sharingRuntime: shows('shop', 'pairing'),
      otherRuntime: shows('crm'),
      application: shows('shop', 'request', 'pairing'),
      otherApplication: shows('crm'),
      stranger: shows('foreign'),
    },
  },
  registerApplication: {
    requires: 'application:write',
    args: 'in: { name: "new", labels: { a: 1 } }',
    answers: ok,
    but: notRegistering,
  },
  registerApplicationFromTemplate: {
    requires: 'application:write',
    args: 'in: { templateName: "template-of-all", values: [{ placeholder: "name", value: "new" }] }',
    answers: ok,
    but: notRegistering,
  },
  updateApplication: {
    requires: 'application:write',
    args: 'id: $shop, in: { description: "new" }',
    answers: ok,
    but: hidden,
  },
  unregisterApplication: { requires: 'application:write', args: 'id: $shop', answers: ok, but: hidden },
  setApplicationLabel: {
    requires: 'application:write',
    args: 'applicationID: $shop, key: "colour", value: "green"',
    answers: ok,
    but: unlabelled,
  },
  deleteApplicationLabel: {
    requires: 'application:write',
    args: 'applicationID: $shop, key: "colour"',
    answers: ok,
    but: unlabelled,
  },
  requestOneTimeTokenForApplication: {
    requires: 'application:write',
    args: 'id: $shop',
    answers: ok,
    but: hidden,
  },
  requestClientCredentialsForApplication: {
    requires: 'application:write',
    args: 'id: $shop',
    answers: ok,
    but: onlyOwn(notFound("Application with ID '$shop' not found")),
  },
  deleteSystemAuthForApplication: {
    requires: 'application:write',
    args: 'authID: $shopAuth',
    answers: ok,
    but: onlyOwn(notFound('while getting System Auth with ID $shopAuth: Object was not found')),
  },
};
