import { createTheme, Drawer, Modal, PasswordInput, Switch } from '@mantine/core';
import controls from './controls.module.css';

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Noto Color Emoji", sans-serif',
  headings: { fontWeight: '600' },
  components: {
    // The head of a dialog is no second banner of the page.
    Modal: Modal.extend({ defaultProps: { attributes: { header: { role: 'none' } } } }),
    Drawer: Drawer.extend({ defaultProps: { attributes: { header: { role: 'none' } } } }),
    Switch: Switch.extend({ classNames: { input: controls['switch'] ?? '' } }),
    // Its own words would make the button a second thing that is called "password".
    PasswordInput: PasswordInput.extend({
      defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show what is typed' } },
    }),
  },
});
