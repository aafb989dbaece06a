import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Tooltip.css';
import '@mantine/core/styles/Combobox.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/mantine.css';
import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from './apollo.ts';
import { signInPath } from './paths.ts';
import { router } from './router.tsx';
import { ThemeAttribute } from './styles/ThemeAttribute.tsx';
import { theme, themeManager } from './styles/theme.ts';
import { mountSprite } from './ui/glyphs/sprite.ts';
import { Notices } from './ui/Notices.tsx';

mountSprite();
onSignedOut(() => {
  const { pathname, href } = router.history.location;
  if (pathname !== '/signin' && pathname !== '/setup') router.history.replace(signInPath(href));
});

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element #root');
createRoot(container).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      colorSchemeManager={themeManager}
      defaultColorScheme="auto"
      // Both would add inline style sheets, which the content policy forbids; styles/mantine.css takes their place.
      withCssVariables={false}
      withGlobalClasses={false}
      withStaticClasses={false}
    >
      <ThemeAttribute />
      <RouterProvider router={router} />
      <Notices />
    </MantineProvider>
  </StrictMode>,
);
