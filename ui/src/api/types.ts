/** What `/api/v1` answers, as the collector sends it. Times are epoch milliseconds; null is "nothing known". */
export interface ServicesAnswer {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
  readonly services: readonly ServiceRow[];
}

export interface ServiceRow {
  readonly namespace: string;
  readonly service: string;
  readonly runtimes: readonly string[];
  readonly types: readonly string[];
  readonly series: number;
  readonly cpuCores: number | null;
  readonly memoryBytes: number | null;
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
