import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import * as commands from './commands.ts';
import { UiSession } from './commands.ts';
import type { Call } from './commands.ts';
import type { UiDevice } from './device.ts';
import { noSession, unknownCommand, WireError } from './wire-error.ts';

const VERSION = '10.6.6';
const LARGEST_BODY = 4 * 1024 * 1024;

type Command = (session: UiSession, call: Call) => unknown;

/** The routes of appium-uiautomator2-server 10.6.6 that the simulator plays, below `/session/:sessionId`. */
const ROUTES: Readonly<Record<string, Command>> = {
  'GET source': commands.source,
  'GET screenshot': commands.screenshot,
  'POST element': commands.findElement,
  'POST elements': commands.findElements,
  'GET element/active': commands.activeElement,
  'POST element/:id/click': commands.click,
  'POST element/:id/value': commands.setValue,
  'POST element/:id/clear': commands.clear,
  'GET element/:id/text': commands.elementText,
  'GET element/:id/name': commands.elementName,
  'GET element/:id/attribute/:name': commands.elementAttribute,
  'GET element/:id/rect': commands.elementRect,
  'POST keys': commands.sendKeys,
  'POST actions': commands.actions,
  'POST back': commands.pressBack,
  'GET orientation': commands.orientation,
  'GET rotation': commands.rotation,
  'GET window/:handle/size': commands.windowSize,
  'GET appium/settings': commands.getSettings,
  'POST appium/settings': commands.setSettings,
  'GET appium/device/info': commands.deviceInfo,
  'POST appium/device/press_keycode': commands.pressKey,
  'POST appium/gestures/click': commands.gestureClick,
  'POST appium/gestures/long_click': commands.gestureLongClick,
};

const COMPILED = Object.entries(ROUTES).map(([route, command]) => {
  const [method = '', path = ''] = route.split(' ');
  return { method, pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), command };
});

/** UiAutomator2's HTTP server of one phone. It answers while the instrumentation runs. */
export class UiServer {
  readonly #device: UiDevice;
  readonly #streams = new Set<Duplex>();
  #http: Server | null = null;
  #session: { id: string; state: UiSession } | null = null;

  constructor(device: UiDevice) {
    this.#device = device;
  }

  start(): void {
    this.#http ??= createServer((request, response) => void this.#answer(request, response));
  }

  /** The process is gone: connections break off, the session is lost. */
  stop(): void {
    this.#http = null;
    this.#session = null;
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  /** One connection to the device's port. Nobody listens there while the instrumentation does not run. */
  connect(stream: Duplex): void {
    if (!this.#http) {
      stream.destroy();
      return;
    }
    this.#streams.add(stream);
    stream.once('close', () => this.#streams.delete(stream));
    stream.on('error', () => stream.destroy());
    this.#http.emit('connection', stream);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const life = this.#http;
    try {
      if (!this.#device.requestArrived()) return;
      const value = await this.#run(request);
      await wait(this.#device.takeDelay());
      if (this.#http === life) this.#send(response, 200, value);
    } catch (error) {
      const failure = error instanceof WireError ? error : new WireError('unknown error', 500, String(error));
      const value = { error: failure.code, message: failure.message, stacktrace: '' };
      if (this.#http === life) this.#send(response, failure.status, value);
    }
  }

  async #run(request: IncomingMessage): Promise<unknown> {
    const method = request.method ?? 'GET';
    const path = new URL(request.url ?? '/', 'http://phone').pathname.replace(/^\/wd\/hub/, '');
    const body = await jsonBody(request);
    if (method === 'GET' && path === '/status') return this.#status();
    if (method === 'GET' && path === '/sessions')
      return this.#session ? [{ id: this.#session.id, capabilities: {} }] : [];
    if (method === 'POST' && path === '/session') return this.#open();
    const [, id = '', rest = ''] = /^\/session\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    if (id === '') throw this.#unknown(method, path);
    if (this.#session?.id !== id) throw noSession();
    if (rest === '') return this.#whole(method, path);
    return await this.#command(this.#session.state, method, rest, body);
  }

  async #command(session: UiSession, method: string, path: string, body: unknown): Promise<unknown> {
    for (const route of COMPILED) {
      const match = route.method === method ? route.pattern.exec(path) : null;
      if (!match) continue;
      await wait(session.idleWaitMs());
      const params = Object.fromEntries(Object.entries(match.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)]));
      return route.command(session, { params, body });
    }
    throw this.#unknown(method, `/session/:sessionId/${path}`);
  }

  #status(): unknown {
    const message = 'UiAutomator2 Server is ready to accept commands';
    return { ready: true, message, version: VERSION, build: { version: VERSION } };
  }

  #open(): unknown {
    this.#session = { id: randomUUID(), state: new UiSession(this.#device) };
    return { sessionId: this.#session.id, capabilities: { lastScreenOrientation: 'PORTRAIT' } };
  }

  #whole(method: string, path: string): unknown {
    if (method === 'GET') return { lastScreenOrientation: 'PORTRAIT' };
    if (method !== 'DELETE') throw this.#unknown(method, path);
    this.#session = null;
    return null;
  }

  #unknown(method: string, path: string): WireError {
    this.#device.unknown(`uia2:${method} ${path}`);
    return unknownCommand();
  }

  #send(response: ServerResponse, status: number, value: unknown): void {
    const text = JSON.stringify({ sessionId: this.#session?.id ?? null, value });
    response.writeHead(status, {
      'content-type': 'application/json; charset=UTF-8',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  }
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY) throw new WireError('invalid argument', 400, 'The request is too large');
    parts.push(part);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (error) {
    throw new WireError(
      'invalid argument',
      400,
      `The body is not valid JSON: ${error instanceof Error ? error.name : ''}`,
    );
  }
}
