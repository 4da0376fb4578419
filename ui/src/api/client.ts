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
export const UNAUTHORIZED = 401;
export const FORBIDDEN = 403;

export async function get<T>(path: string, query: URLSearchParams, signal: AbortSignal): Promise<T> {
  const text = query.toString();
  const response = await ask(path + (text === '' ? '' : `?${text}`), {
    headers: { accept: 'application/json' },
    signal,
  });
  return (await response.json()) as T;
}

/** A call that changes something. The header shows that the page sends it: other sites can't set it. */
export async function send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
  await ask(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'Podflame-Page': '1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The only place of the page that fetches. */
async function ask(path: string, request: RequestInit): Promise<Response> {
  const response = await fetch(`${API}/${path}`, request).catch((cause: unknown) => {
    if (request.signal?.aborted === true) throw cause;
    throw new ApiError(
      'The collector does not answer.',
      'Check that it is running; the page tries again by itself.',
      0,
    );
  });
  if (!response.ok) throw await errorOf(response);
  return response;
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
