import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';

export interface AdministrationPage {
  /** Last part of the address. */
  key: string;
  label: string;
  /** What a change here reaches. */
  group: 'tenant' | 'installation';
  /** Who lacks this scope is told so in place of the page. */
  requires: string;
  component: ComponentType;
}

/** The pages of Administration in the order of its list. */
export const administrationPages: readonly AdministrationPage[] = [
  {
    key: 'settings',
    label: 'Settings',
    group: 'tenant',
    requires: 'settings:read',
    component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
  },
  {
    key: 'people',
    label: 'People',
    group: 'tenant',
    requires: 'user:read',
    component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
  },
  {
    key: 'api-tokens',
    label: 'API tokens',
    group: 'tenant',
    requires: 'api_token:read',
    component: lazyRouteComponent(() => import('./tokens/TokensPage.tsx'), 'TokensPage'),
  },
  {
    key: 'labels',
    label: 'Label definitions',
    group: 'tenant',
    requires: 'label_definition:read',
    component: lazyRouteComponent(() => import('./labels/LabelDefinitionsPage.tsx'), 'LabelDefinitionsPage'),
  },
  {
    key: 'rules',
    label: 'Rules',
    group: 'tenant',
    requires: 'landscape:read',
    component: lazyRouteComponent(() => import('./rules/RulesPage.tsx'), 'RulesPage'),
  },
  {
    key: 'import',
    label: 'Import',
    group: 'tenant',
    requires: 'landscape:write',
    component: lazyRouteComponent(() => import('./import/ImportPage.tsx'), 'ImportPage'),
  },
  {
    key: 'explorer',
    label: 'API explorer',
    group: 'tenant',
    requires: 'console:read',
    component: lazyRouteComponent(() => import('./explorer/ExplorerPage.tsx'), 'ExplorerPage'),
  },
  {
    key: 'templates',
    label: 'Application templates',
    group: 'installation',
    requires: 'application_template:read',
    component: lazyRouteComponent(() => import('./templates/TemplatesPage.tsx'), 'TemplatesPage'),
  },
  {
    key: 'systems',
    label: 'Integration systems',
    group: 'installation',
    requires: 'integration_system:read',
    component: lazyRouteComponent(() => import('./systems/IntegrationSystemsPage.tsx'), 'IntegrationSystemsPage'),
  },
  {
    key: 'providers',
    label: 'Sign-in providers',
    group: 'installation',
    requires: 'identity_provider:read',
    component: lazyRouteComponent(() => import('./providers/ProvidersPage.tsx'), 'ProvidersPage'),
  },
  {
    key: 'tenants',
    label: 'Tenants',
    group: 'installation',
    requires: 'tenant:write',
    component: lazyRouteComponent(() => import('./tenants/TenantsPage.tsx'), 'TenantsPage'),
  },
];

/** In the words of the list; null if there is no such page. */
export const administrationPage = (key: string): AdministrationPage | null =>
  administrationPages.find((page) => page.key === key) ?? null;
