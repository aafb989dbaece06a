import { looked, notFound, nothing, ok, onlyNoted, refused, shows, type Table } from './row.ts';

const whole = shows('shop', 'crm', 'one', 'near', 'far');
const noApplication = { stranger: notFound('while getting Application with ID $shop: Object was not found') };
const pair = 'applicationID: $shop, runtimeID: $one';
const selector = 'selector: { key: "zone", value: "nowhere" }';
const rule = 'in: { scenarioName: "campaign", selector: { key: "zone", value: "eu" } }';

const consoleRule =
  'in: { scenario: "campaign", selector: { key: "zone", value: "eu" }, matches: [APPLICATION, RUNTIME] }';

/** Scenarios, rules, connections and what the console shows of them: for people and automation. */
export const landscapeRows: Table = {
  search: { requires: 'console:read', args: 'text: "shop-"', answers: shows('shop'), but: { stranger: shows() } },
  landscape: { requires: 'landscape:read', answers: whole, but: { stranger: shows('foreign') } },
  landscapeChanged: {
    requires: 'landscape:read',
    args: 'after: 0',
    answers: whole,
    but: { stranger: shows('foreign') },
  },
  connections: {
    requires: 'landscape:read',
    answers: shows('shop', 'crm', 'one', 'near', 'far', 'request', 'pairing'),
    but: { stranger: shows('foreign') },
  },
  explainPair: {
    requires: 'landscape:read',
    args: 'applicationID: $shop, runtimeID: $near',
    answers: shows('shop', 'one', 'near'),
    but: noApplication,
  },
  membershipBeginnings: {
    requires: 'activity:read landscape:read',
    args: 'objectID: $shop, scenario: "campaign"',
    // The integration system is the actor of the entry.
    answers: shows('pairing', 'shop'),
    but: { stranger: shows() },
  },
  previewChanges: {
    requires: 'landscape:read',
    args: 'changes: [{ disconnect: { applicationID: $shop, runtimeID: $one } }]',
    answers: shows('shop', 'one', 'near'),
    but: {
      // The conflict repeats the id that was asked for, and nothing else.
      stranger: shows('shop'),
    },
  },
  scenarios: { requires: 'landscape:read', answers: shows() },
  activity: {
    requires: 'activity:read',
    answers: shows('shop', 'crm', 'one', 'near', 'far', 'request', 'template', 'pairing', 'idle'),
    but: { stranger: shows('foreign') },
  },
  revision: { requires: 'console:read', args: 'objectID: $shop', answers: shows() },
  landscapeHistory: { requires: 'activity:read', answers: shows() },
  applicationTable: {
    requires: 'application:read landscape:read',
    answers: shows('shop', 'crm', 'one', 'pairing'),
    but: { stranger: shows('foreign') },
  },
  runtimeTable: {
    requires: 'landscape:read runtime:read',
    answers: shows('one', 'near', 'far'),
    but: { stranger: shows('foreign') },
  },
  scenarioTable: { requires: 'landscape:read', answers: shows() },
  tableCounts: {
    requires: 'application:read landscape:read runtime:read',
    args: 'table: RUNTIMES, filters: [{ words: "far" }]',
    answers: shows(),
  },
  previewBulk: {
    requires: 'landscape:read',
    args: 'in: { table: APPLICATIONS, target: { ids: [$shop] }, action: { unregister: true } }',
    answers: shows('shop', 'one'),
    but: { stranger: shows() },
  },
  previewBulkUndo: {
    requires: 'landscape:read',
    args: 'id: "unknown"',
    answers: notFound('There is no job with ID unknown'),
  },
  bulkJob: { requires: 'landscape:read', args: 'id: "unknown"', answers: nothing },
  startBulk: {
    requires: 'landscape:write',
    // Refused row by row, so that the only entry is that the job began.
    args: 'in: { table: APPLICATIONS, target: { ids: [$shop] }, action: { assign: "unknown" } }',
    answers: ok,
  },
  retryBulk: {
    requires: 'landscape:write',
    args: 'id: "unknown"',
    answers: notFound('There is no job with ID unknown'),
  },
  undoBulk: {
    requires: 'landscape:write',
    args: 'id: "unknown"',
    answers: notFound('There is no job with ID unknown'),
  },
  healthChecks: { requires: 'health_checks:read', answers: whole, but: { stranger: shows('foreign') } },
  certificates: { requires: 'certificate:read', answers: shows('one'), but: { stranger: shows('foreign') } },
  certificateTimeline: { requires: 'certificate:read', answers: shows('one'), but: { stranger: shows() } },
  certificateThresholds: { requires: 'certificate:read', answers: shows() },
  previewCertificateThresholds: {
    requires: 'settings:write',
    args: 'in: { renewalDue: 60, overdue: 80, critical: 95 }',
    answers: shows(),
  },
  setCertificateThresholds: {
    requires: 'settings:write',
    args: 'in: { renewalDue: 60, overdue: 80, critical: 95 }',
    answers: onlyNoted,
  },
  overview: {
    requires: 'activity:read certificate:read landscape:read',
    answers: shows('shop', 'crm', 'one', 'near', 'far', 'request', 'template', 'pairing', 'idle'),
    but: { stranger: shows('foreign') },
  },
  applyChanges: {
    requires: 'landscape:write',
    args: 'expectedVersion: 100, changes: [{ addToScenario: { objectID: $shop, scenario: "marketing" } }]',
    answers: ok,
    but: { stranger: notFound('There is no Application or Runtime with ID $shop') },
  },
  connectApplication: {
    requires: 'landscape:write',
    args: 'applicationID: $crm, runtimeID: $far',
    answers: ok,
    but: { stranger: notFound('while getting Application with ID $crm: Object was not found') },
  },
  switchConnection: {
    requires: 'landscape:write',
    args: 'applicationID: $shop, runtimeID: $near',
    answers: ok,
    but: noApplication,
  },
  disconnectApplication: { requires: 'landscape:write', args: pair, answers: ok, but: noApplication },
  setDefaultEventingForApplication: {
    requires: 'eventing:manage',
    args: 'appID: $shop, runtimeID: $near',
    answers: ok,
    but: noApplication,
  },
  deleteDefaultEventingForApplication: {
    requires: 'eventing:manage',
    args: 'appID: $shop',
    answers: ok,
    but: noApplication,
  },
  createScenario: { requires: 'landscape:write', args: 'name: "new"', answers: ok },
  renameScenario: { requires: 'landscape:write', args: 'name: "campaign", newName: "new"', answers: ok },
  deleteScenario: { requires: 'landscape:write', args: 'name: "campaign"', answers: ok },
  scenarioRules: { requires: 'landscape:read', answers: shows() },
  previewScenarioRule: {
    requires: 'landscape:read',
    args: consoleRule,
    answers: shows('far'),
    but: { stranger: shows() },
  },
  previewScenarioRuleDeletion: { requires: 'landscape:read', args: 'scenario: "empty"', answers: shows() },
  createScenarioRule: { requires: 'landscape:write', args: consoleRule, answers: ok },
  deleteScenarioRule: { requires: 'landscape:write', args: 'scenario: "empty"', answers: ok },
  loadExampleLandscape: {
    requires: 'application:write landscape:write runtime:write',
    answers: refused(
      'InvalidOperation',
      'the example landscape can only be loaded while there are no Applications and Runtimes',
    ),
  },
  exportLandscape: {
    requires: 'landscape:read application:read runtime:read',
    answers: shows('shop', 'crm', 'one', 'near', 'far', 'template'),
    but: { stranger: shows('foreign', 'template') },
  },
  planImport: {
    requires: 'landscape:write application:write runtime:write',
    args: 'source: { document: "{format: compass/v1, applications: [{name: imported}]}" }',
    answers: looked,
  },
  applyImport: {
    requires: 'landscape:write application:write runtime:write',
    args: 'document: "{format: compass/v1, applications: [{name: imported}]}", digest: "of another plan"',
    answers: refused('ConcurrentUpdate', 'what is here has changed since the import was planned: plan it anew'),
  },
  tokens: { requires: 'certificate:read', answers: shows('one'), but: { stranger: shows() } },
  waitingApplications: {
    requires: 'application:read certificate:read',
    answers: shows('crm'),
    but: { stranger: shows('foreign') },
  },
  enrolment: { requires: 'certificate:read', args: 'ownerID: $one', answers: shows('one'), but: { stranger: nothing } },
  nameCheck: { requires: 'landscape:read', args: 'kind: RUNTIME, name: "any"', answers: shows() },
  revokeToken: {
    requires: 'certificate:write',
    args: 'id: $oneAuth',
    answers: ok,
    but: { stranger: notFound('One-time token with ID $oneAuth was not found') },
  },
  revokeCertificatesOf: {
    requires: 'certificate:write',
    args: 'ownerID: $one',
    answers: ok,
    but: { stranger: notFound('Certificates of $one were not found') },
  },
  revokeCertificatesWhenReplaced: {
    requires: 'certificate:write',
    args: 'serials: ["serial-of-one"]',
    answers: ok,
    but: { stranger: notFound('Certificate with serial number serial-of-one was not found') },
  },
  cancelCertificateRevocations: {
    requires: 'certificate:write',
    args: 'serials: ["serial-of-one"]',
    answers: refused('InvalidOperation', 'none of these certificates waits to be revoked'),
    but: { stranger: notFound('Certificate with serial number serial-of-one was not found') },
  },
  revokeCertificates: {
    requires: 'certificate:write',
    args: 'serials: ["serial-of-one"]',
    answers: ok,
    but: { stranger: notFound('Certificate with serial number serial-of-one was not found') },
  },

  labelDefinition: { requires: 'label_definition:read', args: 'key: "unused"', answers: shows() },
  labelDefinitions: { requires: 'label_definition:read', answers: shows() },
  labelKeys: { requires: 'label_definition:read', answers: shows() },
  labelProblem: { requires: 'label_definition:read', args: 'key: "unused", value: 1', answers: nothing },
  previewLabelDefinition: {
    requires: 'label_definition:read',
    args: 'in: { key: "unused", schema: "{}" }',
    answers: shows(),
  },
  previewLabelDefinitionDeletion: { requires: 'label_definition:read', args: 'key: "unused"', answers: shows() },
  previewLabelDefinitionRestoration: {
    requires: 'label_definition:read',
    args: 'entry: 1',
    answers: notFound('Entry 1 does not tell of a label definition that was deleted'),
  },
  restoreLabelDefinition: {
    requires: 'label_definition:write',
    args: 'entry: 1',
    answers: notFound('Entry 1 does not tell of a label definition that was deleted'),
  },
  createLabelDefinition: { requires: 'label_definition:write', args: 'in: { key: "new" }', answers: ok },
  updateLabelDefinition: {
    requires: 'label_definition:write',
    args: 'in: { key: "unused", schema: "{}" }',
    answers: ok,
  },
  deleteLabelDefinition: { requires: 'label_definition:write', args: 'key: "unused"', answers: ok },

  automaticScenarioAssignments: { requires: 'automatic_scenario_assignment:read', answers: shows() },
  automaticScenarioAssignmentForScenario: {
    requires: 'automatic_scenario_assignment:read',
    args: 'scenarioName: "empty"',
    answers: shows(),
  },
  automaticScenarioAssignmentForSelector: {
    requires: 'automatic_scenario_assignment:read',
    args: selector,
    answers: shows(),
  },
  automaticScenarioAssignmentsForSelector: {
    requires: 'automatic_scenario_assignment:read',
    args: selector,
    answers: shows(),
  },
  createAutomaticScenarioAssignment: { requires: 'automatic_scenario_assignment:write', args: rule, answers: ok },
  setAutomaticScenarioAssignment: { requires: 'automatic_scenario_assignment:write', args: rule, answers: ok },
  deleteAutomaticScenarioAssignmentForScenario: {
    requires: 'automatic_scenario_assignment:write',
    args: 'scenarioName: "empty"',
    answers: ok,
  },
  deleteAutomaticScenarioAssignmentForSelector: {
    requires: 'automatic_scenario_assignment:write',
    args: selector,
    answers: ok,
  },
  deleteAutomaticScenarioAssignmentsForSelector: {
    requires: 'automatic_scenario_assignment:write',
    args: selector,
    answers: ok,
  },
};
