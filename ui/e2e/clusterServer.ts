import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildPage } from './builtPage.ts';
import * as answers from './clusterAnswers.ts';

/** What the next test wants another answer for, by the last part of the path. */
export type Overrides = Record<string, (query: URLSearchParams) => object>;

export interface ClusterServer {
  readonly url: string;
  /** Queries that were asked, as `path?parameters`. */
  readonly asked: string[];
  overrides: Overrides;
  /** Cookies that were given out are worth nothing from now on. */
  readonly expire: () => void;
  readonly close: () => Promise<void>;
}

export const TOKEN = 'a-good-token';
export const USER = 'system:serviceaccount:podflame:podflame-viewer';
const COOKIE = 'podflame-session';
const FORBIDDEN_NAMESPACE = 'secret';

/** The real page, and beside it answers in the API's shapes with the API's rules of who may ask. */
export async function serveCluster(auth: 'kubernetes' | 'none'): Promise<ClusterServer> {
  const page = await buildPage();
  const asked: string[] = [];
  const state = { valid: 0, overrides: {} as Overrides };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://page');
    if (!url.pathname.startsWith('/api/v1/')) {
      page(url.pathname, response);
      return;
    }
    const path = url.pathname.slice('/api/v1/'.length);
    if (path === 'session') void session(request, response, auth, state.valid);
    else if (auth === 'kubernetes' && !isSignedIn(request, state.valid))
      refuse(response, 401, 'No valid token.');
    else if (url.searchParams.get('namespace') === FORBIDDEN_NAMESPACE)
      refuse(response, 403, `You may not get pods in the namespace ${FORBIDDEN_NAMESPACE}.`);
    else {
      asked.push(`${path}?${url.searchParams.toString()}`);
      const answer = state.overrides[path] ?? ((query) => answerOf(path, query));
      json(response, 200, answer(url.searchParams));
    }
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    get overrides() {
      return state.overrides;
    },
    set overrides(overrides) {
      state.overrides = overrides;
    },
    expire: () => state.valid++,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerOf(path: string, query: URLSearchParams): object {
  switch (path) {
    case 'services':
      return answers.SERVICES;
    case 'series':
      return answers.SERIES;
    case 'usage':
      return answers.USAGE;
    case 'timeline':
      return answers.TIMELINE;
    case 'flamegraph.json':
      return query.get('pod') === answers.SKIPPED_POD ? answers.NO_FLAMEGRAPH : answers.FLAMEGRAPH;
    case 'functions':
      return answers.FUNCTIONS;
    case 'agents':
      return query.has('containers')
        ? { agents: [{ ...answers.AGENTS.agents[0], containers: answers.CONTAINERS }] }
        : answers.AGENTS;
    case 'targets': {
      const name = query.get('name');
      const found = answers.TARGETS.filter((target) => name === null || target.name === name);
      return { targets: found.map((one) => ({ ...one, items: name === null ? null : answers.CONTAINERS })) };
    }
    default:
      return {};
  }
}

async function session(
  request: IncomingMessage,
  response: ServerResponse,
  auth: 'kubernetes' | 'none',
  valid: number,
): Promise<void> {
  if (request.method === 'GET') {
    const user = auth === 'kubernetes' && isSignedIn(request, valid) ? USER : null;
    json(response, 200, { auth, user });
    return;
  }
  if (request.headers['podflame-page'] !== '1') {
    refuse(response, 403, 'This call changes something and did not come from the page.');
    return;
  }
  const leaving = request.method === 'DELETE';
  const { token } = leaving ? {} : (JSON.parse(await textOf(request)) as { token?: string });
  if (!leaving && token !== TOKEN) {
    refuse(response, 401, 'The cluster does not accept this token.');
    return;
  }
  const value = leaving ? `${COOKIE}=; Max-Age=0` : `${COOKIE}=${valid}`;
  response.setHeader('set-cookie', `${value}; Path=/; HttpOnly; SameSite=Strict`);
  response.writeHead(204).end();
}

function isSignedIn(request: IncomingMessage, valid: number): boolean {
  return (request.headers.cookie ?? '').includes(`${COOKIE}=${valid}`);
}

function refuse(response: ServerResponse, status: number, error: string): void {
  json(response, status, { error, cure: 'Ask for the right, or sign in as someone who has it.' });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
