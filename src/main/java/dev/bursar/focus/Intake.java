package dev.bursar.focus;

import dev.bursar.spend.spi.ExportedCosts;
import dev.bursar.spend.spi.ExportedCosts.Delivered;
import dev.bursar.spend.spi.ExportedCosts.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads a delivery and stores what it holds, whoever brings it. One at a time in a process, for each may take much memory. */
final class Intake {
    private static final Semaphore TURN = new Semaphore(1);
    private static final long LOOK_MILLIS = 200;

    private final ExportedCosts costs;
    private final Path work;

    /** @param work a folder for temporary files */
    Intake(ExportedCosts costs, Path work) {
        this.costs = costs;
        this.work = work;
    }

    /** What is delivered, by the digest of the files' content. */
    @FunctionalInterface
    interface Naming {
        Delivered of(byte[] fingerprint);
    }

    /**
     * Takes the delivery on the calling thread, in its turn.
     *
     * @param last done at the end of the transaction that stores; not called where the files are what is stored
     * @throws ExportRefused when something in it is wrong; nothing has changed then
     * @throws ReadCancelled when the watch or an interrupt ended it; nothing has changed then
     * @throws IOException when a file can't be read
     */
    ImportService.Outcome take(Delivery delivery, Naming naming, ReadWatch watch, Consumer<Stored> last)
            throws IOException {
        waitForTurn(watch);
        try {
            Delivered delivered = naming.of(Fingerprint.of(delivery.files()));
            if (costs.has(delivered.fingerprint())) {
                costs.adopt(delivered);
                return new ImportService.Outcome.Unchanged();
            }
            var reader = new ExportReader(work, ReadLimits.USUAL);
            var read = new ArrayList<ExportSummary>();
            Stored stored = costs.replace(
                    delivered,
                    charges -> {
                        ExportSummary summary = reader.read(delivery, Set.of(), charges::accept, watch);
                        read.add(summary);
                        return summary.format().label();
                    },
                    last);
            return new ImportService.Outcome.Done(stored, read.getFirst());
        } finally {
            TURN.release();
        }
    }

    private static void waitForTurn(ReadWatch watch) {
        try {
            while (!TURN.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (watch.cancelled()) {
                    throw new ReadCancelled();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReadCancelled();
        }
    }
}
