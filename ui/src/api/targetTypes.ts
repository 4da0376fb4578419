import type { TargetName } from '../url/route.ts';
import type { ContainerState } from '../url/targetsView.ts';

/** What `/api/v1/targets` and `/api/v1/agents` answer: the newest report of each agent, added up or as it came. */
export interface TargetsAnswer {
  readonly targets: readonly TargetRow[];
}

export interface TargetRow extends TargetName {
  readonly active: boolean;
  readonly problem: string;
  readonly pods: { readonly matched: number; readonly profiled: number };
  readonly containers: StateCounts;
  readonly engines: readonly { readonly engine: string; readonly containers: number }[];
  readonly skipped: readonly SkippedRow[];
  readonly conflicts: number;
  readonly overheadCpuPercent: number | null;
  readonly lastSample: number | null;
  readonly nodes: number;
  /** Only where one target was asked for. */
  readonly items?: readonly ContainerRow[] | null;
}

export type StateCounts = Readonly<Record<ContainerState, number>>;

export interface SkippedRow {
  readonly reason: string;
  readonly count: number;
  readonly example: string;
}

/** A container that a target names. Times are ISO 8601; a text that says nothing is empty. */
export interface ContainerRow {
  readonly node: string;
  readonly namespace: string;
  readonly pod: string;
  readonly podUid: string;
  readonly container: string;
  readonly containerId: string;
  readonly target: TargetName;
  readonly conflicts: readonly TargetName[];
  readonly service: string;
  readonly workload: string;
  readonly runtimes: readonly string[];
  readonly state: ContainerState;
  readonly engine: string;
  readonly since: string | null;
  readonly reason: string;
  readonly message: string;
  readonly lastSample: string | null;
  readonly samples: number;
  readonly cpuPercent: number | null;
  /** What profiling takes of the container's own memory. */
  readonly memoryBytes: number | null;
}

export interface AgentsAnswer<Containers = StateCounts> {
  readonly agents: readonly AgentRow<Containers>[];
}

export interface AgentRow<Containers = StateCounts> {
  readonly node: string;
  readonly cluster: string;
  readonly version: string;
  readonly engine: EngineRow;
  /** Null where the agent doesn't know. */
  readonly overhead: {
    readonly agentCores: number | null;
    readonly engineCores: number | null;
    readonly memoryBytes: number | null;
    readonly nodeCpuPercent: number | null;
    readonly nodeCores: number | null;
  };
  readonly receivedAt: number;
  readonly silent: boolean;
  readonly containers: Containers;
}

export interface EngineRow {
  readonly name: string;
  readonly state: 'starting' | 'running' | 'failed' | 'stopped';
  readonly since: string | null;
  readonly reason: string;
  readonly cure: string;
}
