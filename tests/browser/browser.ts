import { chromium, type BrowserContext, type Page } from 'playwright-core';

const CHROMIUM = process.env['MUSTER_CHROMIUM'] ?? '/usr/bin/chromium';

export interface TestBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong inside the page: exceptions, and what the browser refused. */
  readonly complaints: readonly string[];
}

/** Debian's Chromium without a window, with nothing of an earlier run in it. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text())) complaints.push(message.text());
  });
  return {
    context,
    page,
    complaints,
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/** The browser reports every answer of 400 and above as an error; the page tells them to the person. */
function isRefusal(text: string): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of 4');
}
