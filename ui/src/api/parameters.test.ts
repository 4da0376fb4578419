import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_VIEW } from '../url/viewState.ts';
import { ApiError, get, send } from './client.ts';
import { profileQuery, subjectQuery } from './parameters.ts';

describe('requests', () => {
  it('name the range always and every filter value', () => {
    const query = subjectQuery(
      { namespace: 'demo', service: 'a&b' },
      { range: DEFAULT_VIEW.range, filters: { process: ['p 1', 'p 2'], host: ['h'] } },
    );
    expect(query.toString()).toBe(
      'from=now-1h&to=now&namespace=demo&service=a%26b&host=h&process=p+1&process=p+2',
    );
  });

  it('of a pod name no service, and no other pod', () => {
    const query = subjectQuery(
      { namespace: 'shop', pod: 'checkout-1' },
      { range: DEFAULT_VIEW.range, filters: { container: ['app'], pod: ['checkout-2'] } },
    );
    expect(query.toString()).toBe('from=now-1h&to=now&namespace=shop&pod=checkout-1&container=app');
  });

  it('of stacks name the type', () => {
    const view = { ...DEFAULT_VIEW, type: 'alloc', filters: { host: ['h'] } };
    expect(profileQuery({ namespace: 'n', service: 's' }, view).toString()).toBe(
      'from=now-1h&to=now&namespace=n&service=s&host=h&type=alloc',
    );
  });
});

describe('answers that are none', () => {
  afterEach(() => void vi.unstubAllGlobals());
  const ask = (answer: () => Promise<Response>) => {
    vi.stubGlobal('fetch', answer);
    return get('services', new URLSearchParams(), new AbortController().signal);
  };

  it("carry the collector's error and cure", async () => {
    const body = JSON.stringify({ error: 'no such type', cure: 'Ask for cpu.' });
    const problem = ask(() => Promise.resolve(new Response(body, { status: 400 })));
    await expect(problem).rejects.toMatchObject({
      message: 'no such type',
      cure: 'Ask for cpu.',
      permanent: true,
    });
  });

  it('say something even when what came back is no JSON', async () => {
    const problem = ask(() =>
      Promise.resolve(new Response('<html>', { status: 502, statusText: 'Bad Gateway' })),
    );
    await expect(problem).rejects.toMatchObject({
      message: 'The collector answered 502 Bad Gateway',
      permanent: false,
    });
  });

  it('calls that change something say that the page sends them', async () => {
    const fetched = vi.fn(() => Promise.resolve(new Response(null, { status: 204 })));
    vi.stubGlobal('fetch', fetched);
    await send('POST', 'session', { token: 't' });
    expect(fetched).toHaveBeenCalledWith('/api/v1/session', {
      method: 'POST',
      body: '{"token":"t"}',
      headers: expect.objectContaining({ 'Podflame-Page': '1' }) as unknown,
    });
  });

  it('say so when nobody answers', async () => {
    const problem = ask(() => Promise.reject(new TypeError('fetch failed')));
    await expect(problem).rejects.toBeInstanceOf(ApiError);
  });
});
