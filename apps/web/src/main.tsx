import './console/no-made-code.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/page.css';
import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueries } from './console/queries.ts';
import './i18n/index.ts';
import { createPages } from './router.tsx';
import { theme } from './ui/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root element.');

const queries = createQueries();

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <ModalsProvider>
          <Notifications position="bottom-right" />
          <RouterProvider router={createPages(queries)} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
