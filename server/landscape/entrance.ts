import { indexFacts, outcome } from '../../landscape/impact.ts';
import type { Change } from '../../landscape/model.ts';
import type { Tx } from '../db/database.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import { loadFactsWithin, lockLandscape } from './facts.store.ts';
import { describeImpact, touchedBy } from './impact.ts';
import { scenarioNames } from './membership.store.ts';
import type { MembershipsReplaced } from './membership.ts';
import { type Env, writeMemberships } from './outcome.store.ts';
import { checkScenariosValue } from './scenario.ts';
import { listRules } from './scenarioAssignment.store.ts';

/** An object that is about to be inserted. */
export interface Newcomer {
  id: string;
  name: string;
  /** All of them but `scenarios`. */
  labels: Readonly<Record<string, unknown>>;
  /** By hand; what is no scenario is refused when it enters. */
  scenarios: readonly string[];
}

export interface Entrance {
  /** All scenarios there are, in the order they were created. */
  names: readonly string[];
  /**
   * Gives an object whose row was just inserted its first memberships, by hand and by rule: an Application that is given none
   * is in the default scenario. @throws InvalidData in the words of director.md 6 if one is no scenario or is named twice.
   */
  enter(id: string): Promise<Omit<MembershipsReplaced, 'before'>>;
}

/**
 * Loads once what newcomers of one kind need to know of the landscape. They do not concern each other: pairs have an Application
 * and a Runtime. Holds the landscape from here on.
 */
export async function openEntrance(
  tx: Tx,
  env: Env,
  tenantId: string,
  kind: ObjectKind,
  newcomers: readonly Newcomer[],
): Promise<Entrance> {
  const tenant = await lockLandscape(tx, tenantId);
  const { defaultScenario } = env.settings;
  const names = await scenarioNames(tx, tenantId);
  const rules = await listRules(tx, { tenantId, kind });
  const wanted = new Map(
    newcomers.map(({ id, labels, scenarios }) => {
      const byRule = rules.filter(
        ({ selector: { key, value } }) => Object.hasOwn(labels, key) && labels[key] === value,
      );
      const automatic = (name: string) => kind === 'APPLICATION' && name === defaultScenario;
      const byHand = scenarios.filter((name) => !automatic(name));
      const isAlone = kind === 'APPLICATION' && byHand.length === 0 && byRule.length === 0;
      return [
        id,
        {
          scenarios,
          byHand: isAlone ? [defaultScenario] : byHand,
          byRule: [...new Set(byRule.map(({ scenarioName }) => scenarioName))],
        },
      ];
    }),
  );
  const { facts, scenarioIds } = await loadFactsWithin(tx, tenant, defaultScenario, {
    kind,
    scenarios: [...new Set([...wanted.values()].flatMap(({ byHand, byRule }) => [...byHand, ...byRule]))],
  });
  const members = newcomers.map(({ id, name }) => ({ id, name, memberships: [] }));
  const index = indexFacts(
    kind === 'APPLICATION'
      ? { ...facts, applications: [...facts.applications, ...members] }
      : { ...facts, runtimes: [...facts.runtimes, ...members] },
  );
  return {
    names,
    async enter(objectID) {
      const given = wanted.get(objectID);
      if (!given) throw new Error(`${objectID} was not announced`);
      checkScenariosValue(given.scenarios, names);
      const changes = given.byHand.map((scenario): Change => ({ addToScenario: { objectID, scenario } }));
      const held = given.byRule.map((scenario) => ({ objectID, scenario, holds: true }));
      const result = outcome(index, changes, held);
      await writeMemberships(tx, env, tenantId, scenarioIds, result.memberships);
      return {
        after: result.memberships[0]?.after.map(({ scenario }) => scenario) ?? [],
        impact: describeImpact(index, result.impact),
        touched: touchedBy(result),
      };
    },
  };
}
