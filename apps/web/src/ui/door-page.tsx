import { Center, Container, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';

/** The frame of pages that stand before signing in. */
export function DoorPage({ children }: { children: ReactNode }) {
  return (
    <Center mih="100vh" p="md" component="main">
      <Container size={420} w="100%">
        <Stack>
          <Group gap="xs">
            <Mark />
            <Text fw={600} size="lg">
              Muster
            </Text>
          </Group>
          {children}
        </Stack>
      </Container>
    </Center>
  );
}
