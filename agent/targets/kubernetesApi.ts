import {
  ApiException,
  CoreV1Api,
  CustomObjectsApi,
  createConfiguration,
  type KubeConfig,
  type RequestContext,
  ServerConfiguration,
  VersionApi,
} from '@kubernetes/client-node';
import { safeLine } from '../callError.ts';
import { TargetError } from '../target.ts';
import { undisturbed } from './undisturbed.ts';

/** The parts of the Kubernetes API the agent speaks to. */
export interface KubernetesApi {
  core: CoreV1Api;
  custom: CustomObjectsApi;
  version: VersionApi;
}

/** Certificates in files are read again this often. */
const dispatcherLivesMs = 60_000;

/** @param timeoutMs for one call, its answer included. */
export function openApi(config: KubeConfig, timeoutMs: number): KubernetesApi {
  let kept: { dispatcher: ReturnType<RequestContext['getDispatcher']>; until: number } | null = null;
  const authentication = {
    getName: () => 'kubeconfig',
    async applySecurityAuthentication(request: RequestContext) {
      await config.applySecurityAuthentication(request);
      // The library makes new connections for every call otherwise.
      if (!kept || kept.until < performance.now()) {
        void kept?.dispatcher?.close();
        kept = { dispatcher: request.getDispatcher(), until: performance.now() + dispatcherLivesMs };
      }
      if (kept.dispatcher) request.setDispatcher(kept.dispatcher);
      request.setSignal(AbortSignal.timeout(timeoutMs));
    },
  };
  const { server } = config.getCurrentCluster() as { server: string };
  const configuration = createConfiguration({
    baseServer: new ServerConfiguration(server, {}),
    authMethods: { default: authentication },
  });
  return {
    core: new CoreV1Api(configuration),
    custom: new CustomObjectsApi(configuration),
    version: new VersionApi(configuration),
  };
}

/** What the API server answered instead of doing as asked; `status` 0: it did not answer. */
export class KubernetesError extends TargetError {
  readonly status: number;
  /** `details` of the `Status` resource. */
  readonly details: { name?: string; kind?: string };

  constructor(message: string, { status, details, cause }: Pick<KubernetesError, 'status' | 'details' | 'cause'>) {
    super(message, { cause });
    this.status = status;
    this.details = details;
  }
}

/**
 * Waits for a call. @param what for the message: `Application shop cannot be created`.
 * @throws KubernetesError
 */
export async function attempt<T>(what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (!(cause instanceof ApiException)) {
      throw new KubernetesError(`${what}: ${unanswered(cause)}`, { status: 0, details: {}, cause });
    }
    const { code: status } = cause;
    const { message, details } = readStatus(cause.body);
    const said = status === 401 ? 'the cluster does not know who the agent is' : (message ?? words(status));
    throw new KubernetesError(`${what}: ${safeLine(said, [])}`, { status, details: details ?? {} });
  }
}

const words = (status: number) =>
  status === 404
    ? 'the cluster does not know this kind of resource: kubectl apply -k agent/deploy'
    : `the cluster answers ${status}`;

function unanswered(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') return 'the cluster does not answer in time';
  return `the cluster cannot be asked: ${safeLine(cause?.code ?? cause?.message ?? message, [])}`;
}

interface Status {
  message?: string;
  details?: { name?: string; kind?: string };
}

/** Proxies and unknown paths answer something else. */
function readStatus(body: unknown): Status {
  let status: unknown = body;
  try {
    if (typeof body === 'string') status = JSON.parse(body);
  } catch {
    return {};
  }
  return typeof status === 'object' && status !== null && (status as { kind?: string }).kind === 'Status'
    ? (status as Status)
    : {};
}

/** The API server says that there is no resource of this name. An unknown kind, or a proxy, is no such answer. */
export const isAbsent = (error: unknown, name: string): boolean =>
  error instanceof KubernetesError && error.status === 404 && error.details.name === name;

/** Somebody else wrote meanwhile, or made one of this name. */
export const isConflict = (error: unknown): boolean => error instanceof KubernetesError && error.status === 409;

/** @returns null if there is certainly none. */
export async function orNull<T>(name: string, answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isAbsent(error, name)) return null;
    throw error;
  }
}

export interface Page<T> {
  items: T[];
  /** Token of the next page; empty or undefined at the end. */
  next: string | undefined;
}

/** All pages, or an error: a list that changed too much meanwhile (410) is begun again. */
export const listAll = <T>(page: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> =>
  undisturbed(
    async () => {
      const all: T[] = [];
      let next: string | undefined;
      do {
        const answer = await page(next);
        if (!Array.isArray(answer.items)) throw new TargetError('the cluster answers a list that is none');
        all.push(...answer.items);
        next = answer.next;
      } while (next);
      return all;
    },
    (error) => error instanceof KubernetesError && error.status === 410,
  );
