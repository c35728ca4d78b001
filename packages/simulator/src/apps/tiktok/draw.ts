import type { View } from '../view.ts';
import { splashPage } from './frame.ts';
import { formPage, gatePage, logInChooserPage, passwordPage, signUpPage } from './login-pages.ts';
import { contactsDialog, friendsDialog, loggedOutDialog, updateDialog } from './overlays.ts';
import { ownProfilePage, signedOutProfilePage, switcherSheet } from './profile-pages.ts';
import { agreePage, feedPage, interestsPage, swipeUpPage } from './start-pages.ts';
import type { Overlay, Page, Scene } from './scene.ts';

/** The page's window. */
export function drawPage(scene: Scene, page: Page): View {
  switch (page.kind) {
    case 'splash':
      return splashPage();
    case 'agree':
      return agreePage(scene);
    case 'interests':
      return interestsPage(scene);
    case 'swipe_up':
      return swipeUpPage(scene);
    case 'feed':
      return feedPage(scene);
    case 'profile':
      return scene.active === null ? signedOutProfilePage(scene) : ownProfilePage(scene);
    case 'sign_up':
      return signUpPage(scene);
    case 'log_in_chooser':
      return logInChooserPage(scene);
    case 'form':
      return formPage(scene, page.tab, page.error);
    case 'password':
      return passwordPage(scene, page.error);
    case 'captcha':
    case 'email_code':
    case 'approve_elsewhere':
    case 'suspended':
      return gatePage(scene, page.kind);
  }
}

/** The window of what lies over a page. */
export function drawOverlay(scene: Scene, overlay: Overlay): View {
  switch (overlay.kind) {
    case 'contacts':
      return contactsDialog(scene);
    case 'friends':
      return friendsDialog(scene);
    case 'update':
      return updateDialog();
    case 'logged_out':
      return loggedOutDialog(scene);
    case 'switcher':
      return switcherSheet(scene);
  }
}
