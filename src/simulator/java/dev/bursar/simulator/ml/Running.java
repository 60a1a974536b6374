package dev.bursar.simulator.ml;

import dev.bursar.simulator.organisation.Run;
import java.time.LocalDate;
import java.util.List;

/** When how many instances of something run. */
@FunctionalInterface
public interface Running {

    List<Run> on(LocalDate day);

    /** The minutes of all instances between two minutes of a day. */
    default int minutes(LocalDate day, int from, int to) {
        return on(day).stream().mapToInt(run -> run.minutes(from, to)).sum();
    }

    /** A part of the instances, such as two of three. */
    default Running part(int of, int all) {
        return day -> on(day).stream()
                .map(run -> new Run(run.from(), run.to(), run.instances() * of / all))
                .toList();
    }
}
