/** What `/api/v1` answers, as the collector sends it. Times are epoch milliseconds; null is "nothing known". */
export interface ServicesAnswer {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
  readonly services: readonly ServiceRow[];
}

/** A service, or its part on one host. */
export interface ServiceRow {
  readonly namespace: string;
  readonly service: string;
  /** Empty for all of the service. */
  readonly host: string;
  readonly runtimes: readonly string[];
  readonly types: readonly string[];
  readonly series: number;
  readonly pods: number;
  readonly containers: number;
  /** Means over the time that it was there in the range, and in the window of the same length before. */
  readonly cpuCores: number | null;
  readonly cpuCoresBefore: number | null;
  readonly memoryBytes: number | null;
  readonly memoryBytesBefore: number | null;
  /** May lie before the range. */
  readonly firstSample: number | null;
  readonly lastSample: number | null;
  readonly sparkline: readonly (number | null)[];
}

export interface SeriesAnswer {
  readonly from: number;
  readonly to: number;
  readonly series: readonly SeriesRow[];
  /** Profile types that the series have samples of. */
  readonly types: readonly string[];
  readonly facets: readonly Facet[];
}

/** A container or process; labels are resource attributes by their OpenTelemetry names. */
export interface SeriesRow {
  readonly id: string;
  readonly runtime: string;
  readonly labels: Readonly<Record<string, string | undefined>>;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly cpuCores: number | null;
}

export interface Facet {
  readonly name: string;
  readonly values: readonly {
    readonly value: string;
    readonly series: number;
    readonly cpuCores: number | null;
    /** What is said of the value, where it isn't its CPU. */
    readonly text?: string;
  }[];
}

export type Steps = readonly (number | null)[];

export interface TimelineAnswer {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly unit: string;
  readonly level: boolean;
  readonly stepSeconds: number;
  readonly start: number;
  readonly values: Steps;
}

export interface UsageAnswer {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
  readonly start: number;
  readonly cpuCores: Steps;
  readonly cpuLimitCores: Steps;
  readonly cpuThrottledShare: Steps;
  readonly memoryBytes: Steps;
  readonly memoryLimitBytes: Steps;
}

export interface FunctionsAnswer {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly unit: string;
  readonly level: boolean;
  readonly total: number;
  readonly count: number;
  readonly functions: readonly FunctionAnswer[];
}

export interface FunctionAnswer {
  readonly name: string;
  readonly file: string | null;
  readonly module: string | null;
  readonly kind: string;
  readonly self: number;
  readonly total: number;
}

/** Services that spend something in the functions that a search found, heaviest first. */
export interface FunctionSearchAnswer {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly unit: string;
  readonly start: number;
  readonly stepSeconds: number;
  /** How many services beyond the limit had one in the hours of the range. */
  readonly more: number;
  readonly services: readonly FunctionSearchRow[];
}

/** A sample that has several of the functions counts once; `whole` is the service's, `values` is the total per step. */
export interface FunctionSearchRow {
  readonly namespace: string;
  readonly service: string;
  readonly self: number;
  readonly total: number;
  readonly whole: number;
  readonly functionCount: number;
  readonly functions: readonly FunctionAnswer[];
  readonly values: readonly number[];
}

/** The flame graph's tree in preorder, one column per property. */
export interface FlameGraphAnswer {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly unit: string;
  readonly level: boolean;
  /** Of a level: how many minutes it is the average of. */
  readonly minutes: number;
  readonly total: number;
  readonly nodes: number;
  readonly pruned: number;
  readonly depth: readonly number[];
  readonly self: readonly number[];
  readonly value: readonly number[];
  readonly frame: readonly number[];
  readonly frames: {
    readonly name: readonly string[];
    readonly file: readonly (string | null)[];
    readonly module: readonly (string | null)[];
    readonly kind: readonly string[];
  };
  /** All threads of the range, whichever are chosen; none where the engine knows no threads. */
  readonly threads: NamedColumns;
  /** What the chosen threads did; none but in wall time. */
  readonly states: NamedColumns;
}

/** What was sampled in each slot of each second; see heatmap/grid.ts. */
export interface HeatMapAnswer {
  /** What it covers, in epoch milliseconds: the range, or the end of a long one. */
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly unit: string;
  readonly slotMillis: number;
  readonly rows: number;
  readonly start: number;
  readonly columns: number;
  /** Column × rows + row of those that weigh something, ascending, and what they weigh. */
  readonly cells: readonly number[];
  readonly values: readonly number[];
  /** All samples, of which `untimed` have no time of their own. */
  readonly total: number;
  readonly untimed: number;
}

/** Two trees over each other: the same nodes with the weights of both sides. */
export interface DiffAnswer {
  readonly type: string;
  readonly unit: string;
  readonly level: boolean;
  readonly nodes: number;
  readonly pruned: number;
  readonly depth: readonly number[];
  readonly frame: readonly number[];
  readonly before: DiffSideAnswer;
  readonly after: DiffSideAnswer;
  readonly frames: FlameGraphAnswer['frames'];
  readonly functions: FlameGraphAnswer['frames'] & {
    /** Of all functions, of which these are the ones that have changed most. */
    readonly count: number;
    readonly selfBefore: readonly number[];
    readonly totalBefore: readonly number[];
    readonly selfAfter: readonly number[];
    readonly totalAfter: readonly number[];
  };
}

export interface DiffSideAnswer {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** Of a level: how many minutes it is the average of. */
  readonly minutes: number;
  readonly total: number;
  /** How many requests were served in its time; null where nobody counted. Files of before don't say. */
  readonly requests?: number | null;
  /** How many stacks weigh something, and the largest whole number that divides what each of them weighs. */
  readonly stacks: number;
  readonly divisor: number;
  readonly self: readonly number[];
  readonly value: readonly number[];
}

/** The heaviest ones first; `count` is how many there are. */
export interface NamedColumns {
  readonly count: number;
  readonly name: readonly string[];
  readonly value: readonly number[];
}
