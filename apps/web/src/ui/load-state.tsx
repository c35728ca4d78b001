import { Alert, Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export function Loading({ label }: { label: string }) {
  return (
    <Center py="xl" role="status">
      <Group gap="sm">
        <Loader size="sm" aria-hidden />
        <Text c="dimmed">{label}</Text>
      </Group>
    </Center>
  );
}

interface FailedProps {
  readonly title: string;
  /** What the console said. */
  readonly sentence: string;
  readonly again: { label: string; act: () => void };
}

export function Failed({ title, sentence, again }: FailedProps) {
  return (
    <Alert color="red" title={title} role="alert">
      <Stack gap="xs" align="flex-start">
        {sentence}
        <Button size="xs" variant="default" onClick={again.act}>
          {again.label}
        </Button>
      </Stack>
    </Alert>
  );
}

/** Says that there is nothing, and what to do about it. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Center py="xl">
      <Stack align="center" gap="sm" maw={620} ta="center">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Center>
  );
}
