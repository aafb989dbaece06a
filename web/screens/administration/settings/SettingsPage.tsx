import { Page } from '../../../ui/Page.tsx';
import { PanelColumns } from '../../../ui/Panel.tsx';
import { InstallationPanel } from './InstallationPanel.tsx';
import { PolicyPanel } from './PolicyPanel.tsx';
import { ThresholdsPanel } from './ThresholdsPanel.tsx';

export function SettingsPage() {
  return (
    <Page title="Settings">
      <PanelColumns>
        <PolicyPanel />
        <ThresholdsPanel />
        <InstallationPanel />
      </PanelColumns>
    </Page>
  );
}
