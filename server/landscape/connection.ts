import type { PairState } from '../../landscape/model.ts';

/** A pair of an Application and a Runtime as the API answers it; both sides are loaded when asked for. */
export interface PairRecord {
  applicationId: string;
  runtimeId: string;
  state: PairState;
  /** In common, sorted. */
  scenarios: string[];
  /** Null unless connected. */
  since: number | null;
}
