import type { TargetRow } from '../api/targetTypes.ts';
import { ContainerCounts } from '../components/ContainerCounts.tsx';
import { Fact, Facts } from '../components/Facts.tsx';
import { StandingText } from '../components/StandingText.tsx';
import { formatAge, formatCount } from '../profile/quantity.ts';
import { overheadText } from '../targets/figures.ts';
import { targetStanding } from '../targets/standing.ts';

/** A target's figures in a line. */
export function TargetFacts({ target, now }: { readonly target: TargetRow; readonly now: number }) {
  const { kind, pods, containers, engines, conflicts, problem, lastSample, nodes } = target;
  return (
    <Facts label="Target">
      <Fact name="kind">{kind}</Fact>
      <Fact name="state">
        <StandingText standing={targetStanding(target)} />
      </Fact>
      {problem !== '' && (
        <Fact name="problem" tone="bad" title={problem}>
          {problem}
        </Fact>
      )}
      <Fact name="pods">
        {formatCount(pods.profiled)} of {formatCount(pods.matched)} profiled
      </Fact>
      <Fact name="containers">
        <ContainerCounts counts={containers} />
      </Fact>
      {conflicts > 0 && (
        <Fact
          name="conflicts"
          tone="warn"
          title="Containers that another target has: one with a higher priority, or else the older one"
        >
          {formatCount(conflicts)}
        </Fact>
      )}
      <Fact name="nodes">{formatCount(nodes)}</Fact>
      <Fact name="engines">
        {engines.map(({ engine, containers: n }) => `${engine} ${n}`).join(' · ') || '–'}
      </Fact>
      <Fact name="overhead" title="Share of one CPU that profiling takes per container, on average">
        {overheadText(target.overheadCpuPercent)}
      </Fact>
      <Fact name="last sample">{lastSample === null ? '–' : formatAge(now - lastSample)}</Fact>
    </Facts>
  );
}
