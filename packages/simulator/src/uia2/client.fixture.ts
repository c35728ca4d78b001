import { z } from 'zod';

const answer = z.object({ sessionId: z.string().nullable(), value: z.unknown() });
const element = z.object({ ELEMENT: z.string() });

/** A small client of UiAutomator2's server, for tests. */
export class UiClient {
  readonly #origin: string;
  #session = '';

  constructor(port: number) {
    this.#origin = `http://127.0.0.1:${port}`;
  }

  async call(method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${this.#origin}${path}`, init);
    return { status: response.status, value: answer.parse(await response.json()).value };
  }

  async inSession(method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> {
    return await this.call(method, `/session/${this.#session}/${path}`, body);
  }

  async open(): Promise<void> {
    const { value } = await this.call('POST', '/session', { capabilities: { alwaysMatch: {}, firstMatch: [{}] } });
    this.#session = z.object({ sessionId: z.string() }).parse(value).sessionId;
    await this.inSession('POST', 'appium/settings', { settings: { waitForIdleTimeout: 0 } });
  }

  async source(): Promise<string> {
    return z.string().parse((await this.inSession('GET', 'source')).value);
  }

  async find(selector: string, strategy = 'xpath'): Promise<string> {
    const { value } = await this.inSession('POST', 'element', { strategy, selector, context: '' });
    return element.parse(value).ELEMENT;
  }

  async click(selector: string): Promise<void> {
    await this.inSession('POST', `element/${await this.find(selector)}/click`, {});
  }

  async type(selector: string, text: string): Promise<void> {
    await this.inSession('POST', `element/${await this.find(selector)}/value`, { text, replace: true });
  }
}
