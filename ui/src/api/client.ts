/** An answer that is no data: what went wrong and what a person can do about it. */
export class ApiError extends Error {
  readonly cure: string;
  readonly status: number;

  constructor(message: string, cure: string, status: number) {
    super(message);
    this.name = 'ApiError';
    this.cure = cure;
    this.status = status;
  }

  /** The request itself was wrong, so sending it again changes nothing. */
  get permanent(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export const API = '/api/v1';

/** The only place of the page that fetches. */
export async function get<T>(path: string, query: URLSearchParams, signal: AbortSignal): Promise<T> {
  const response = await fetch(`${API}/${path}?${query.toString()}`, {
    headers: { accept: 'application/json' },
    signal,
  }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new ApiError(
      'The collector does not answer.',
      'Check that it is running; the page tries again by itself.',
      0,
    );
  });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as T;
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const { error, cure } = (body ?? {}) as { error?: unknown; cure?: unknown };
  return new ApiError(
    typeof error === 'string'
      ? error
      : `The collector answered ${response.status} ${response.statusText}`.trim(),
    typeof cure === 'string' ? cure : "The collector's log says more.",
    response.status,
  );
}
