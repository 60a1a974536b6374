package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeSink;
import dev.bursar.billingdata.read.Delivery;
import dev.bursar.billingdata.read.ImportOutcome;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.Delivered;
import dev.bursar.charges.spi.DeliveredCosts.Stored;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Reads a delivery and stores what it holds, whoever brings it. One at a time in a process, for each may take much memory. */
public final class DeliveryImporter {
    private static final Semaphore TURN = new Semaphore(1);
    private static final long LOOK_MILLIS = 200;

    private final DeliveredCosts costs;
    private final Work work;

    public DeliveryImporter(DeliveredCosts costs, Work work) {
        this.costs = costs;
        this.work = work;
    }

    /** A folder for temporary files. */
    @FunctionalInterface
    public interface Work {
        Path path() throws IOException;
    }

    /** What is delivered, by the digest of the files' content. */
    @FunctionalInterface
    public interface Naming {
        Delivered of(byte[] fingerprint);
    }

    /** What a delivery holds, wherever its lines are reduced. */
    interface Content {
        /** SHA-256 of all that decides what it holds. */
        byte[] fingerprint() throws IOException;

        /** Does what takes long elsewhere, before anything is stored and in no transaction. */
        default void prepare() throws IOException {}

        /** Hands over its charges. */
        ChargeFileSummary read(ChargeSink charges, ReadListener watch) throws IOException;
    }

    /** Files of this machine, which DuckDB reduces. */
    private final class OfFiles implements Content {
        private final Delivery delivery;

        OfFiles(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public byte[] fingerprint() throws IOException {
            return Fingerprint.of(delivery.files());
        }

        @Override
        public ChargeFileSummary read(ChargeSink charges, ReadListener watch) throws IOException {
            return new ChargeFileReader(work.path(), ReadLimits.USUAL).read(delivery, Set.of(), charges, watch);
        }
    }

    /**
     * Takes the delivery on the calling thread, in its turn.
     *
     * @param written is called when all is written and before it counts; what it throws undoes it. Not where the files are what is
     *     stored
     * @throws ExportRefused when something in it is wrong; nothing has changed then
     * @throws ReadCancelled when the watch or an interrupt ended it; nothing has changed then
     * @throws IOException when a file can't be read
     */
    public ImportOutcome take(
            Delivery delivery, Naming naming, ReadListener watch, Consumer<ImportOutcome.Done> written)
            throws IOException {
        return take(new OfFiles(delivery), naming, watch, written);
    }

    ImportOutcome take(Content content, Naming naming, ReadListener watch, Consumer<ImportOutcome.Done> written)
            throws IOException {
        byte[] fingerprint = content.fingerprint();
        if (!costs.has(fingerprint)) {
            content.prepare();
        }
        waitForTurn(watch);
        try {
            Delivered delivered = naming.of(fingerprint);
            if (costs.has(delivered.fingerprint())) {
                costs.adopt(delivered);
                return new ImportOutcome.Unchanged();
            }
            var reading = new Reading(content, watch, written);
            return reading.done(costs.replace(delivered, reading));
        } finally {
            TURN.release();
        }
    }

    private static void waitForTurn(ReadListener watch) {
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

    private static final class Reading implements DeliveredCosts.Feed {
        private final Content content;
        private final ReadListener watch;
        private final Consumer<ImportOutcome.Done> written;
        private @Nullable ChargeFileSummary read;

        Reading(Content content, ReadListener watch, Consumer<ImportOutcome.Done> written) {
            this.content = content;
            this.watch = watch;
            this.written = written;
        }

        @Override
        public String into(Consumer<DeliveredCharge> charges) throws IOException {
            ChargeFileSummary summary = content.read(charges::accept, watch);
            read = summary;
            return summary.format().label();
        }

        @Override
        public void written(Stored stored) {
            written.accept(done(stored));
        }

        ImportOutcome.Done done(Stored stored) {
            return new ImportOutcome.Done(stored, Objects.requireNonNull(read));
        }
    }

    /** The digest of a delivery's data files, whatever their order and names. */
    static final class Fingerprint {
        private static final int BLOCK = 1 << 16;

        private Fingerprint() {}

        static byte[] of(List<ChargeFile> files) throws IOException {
            var digests = new ArrayList<byte[]>();
            for (ChargeFile file : files) {
                MessageDigest digest = Sha256.digest();
                try (var bytes = Files.newByteChannel(file.path())) {
                    ByteBuffer block = ByteBuffer.allocate(BLOCK);
                    while (bytes.read(block) >= 0) {
                        digest.update(block.flip());
                        block.clear();
                    }
                }
                digests.add(digest.digest());
            }
            digests.sort(Arrays::compare);
            MessageDigest all = Sha256.digest();
            digests.forEach(all::update);
            return all.digest();
        }
    }
}
