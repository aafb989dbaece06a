import { createSpecs, type Specs } from '../specs/specs.ts';

/** One thread for all platforms of a test file: it compiles the schemas of a document once, which takes seconds. */
export const sharedSpecs: Specs = { ...createSpecs(), close: async () => undefined };
