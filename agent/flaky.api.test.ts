import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { applicationApiVersion, applicationKind } from './application.ts';
import { type Compass, createCompass } from './compass.ts';
import type { Cycle, Outcome } from './cycle.ts';
import { delayAfter } from './delays.ts';
import { straight } from './route.ts';
import type { Change, Target } from './target.ts';
import { testCycle } from './testing/agent.ts';
import { startCompass } from './testing/compass.ts';
import type { Exchange, Fault } from './testing/faults.ts';
import { type PlaceKind, places } from './testing/places.ts';

const runs: [PlaceKind, number][] = [
  ['folder', 1000],
  ['cluster', 80],
];
/** A run of so many cycles meets every trouble several times. */
const longRun = 1000;
const hour = 3_600_000;
const minute = 60_000;

/** The same numbers in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Adds each token whose good answer reached the agent. */
const noting = (compass: Compass, delivered: Set<string>): Compass => ({
  ...compass,
  byToken(url, token, ca) {
    const connector = compass.byToken(url, token, ca);
    const noted = async <T>(answer: Promise<T>): Promise<T> => {
      const value = await answer;
      delivered.add(token);
      return value;
    };
    return {
      configuration: () => noted(connector.configuration()),
      sign: (csr) => noted(connector.sign(csr)),
      close: connector.close,
    };
  },
});

const faults: readonly Fault[] = [
  'reset',
  'unavailable',
  'garbage',
  'nulls',
  'resetAfter',
  'badGatewayAfter',
  'truncatedAfter',
  'slowAfter',
];

/** Real sockets, real TLS, a real Compass; only the time between the cycles, and the time all clocks show, is made. */
const claim =
  'a %s survives %i cycles against a flaky Compass without a wrong deletion, a token spent twice or a secret in its log';
test.each(runs)(
  claim,
  async (kind, cycles) => {
    const random = seeded(20_261_122);
    const chance = (share: number) => random() < share;
    const below = (count: number) => Math.floor(random() * count);
    const pick = <T>(list: readonly T[]) => list[below(list.length)] as T;
    /** Each of them equally often, in no order. */
    const deal = <T>(list: readonly T[]) => {
      let left: T[] = [];
      return () => {
        if (left.length === 0) left = [...list];
        return left.splice(below(left.length), 1)[0] as T;
      };
    };
    /** True once in so many calls, at a random one of them: what is rare comes for certain, however a run goes. */
    const oncePer = (calls: number) => deal([true, ...Array<false>(calls - 1).fill(false)]);
    const isTime = {
      toStopCompass: oncePer(100),
      toRestartTheAgent: oncePer(50),
      toRevoke: oncePer(200),
      toDeleteTheConnection: oncePer(300),
    };
    const nextFault = deal(faults);

    // Certificates live by made time, handshakes by the real one: all of made time has to be in the past.
    let now = Date.now() - 30 * hour;
    const compass = await startCompass({ certificateValidityMs: 40 * hour }, now - Date.now());
    const place = await places[kind]();
    let agentIsAheadMs = 0;
    const advance = (ms: number) => {
      now += ms;
      compass.setAhead(now - Date.now());
    };
    advance(0);

    const secrets = new Set<string>();
    const exchanged = new Map<string, number>();
    const violations: string[] = [];
    const counts = new Map<string, number>();
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
    /** Tokens whose good answer reached the agent. */
    const delivered = new Set<string>();

    let calm = false;
    compass.faultFor = ({ token }) => {
      if (token !== null && delivered.has(token)) violations.push('a token was sent after it was exchanged');
      return calm || !chance(token === null ? 0.06 : 0.15) ? null : nextFault();
    };
    compass.onExchange = ({ token, fault, answer }: Exchange) => {
      if (fault) count(fault);
      const body = answer === null ? null : JSON.parse(answer);
      const csrToken = body?.data?.configuration?.token?.token;
      if (csrToken) secrets.add(csrToken);
      if (token === null || !body?.data) return;
      exchanged.set(token, (exchanged.get(token) ?? 0) + 1);
    };

    const runtimeId = await compass.registerRuntime('cluster');
    const applications = new Map<string, string>();
    const newPassword = () => {
      const password = `pw-${Math.floor(random() * 1e12).toString(36)}-secret`;
      secrets.add(password);
      return password;
    };
    const register = async (name: string) => {
      const auth = { credential: { basic: { username: 'user', password: newPassword() } } };
      const bundles = [
        { name: 'Orders', defaultInstanceAuth: auth, apiDefinitions: [{ name: 'a', targetURL: 'https://a.example' }] },
      ];
      applications.set(await compass.registerApplication(name, { bundles }), name);
    };
    const configure = async () => {
      const parameters = await compass.parametersFor(runtimeId);
      secrets.add(parameters['TOKEN'] as string);
      place.configure(parameters);
    };

    /** Every deletion is checked against what Compass has at that moment; nobody changes it during a cycle. */
    const watched: Target = {
      ...place.target,
      async deleteApplication(present) {
        const { name } = present.metadata;
        if (name === 'by-hand') violations.push('an Application that is not owned was deleted');
        if ([...applications.values()].includes(name)) violations.push(`${name} was deleted while Compass has it`);
        count('deleted');
        return place.target.deleteApplication(present);
      },
      async createApplication(application) {
        count('created');
        return place.target.createApplication(application);
      },
      async writeSecret(secret, data) {
        if (data['key']) {
          count('certificates');
          for (const line of data['key'].split('\n')) if (line.length > 40) secrets.add(line);
        }
        return place.target.writeSecret(secret, data);
      },
    };
    const byHand = { metadata: { name: 'by-hand' }, spec: { description: 'mine' } };
    await place.target.createApplication({ apiVersion: applicationApiVersion, kind: applicationKind, ...byHand });

    const logged: string[] = [];
    const newAgent = (timeoutMs = 300) =>
      testCycle(watched, {
        logged,
        compass: noting(createCompass({ route: straight, timeoutMs, newRequestId: randomUUID }), delivered),
        timeoutMs,
        patienceMs: 60,
        clock: () => now + agentIsAheadMs,
        // So that certificates are also renewed by themselves.
        renewalThreshold: 0.97,
      });
    let agent: Cycle = newAgent();
    let away = 0;
    let failing = 0;
    let number = 0;
    const newName = () => {
      number += 1;
      return `app-${number}`;
    };

    async function operate(outcome: Outcome): Promise<Change | null> {
      const { state } = outcome;
      failing = state === 'ConnectionFailed' ? failing + 1 : 0;
      if (away > 0 && --away === 0) await compass.start();
      if (failing > 2) {
        failing = 0;
        count('new tokens');
        await configure();
        return 'parameters';
      }
      if (away === 0 && isTime.toStopCompass()) {
        away = 1 + below(3);
        count('restarts of Compass');
        await compass.stop();
      }
      if (isTime.toRestartTheAgent()) {
        agent.close();
        agent = newAgent();
        count('restarts of the agent');
      }
      if (chance(0.02)) agentIsAheadMs = pick([-10 * minute, 0, 10 * minute]);
      if (chance(0.05)) await register(newName());
      if (applications.size > 3 && chance(0.04)) {
        const id = pick([...applications.keys()]);
        await compass.admin('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
        applications.delete(id);
      }
      if (applications.size > 0 && chance(0.03)) {
        // Under the same name, half of the time: that is a change, not a removal.
        const [id, name] = pick([...applications]);
        await compass.admin('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
        applications.delete(id);
        await register(chance(0.5) ? name : newName());
      }
      if (isTime.toRevoke()) {
        count('revocations');
        await compass.revokeAll(runtimeId);
      }
      if (isTime.toDeleteTheConnection()) {
        count('deleted connections');
        await configure();
        place.deleteConnection();
        return 'connection';
      }
      if (chance(0.02)) {
        const flag = pick(['resyncNow', 'refreshCredentialsNow'] as const);
        await place.target.writeConnection(
          (present) => present && { ...present, spec: { ...present.spec, [flag]: true } },
        );
        return 'connection';
      }
      return null;
    }

    const periods = { syncPeriodMs: 15_000, minimalSyncTimeMs: 10_000 };
    let failures = 0;
    let synchronised = 0;
    async function step(): Promise<Outcome> {
      const outcome = await agent.run();
      failures = outcome.result === 'ok' ? 0 : failures + 1;
      if (outcome.state === 'Synchronized') {
        synchronised += 1;
        const there = (await place.applicationNames()).sort();
        if (String(there) !== String([...applications.values(), 'by-hand'].sort())) violations.push(`holds ${there}`);
      }
      return outcome;
    }

    try {
      for (let each = 0; each < 3; each += 1) await register(newName());
      await configure();
      for (let each = 0; each < cycles; each += 1) {
        const outcome = await step();
        const change = await operate(outcome);
        const isUrgent = change !== null && (await agent.isUrgent(change));
        advance(isUrgent ? 0 : delayAfter(outcome, failures, periods, random()));
      }
      expect(now).toBeLessThan(Date.now());

      calm = true;
      agent.close();
      agent = newAgent(10_000);
      if (away > 0) await compass.start();
      let last = await step();
      if (last.state === 'ConnectionFailed') {
        await configure();
        last = await step();
      }
      expect(last).toEqual({ state: 'Synchronized', result: 'ok' });

      expect(violations).toEqual([]);
      expect([...exchanged.values()].filter((times) => times > 1)).toEqual([]);
      const written = `${logged.join('\n')}\n${JSON.stringify(await place.target.readConnection())}`;
      expect([...secrets].filter((secret) => written.includes(secret))).toEqual([]);
      // The run was worth its name.
      const met = faults.map((fault) => counts.get(fault) ?? 0);
      expect(met.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(cycles / 20);
      expect(synchronised).toBeGreaterThan(cycles / 2);
      if (cycles >= longRun) {
        for (const fault of faults) expect(counts.get(fault), fault).toBeGreaterThan(10);
        for (const what of [
          'restarts of Compass',
          'restarts of the agent',
          'revocations',
          'new tokens',
          'certificates',
        ]) {
          expect(counts.get(what), what).toBeGreaterThan(2);
        }
      }
      expect(secrets.size).toBeGreaterThan(cycles / 10);
    } finally {
      if (process.env['FLAKY_FIGURES'])
        process.stdout.write(`${JSON.stringify({ synchronised, ...Object.fromEntries(counts) })}\n`);
      agent.close();
      await compass.close();
      await place.remove();
    }
  },
  600_000,
);
