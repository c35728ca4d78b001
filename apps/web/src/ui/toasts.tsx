import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { sentenceOf } from '../console/client.ts';

const READ_FOR_MS = 6_000;
/** Long enough to reach an Undo with the keyboard. */
const ACT_WITHIN_MS = 20_000;

const closeButtonProps = { 'aria-label': 'Dismiss' };

export function tell(message: string): void {
  notifications.show({ message, autoClose: READ_FOR_MS, closeButtonProps });
}

/** A failed act, in the console's own sentence. */
export function tellError(error: unknown): void {
  notifications.show({ message: sentenceOf(error), color: 'red', autoClose: ACT_WITHIN_MS, closeButtonProps });
}

/** Something that was done, with one button: to undo it, or to see it. */
export function tellWith(message: string, button: { label: string; act: () => void }): void {
  const id = notifications.show({
    autoClose: ACT_WITHIN_MS,
    closeButtonProps,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            button.act();
          }}
        >
          {button.label}
        </Button>
      </Group>
    ),
  });
}
