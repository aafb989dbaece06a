type Any = any;

/** One use of the API, as role rules name it. */
export interface Use {
  verb: string;
  group: string;
  resource: string;
  namespace: string;
  name: string;
}

/** Whether roles that are bound to a service account allow a use: the rules of RBAC, without wildcards. */
export function isAllowed(manifests: readonly Any[], account: { namespace: string; name: string }, use: Use): boolean {
  return rulesOf(manifests, account, use.namespace).some(
    ({ apiGroups, resources, verbs, resourceNames }) =>
      apiGroups.includes(use.group) &&
      resources.includes(use.resource) &&
      verbs.includes(use.verb) &&
      (!resourceNames || resourceNames.includes(use.name)),
  );
}

function rulesOf(manifests: readonly Any[], account: { namespace: string; name: string }, namespace: string): Any[] {
  return manifests
    .filter(({ kind, metadata, subjects = [] }) => {
      const applies = kind === 'ClusterRoleBinding' || (kind === 'RoleBinding' && metadata.namespace === namespace);
      return applies && subjects.some((one: Any) => one.name === account.name && one.namespace === account.namespace);
    })
    .flatMap(({ roleRef, metadata }) =>
      manifests.filter(
        (role) =>
          role.kind === roleRef.kind &&
          role.metadata.name === roleRef.name &&
          (role.kind === 'ClusterRole' || role.metadata.namespace === metadata.namespace),
      ),
    )
    .flatMap(({ rules }) => rules);
}

/** Every single right the rules give, one line each, so that they compare with what was used. */
export const rightsOf = (manifests: readonly Any[]): string[] =>
  manifests
    .filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role')
    .flatMap(({ rules }) => rules)
    .flatMap(({ apiGroups, resources, verbs }: Any) =>
      apiGroups.flatMap((group: string) =>
        resources.flatMap((resource: string) => verbs.map((verb: string) => right({ verb, group, resource }))),
      ),
    )
    .sort();

export const right = ({ verb, group, resource }: Pick<Use, 'verb' | 'group' | 'resource'>): string =>
  `${verb} ${resource}${group && `.${group}`}`;
