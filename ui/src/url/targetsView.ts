/** Everything a person sees of the list of targets. */
export interface TargetsView {
  readonly search: string;
  /** Only targets and nodes that something is wrong with. */
  readonly troubled: boolean;
}

/** Everything a person sees of one target. */
export interface TargetView {
  readonly search: string;
  readonly state: ContainerState | '';
  readonly reason: string;
}

export const CONTAINER_STATES = ['profiled', 'waiting', 'skipped'] as const;
export type ContainerState = (typeof CONTAINER_STATES)[number];

export function encodeTargetsView({ search, troubled }: TargetsView): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('q', search);
  if (troubled) query.set('only', 'troubled');
  return query.toString();
}

export function decodeTargetsView(search: string): TargetsView {
  const query = new URLSearchParams(search);
  return { search: query.get('q') ?? '', troubled: query.get('only') === 'troubled' };
}

export function encodeTargetView({ search, state, reason }: TargetView): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('q', search);
  if (state !== '') query.set('state', state);
  if (reason !== '') query.set('reason', reason);
  return query.toString();
}

export function decodeTargetView(search: string): TargetView {
  const query = new URLSearchParams(search);
  return {
    search: query.get('q') ?? '',
    state: CONTAINER_STATES.find((state) => state === query.get('state')) ?? '',
    reason: query.get('reason') ?? '',
  };
}
