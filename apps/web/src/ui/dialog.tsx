import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A dialog with a name, a button to close it that has one too, and the whole screen on a phone. */
export function Dialog({ narrow = false, ...props }: ModalProps & { narrow?: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      size={narrow ? 'sm' : 'lg'}
      closeButtonProps={{ 'aria-label': t('accounts.close') }}
      overlayProps={{ backgroundOpacity: 0.45 }}
      transitionProps={{ duration: 120 }}
      {...props}
    />
  );
}
