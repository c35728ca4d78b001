import type { View } from '../view.ts';
import { blankPage, captchaPage, suspendedPage } from './challenge-pages.ts';
import { continueAsPage, loginPage, passwordOnlyPage, savedProfilesPage, welcomePage } from './login-pages.ts';
import { homePage, profilePage } from './main-pages.ts';
import { addAccountSheet, createSheet, loggedOutDialog, messageDialog, rateDialog, switcherSheet } from './overlays.ts';
import {
  approveElsewherePage,
  chooseMethodPage,
  emailCodePage,
  notificationsPage,
  saveLoginPage,
  twoFactorPage,
} from './second-step-pages.ts';
import type { Overlay, Page, Scene } from './scene.ts';

/** The app's windows, the lowest first. The create sheet lies in the window of the profile, the others have their own. */
export function drawWindows(scene: Scene, page: Page, overlays: readonly Overlay[]): readonly View[] {
  const sheet = overlays.at(-1)?.kind === 'create_sheet' ? [createSheet(scene)] : [];
  return [drawPage(scene, page, sheet), ...overlays.flatMap((overlay) => drawOverlay(scene, overlay) ?? [])];
}

function drawPage(scene: Scene, page: Page, sheet: readonly View[]): View {
  switch (page.kind) {
    case 'loading':
      return blankPage(scene);
    case 'welcome':
      return welcomePage(scene);
    case 'saved_profiles':
      return savedProfilesPage(scene, page.usernames);
    case 'continue_as':
      return continueAsPage(scene, page.username);
    case 'login':
      return loginPage(scene);
    case 'password_only':
      return passwordOnlyPage(scene, page.username);
    case 'two_factor':
      return twoFactorPage(scene, page.username, page.rejected);
    case 'approve_elsewhere':
      return approveElsewherePage(scene, page.username);
    case 'choose_method':
      return chooseMethodPage(scene, page.username, page.method);
    case 'email_code':
      return emailCodePage(scene, page.username);
    case 'captcha':
      return captchaPage(scene);
    case 'suspended':
      return suspendedPage(scene, page.username);
    case 'save_login':
      return saveLoginPage(scene);
    case 'notifications':
      return notificationsPage(scene);
    case 'home':
      return homePage(scene);
    case 'profile':
      return profilePage(scene, sheet);
  }
}

function drawOverlay(scene: Scene, overlay: Overlay): View | null {
  switch (overlay.kind) {
    case 'message':
      return messageDialog(scene, overlay.title, overlay.body);
    case 'logged_out':
      return loggedOutDialog(scene);
    case 'rate':
      return rateDialog(scene);
    case 'switcher':
      return switcherSheet(scene);
    case 'add_account':
      return addAccountSheet(scene);
    case 'create_sheet':
      return null;
  }
}
