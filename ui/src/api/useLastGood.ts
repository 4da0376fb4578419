import { useState } from 'react';

/** The newest data there was, so that an error or a new range doesn't empty the screen. */
export function useLastGood<T>(data: T | undefined): T | undefined {
  const [last, setLast] = useState(data);
  if (data !== undefined && data !== last) setLast(data);
  return data ?? last;
}
