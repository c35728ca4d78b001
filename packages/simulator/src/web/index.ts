import { createServer } from 'node:http';
import type { SimulatedService } from '../service/service.ts';
import { listening } from '../listening.ts';
import type { Listening } from '../listening.ts';
import { profilePage } from './profile-page.ts';

/** Starts TikTok's web site: `/@HANDLE` and nothing else. */
export async function startTiktokWeb(service: SimulatedService, host: string): Promise<Listening> {
  const server = createServer((request, response) => {
    const handle = /^\/@([^/?]+)/.exec(request.url ?? '')?.[1];
    if (request.method !== 'GET' || handle === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Not found</title>');
      return;
    }
    const name = decoded(handle);
    const { status, html } = profilePage(name, service.find(name)?.account ?? null);
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  return await listening(server, host);
}

function decoded(handle: string): string {
  try {
    return decodeURIComponent(handle);
  } catch (error) {
    if (error instanceof URIError) return handle;
    throw error;
  }
}
