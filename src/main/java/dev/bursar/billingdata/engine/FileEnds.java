package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.PrivateFolder;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.files.StoredObject;
import module java.base;

/** Fetches the ends of Parquet files, where their schemas stand. */
final class FileEnds {
    private static final int USUAL_BYTES = 1 << 17;
    private static final int MOST_BYTES = 32 << 20;
    private static final int TAIL = 8;
    private static final int SHORTEST = 12;
    private static final int MAGIC = 0x50415231;

    private final LineSource source;
    private final PrivateFolder folder;
    private final ReadListener watch;

    FileEnds(LineSource source, PrivateFolder folder, ReadListener watch) {
        this.source = source;
        this.folder = folder;
        this.watch = watch;
    }

    /** Files of the objects' sizes with their ends; empty where one isn't Parquet, or its end is too long. */
    Optional<List<ChargeFile>> read(List<StoredObject> objects) throws IOException {
        var files = new ArrayList<ChargeFile>();
        for (StoredObject object : objects) {
            if (watch.cancelled()) {
                throw new ReadCancelled();
            }
            Path file = folder.chunk(files.size(), "parquet");
            if (object.size() < SHORTEST || !end(object, file)) {
                return Optional.empty();
            }
            files.add(new ChargeFile(object.key().substring(object.key().lastIndexOf('/') + 1), file));
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(files);
    }

    private boolean end(StoredObject object, Path file) throws IOException {
        fetch(object, USUAL_BYTES, file);
        ByteBuffer tail = ByteBuffer.allocate(TAIL);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.read(tail, object.size() - TAIL);
        }
        if (tail.getInt(4) != MAGIC) {
            return false;
        }
        long footer = tail.order(ByteOrder.LITTLE_ENDIAN).getInt(0) & 0xffffffffL;
        if (footer > MOST_BYTES || footer > object.size() - SHORTEST) {
            return false;
        }
        if (footer + TAIL > USUAL_BYTES) {
            fetch(object, (int) footer + TAIL, file);
        }
        // the word at a Parquet file's beginning is that at its end
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4).putInt(MAGIC).flip(), 0);
        }
        return true;
    }

    private void fetch(StoredObject object, int bytes, Path file) throws IOException {
        if (!source.store().end(object, bytes, file, source.meter())) {
            throw new DeliveryReplaced(object);
        }
    }
}
