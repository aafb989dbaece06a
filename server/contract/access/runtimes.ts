import { each, notFound, nothing, type Outcome, ok, refused, shows, type Table } from './row.ts';

/** A Runtime changes only itself, whatever it shares; nobody changes one of another tenant. */
const onlyOwn = (outcome: Outcome) => each(['sharingRuntime', 'otherRuntime', 'stranger'], outcome);
const hidden = onlyOwn(notFound('while getting Runtime with ID $one: Object was not found'));
const unlabelled = onlyOwn(notFound("Runtime with ID $one doesn't exist"));

export const runtimeRows: Table = {
  runtime: {
    requires: 'runtime:read',
    args: 'id: $one',
    answers: shows('one'),
    but: onlyOwn(nothing),
  },
  runtimes: {
    requires: 'runtime:read',
    answers: shows('one', 'near', 'far'),
    but: {
      runtime: shows('one'),
      sharingRuntime: shows('near'),
      otherRuntime: shows('far'),
      stranger: shows('foreign'),
    },
  },
  applicationsForRuntime: {
    requires: 'application:read',
    args: 'runtimeID: $one',
    answers: shows('shop', 'request', 'pairing'),
    but: each(
      ['sharingRuntime', 'otherRuntime', 'application', 'otherApplication', 'stranger'],
      notFound('while getting all Application for Runtime: runtime does not exist'),
    ),
  },
  registerRuntime: {
    requires: 'runtime:write',
    args: 'in: { name: "new", labels: { a: 1 } }',
    answers: ok,
    but: each(
      ['runtime', 'sharingRuntime', 'otherRuntime'],
      refused('InvalidOperation', 'only an administrator or automation registers a Runtime'),
    ),
  },
  updateRuntime: { requires: 'runtime:write', args: 'id: $one, in: { name: "new" }', answers: ok, but: hidden },
  unregisterRuntime: { requires: 'runtime:write', args: 'id: $one', answers: ok, but: hidden },
  setRuntimeLabel: {
    requires: 'runtime:write',
    args: 'runtimeID: $one, key: "colour", value: "green"',
    answers: ok,
    but: unlabelled,
  },
  deleteRuntimeLabel: {
    requires: 'runtime:write',
    args: 'runtimeID: $one, key: "colour"',
    answers: ok,
    but: unlabelled,
  },
  healthChecks: {
    requires: 'health_checks:read',
    answers: shows('shop', 'crm', 'one', 'near', 'far'),
    but: { stranger: shows('foreign') },
  },
  reportRuntimeStatus: {
    requires: 'runtime:report',
    args: 'in: { state: SYNCHRONIZED }',
    answers: ok,
    but: each(
      ['administrator', 'automation', 'stranger'],
      refused('InvalidOperation', 'only a Runtime reports its status'),
    ),
  },
  requestOneTimeTokenForRuntime: { requires: 'runtime:write', args: 'id: $one', answers: ok, but: hidden },
  requestClientCredentialsForRuntime: {
    requires: 'runtime:write',
    args: 'id: $one',
    answers: ok,
    but: onlyOwn(notFound("Runtime with ID '$one' not found")),
  },
  deleteSystemAuthForRuntime: {
    requires: 'runtime:write',
    args: 'authID: $oneAuth',
    answers: ok,
    but: onlyOwn(notFound('while getting System Auth with ID $oneAuth: Object was not found')),
  },
};
