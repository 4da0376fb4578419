import { useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ApiError, get, send, UNAUTHORIZED } from './client.ts';

/** Who is reading. Without authentication there is nobody to name. */
export interface SessionAnswer {
  readonly auth: 'kubernetes' | 'none';
  readonly user: string | null;
}

const SESSION = 'session';
const SIGNED_OUT: SessionAnswer = { auth: 'kubernetes', user: null };

export function useSession(): UseQueryResult<SessionAnswer> {
  return useQuery({
    queryKey: [SESSION],
    queryFn: ({ signal }) => readSession(signal),
    staleTime: Infinity,
  });
}

export function needsSignIn(session: SessionAnswer | undefined): boolean {
  return session?.auth === 'kubernetes' && session.user === null;
}

/** Whether this collector belongs to a cluster; false until that is known. */
export function useInKubernetes(): boolean {
  return useSession().data?.auth === 'kubernetes';
}

/** A request was refused for want of a valid token: the session is over, whatever it was. */
export function endSession(client: QueryClient): void {
  client.setQueryData<SessionAnswer>([SESSION], SIGNED_OUT);
}

export function useSignIn(): (token: string) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (token) => {
      await send('POST', 'session', { token });
      await startOver(client);
    },
    [client],
  );
}

/** Resolves to the user who is still signed in, by other means than the page's cookie, or null. */
export function useSignOut(): () => Promise<string | null> {
  const client = useQueryClient();
  return useCallback(async () => {
    await send('DELETE', 'session');
    return (await startOver(client)).user;
  }, [client]);
}

/** What one user has seen is not for the next one. */
async function startOver(client: QueryClient): Promise<SessionAnswer> {
  const session = await readSession(new AbortController().signal);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION });
  client.setQueryData<SessionAnswer>([SESSION], session);
  return session;
}

async function readSession(signal: AbortSignal): Promise<SessionAnswer> {
  try {
    return await get<SessionAnswer>(SESSION, new URLSearchParams(), signal);
  } catch (error) {
    if (error instanceof ApiError && error.status === UNAUTHORIZED) return SIGNED_OUT;
    throw error;
  }
}
