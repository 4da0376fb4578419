/** What a person can do about a container that isn't profiled as asked, by the reason that its agent gives. */
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

  // Why async-profiler isn't attached to a JVM. CPU goes on by eBPF.
  NotHotSpot: 'async-profiler needs a HotSpot JVM, such as OpenJDK.',
  UnsupportedVersion: 'It needs Java 8 (update 25 or later), 11, or a later version.',
  TooYoung: 'A JVM that was just started is left alone for a moment; it is tried again by itself.',
  SigquitIgnored: 'Run the JVM without -Xrs and leave SIGQUIT to it.',
  AttachDisabled: 'Run the JVM without -XX:+DisableAttachMechanism.',
  OtherProfilerPresent: 'Two profilers would disturb each other. Remove the other one, or ask for cpu only.',
  ReadOnlyTmp: "Give the container a writable /tmp: an emptyDir is enough. The JVM's attach socket lies there.",
  NoExecTmp: 'Mount /tmp without noexec, or as an emptyDir: the profiling library is loaded from there.',
  NoSpace: "Free some space in the container's /tmp.",
  NoHeadroom: 'Raise the memory limit: the container is too near to it for a profiler.',
  FewDescriptors: "Raise the process's limit of open files.",
  UserMismatch: 'Java 8 lets only its own user attach, so the agent needs the right to become that user.',
  AttachTimedOut: 'The JVM did not answer in time; it is tried again later, less and less often.',
  AttachFailed: 'The message says what the JVM answered; it is tried again later.',
  BackingOff: 'The last attempt failed; the message says when it is tried again.',
  BreakerOpen:
    "A JVM of this image died while it was profiled, so its like isn't attached to on this node for a day, unless the breaker is reset by hand.",
};

/** Names that don't read well word by word. */
const WORDS: Readonly<Record<string, string>> = {
  NotHotSpot: 'Not HotSpot',
  SigquitIgnored: 'SIGQUIT ignored',
  ReadOnlyTmp: 'Read-only /tmp',
  NoExecTmp: '/tmp is noexec',
};

export function adviceFor(reason: string): string {
  return Object.hasOwn(ADVICE, reason) ? ADVICE[reason] : '';
}

/** `OtherProfilerPresent` as words: `Other profiler present`. */
export function reasonInWords(reason: string): string {
  if (Object.hasOwn(WORDS, reason)) return WORDS[reason];
  const words = reason.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
