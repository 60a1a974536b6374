package dev.bursar.charges;

import dev.bursar.sync.FirstRead;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.text.FirstReadText;
import module java.base;
import org.springframework.stereotype.Component;

/** Whether costs were read as a whole once: what is decided of a part of a month is wrong when the rest has come. */
@Component
public class FirstCostRead {
    /** The jobs that read costs, from Cost Explorer and from deliveries of charge files. */
    private static final List<String> JOBS = List.of("costs", "exports");

    private final FirstRead.Jobs reads;

    FirstCostRead(FirstRead.Jobs reads) {
        this.reads = reads;
    }

    public boolean isOver() {
        return !reads.areUnderWay(JOBS);
    }

    /** What a job waits for that judges costs, and what other jobs read; empty where all of it was read once. */
    public Optional<Prerequisite> waitsFor(String... others) {
        return reads.areUnderWay(Stream.concat(JOBS.stream(), Stream.of(others)).toList())
                ? Optional.of(new Prerequisite(FirstReadText.JUDGED_LATER, SyncLinks.SYNC, "Sync"))
                : Optional.empty();
    }
}
