import type { ExportRequest } from '@muster/contract';
import { muster } from '../../console/client.ts';

/** Fetches accounts.xlsx and hands it to the browser's downloads. @throws MusterRefusal */
export async function downloadAccounts(request: ExportRequest): Promise<void> {
  const { response } = await muster.POST('/api/v1/exports', { body: request, parseAs: 'stream' });
  const url = URL.createObjectURL(await response.blob());
  try {
    const link = document.createElement('a');
    link.href = url;
    link.download = 'accounts.xlsx';
    link.click();
  } finally {
    // The browser has taken hold of the file by the next task.
    setTimeout(() => URL.revokeObjectURL(url), 0);
  }
}
