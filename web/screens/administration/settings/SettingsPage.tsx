import { Page } from '../../../ui/Page.tsx';
import { PanelColumns } from '../../../ui/Panel.tsx';
import { InstallationPanel } from './InstallationPanel.tsx';

export function SettingsPage() {
  return (
    <Page title="Settings">
      <PanelColumns>
        <InstallationPanel />
      </PanelColumns>
    </Page>
  );
}
