import { Group, Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';

/** A dialog with a name, a button to close it that has one too, and the whole screen on a phone. */
export function Dialog({ narrow = false, ...props }: ModalProps & { narrow?: boolean }) {
  const { t } = useTranslation();
  useReturnOfFocus();
  return (
    <Modal
      returnFocus={false}
      size={narrow ? 'sm' : 'lg'}
      closeButtonProps={{ 'aria-label': t('accounts.close') }}
      overlayProps={{ backgroundOpacity: 0.45 }}
      transitionProps={{ duration: 120 }}
      classNames={{ title: styles['title'] ?? '' }}
      {...props}
    />
  );
}

/** The buttons that end a dialog; they stay in sight however long it is. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return (
    <Group className={styles['buttons']} justify="flex-end" gap="xs">
      {children}
    </Group>
  );
}

/**
 * Gives the focus back to where it was before. A dialog that was opened from a menu goes back to the grid, since the
 * menu is gone.
 */
function useReturnOfFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      const home = opener?.isConnected === true ? opener : document.querySelector('[role="grid"] [tabindex="0"]');
      if (home instanceof HTMLElement) home.focus();
    };
  }, [opener]);
}
