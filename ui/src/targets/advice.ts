/** What a person can do about a container that isn't profiled, by the reason that its agent gives. */
const ADVICE: Readonly<Record<string, string>> = {
  OptedOut:
    'The annotation podflame.dev/profile: "false" on the pod always wins. Remove it from the pod template to have the pod profiled.',
  Suspended: 'Set suspend: false in the target, or take the line out.',
  OutsideSchedule: 'It begins by itself when the schedule says so. To profile now, change spec.schedule.',
  NotSampled: 'Raise spec.sampling in the target, or take it out to profile every pod.',
  NoSampleYet: 'A process that uses no CPU has no CPU samples. Give it some work, or wait.',
  EngineFailed: "The node's engine doesn't run; the node's line under Targets says why and what to do.",
  ContainerNotRunning: 'kubectl describe pod says why it does not run. It is profiled as soon as it does.',
  PodUnknown: 'A pod that was just started is known within seconds.',
  ProfileTypeUnavailable:
    'No engine on this node can take such a profile of this container. Ask for cpu, which every runtime has.',
};

export function adviceFor(reason: string): string {
  return Object.hasOwn(ADVICE, reason) ? ADVICE[reason] : '';
}

/** `ReadOnlyTmp` as words: `Read only tmp`. */
export function reasonInWords(reason: string): string {
  const words = reason.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
