import { definitionStep } from './definitions.ts';
import { contentAdditionStep, packageAdditionStep, packageUpdateStep } from './offers.ts';
import { scenarioCreationStep } from './scenarioCreation.ts';
import { policyStep, thresholdsStep } from './settings.ts';
import type { Step } from './step.ts';
import { systemUpdateStep } from './systems.ts';
import type { Told } from './told.ts';

const makers: Readonly<Record<string, (entry: Told) => Step | null>> = {
  'apiDefinition.added': contentAdditionStep,
  'document.added': contentAdditionStep,
  'eventDefinition.added': contentAdditionStep,
  'integrationSystem.updated': systemUpdateStep,
  'labelDefinition.created': definitionStep,
  'labelDefinition.deleted': definitionStep,
  'labelDefinition.updated': definitionStep,
  'package.added': packageAdditionStep,
  'package.updated': packageUpdateStep,
  'scenario.created': scenarioCreationStep,
  'settings.certificateThresholdsSet': thresholdsStep,
  'settings.connectionPolicyChanged': policyStep,
};

/** The one operation that takes an entry back; null if there is none, or if the entry does not say enough. */
export const stepOf = (entry: Told): Step | null => makers[entry.action]?.(entry) ?? null;
