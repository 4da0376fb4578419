import { QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { shortUser } from '../components/shortUser.ts';
import { get } from './client.ts';
import { createQueryClient } from './queries.ts';
import { needsSignIn, type SessionAnswer } from './session.ts';

describe('the session', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('needs a sign-in only where there is authentication and nobody is signed in', () => {
    expect(needsSignIn({ auth: 'kubernetes', user: null })).toBe(true);
    expect(needsSignIn({ auth: 'kubernetes', user: 'jane' })).toBe(false);
    expect(needsSignIn({ auth: 'none', user: null })).toBe(false);
    expect(needsSignIn(undefined)).toBe(false);
  });

  it.each([
    [401, null],
    [403, 'jane'],
  ])('after an answer of %i the user is %s', async (status, user) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status })));
    const client = createQueryClient();
    client.setQueryData<SessionAnswer>(['session'], { auth: 'kubernetes', user: 'jane' });
    const observer = new QueryObserver(client, {
      queryKey: ['services', ''],
      queryFn: ({ signal }) => get('services', new URLSearchParams(), signal),
    });
    const stop = observer.subscribe(() => undefined);
    await vi.waitFor(() => expect(observer.getCurrentResult().error).not.toBeNull());
    expect(client.getQueryData<SessionAnswer>(['session'])?.user).toBe(user);
    stop();
    client.clear();
  });

  it('service accounts are shown by their last part', () => {
    expect(shortUser('system:serviceaccount:podflame:podflame-viewer')).toBe('podflame-viewer');
    expect(shortUser('jane@example.org')).toBe('jane@example.org');
  });
});
