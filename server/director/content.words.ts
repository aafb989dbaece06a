import type { InputOf } from './content.ts';

type Kind = keyof InputOf;

/** How each kind is called in inputs, in the activity log and in error texts (director.md 6). */
export const contentWords = {
  API: {
    input: 'APIDefinitionInput',
    action: 'apiDefinition',
    object: 'API_DEFINITION',
    singular: 'APIDefinition',
    parentless: 'API to not existing package',
  },
  EVENT: {
    input: 'EventDefinitionInput',
    action: 'eventDefinition',
    object: 'EVENT_DEFINITION',
    singular: 'EventDefinition',
    parentless: 'Event Definition to not existing Package',
  },
  DOCUMENT: {
    input: 'DocumentInput',
    action: 'document',
    object: 'DOCUMENT',
    singular: 'Document',
    parentless: 'Document to not existing Package',
  },
} as const satisfies Record<Kind, unknown>;
