package dev.podflame.crds.match;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// When a target is in force.
public sealed interface Schedule {
    Schedule ALWAYS = new Always();

    boolean isActive(Instant now);

    /// When [#isActive] may next say something else; empty if never.
    Optional<Instant> nextChange(Instant now);

    record Always() implements Schedule {
        @Override
        public boolean isActive(Instant now) {
            return true;
        }

        @Override
        public Optional<Instant> nextChange(Instant now) {
            return Optional.empty();
        }
    }

    /// Up to a moment.
    record Until(Instant end) implements Schedule {
        @Override
        public boolean isActive(Instant now) {
            return now.isBefore(end);
        }

        @Override
        public Optional<Instant> nextChange(Instant now) {
            return isActive(now) ? Optional.of(end) : Optional.empty();
        }
    }

    /// For a while from each time on that a crontab line names. Times that overlap are one stretch.
    record Recurring(String cron, ZoneId zone, Duration duration) implements Schedule {
        private static final CronParser PARSER =
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

        /// Checks the crontab line and the duration.
        ///
        /// @throws IllegalArgumentException if one of them makes no sense
        public Recurring {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("duration " + duration + " is not above zero");
            }
            parse(cron);
        }

        static Recurring of(String cron, String zone, String duration) {
            try {
                return new Recurring(cron, ZoneId.of(zone), GoDuration.parse(duration));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("timeZone " + zone + " is unknown; write it like Europe/Berlin", e);
            }
        }

        private static ExecutionTime parse(String line) {
            Cron cron = PARSER.parse(line).validate();
            return ExecutionTime.forCron(cron);
        }

        private Optional<Instant> lastStart(Instant now) {
            // A start at this very moment counts as one that has been.
            ZonedDateTime at = now.plusMillis(1).atZone(zone);
            return parse(cron).lastExecution(at).map(ZonedDateTime::toInstant);
        }

        @Override
        public boolean isActive(Instant now) {
            return lastStart(now)
                    .filter(start -> now.isBefore(start.plus(duration)))
                    .isPresent();
        }

        @Override
        public Optional<Instant> nextChange(Instant now) {
            Optional<Instant> nextStart =
                    parse(cron).nextExecution(now.atZone(zone)).map(ZonedDateTime::toInstant);
            Optional<Instant> end =
                    lastStart(now).map(start -> start.plus(duration)).filter(now::isBefore);
            return end.isPresent() ? end : nextStart;
        }
    }
}
