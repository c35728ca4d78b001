import { Badge, Checkbox, Group, Stack, Text } from '@mantine/core';
import { splitCredential, type Network } from '@muster/contract';
import { useTranslation } from 'react-i18next';
import { hasCodes } from '../queries.ts';

export interface CredentialPreviewProps {
  readonly password: string;
  readonly network: Network;
  readonly allPassword: boolean;
  readonly onAllPassword: (all: boolean) => void;
}

/**
 * How the password field is read, while it is typed, with the same reader as the console's; nothing of it leaves the
 * page for this.
 */
export function CredentialPreview({ password, network, allPassword, onAllPassword }: CredentialPreviewProps) {
  const { t } = useTranslation();
  const splits = hasCodes(network);
  const free = splitCredential(password, { splits });
  const read = allPassword ? splitCredential(password, { splits, explicitSecret: 'none' }) : free;
  const couldSplit = 'error' in free || free.totp !== null;

  return (
    <Stack gap={6} role="status" aria-label={t('accounts.credential.label')}>
      {'error' in read ? (
        <Text size="xs" c="red">
          {t(`accounts.credential.${read.error}`)}
        </Text>
      ) : (
        <>
          {password !== '' && (
            <Group gap={6}>
              <Badge variant="light" color="gray" tt="none" fw={500}>
                {t('accounts.credential.password', { count: read.password.length })}
              </Badge>
              {read.totp !== null && (
                <Badge variant="light" color={read.confidence === 'check' ? 'orange' : 'green'} tt="none" fw={500}>
                  {t('accounts.credential.totp', { count: read.totp.secret.length })}
                  {' · '}
                  {t(read.confidence === 'check' ? 'accounts.credential.check' : 'accounts.credential.certain')}
                </Badge>
              )}
            </Group>
          )}
          {read.hint !== null && (
            <Text size="xs" c="dimmed">
              {t(`accounts.credential.hint.${read.hint}`)}
            </Text>
          )}
          {read.warning !== null && (
            <Text size="xs" c="dimmed">
              {t(`accounts.credential.${read.warning}`)}
            </Text>
          )}
        </>
      )}
      {couldSplit && (
        <Checkbox
          size="xs"
          label={t('accounts.credential.allPassword')}
          checked={allPassword}
          onChange={(event) => onAllPassword(event.currentTarget.checked)}
        />
      )}
    </Stack>
  );
}
