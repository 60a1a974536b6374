package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.ChargeFileRefused.Reason.DAMAGED;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.TOO_LARGE;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.TRUNCATED;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileRefused;
import module java.base;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** A file's text, unpacked within the limits while it is read. */
final class Unpacked extends InputStream {
    private static final int BUFFER = 1 << 16;
    /** Below this, packed text may well be packed tighter than usual. */
    private static final long RATIO_FROM = 64L << 20;
    /** Packed bytes of which nothing comes out: AWS's headers have some dozen bytes. */
    private static final int MOST_WITHOUT_DATA = 1 << 20;

    private final ChargeFile file;
    private final ReadLimits limits;
    private final Allowance allowance;
    private final ReadReporter watch;
    private final Packed packed;
    private final InputStream in;
    private long count;

    private Unpacked(
            ChargeFile file,
            ReadLimits limits,
            Allowance allowance,
            ReadReporter watch,
            Packed packed,
            InputStream in) {
        this.file = file;
        this.limits = limits;
        this.allowance = allowance;
        this.watch = watch;
        this.packed = packed;
        this.in = in;
    }

    /** How many bytes all files of a delivery may still unpack to. */
    static final class Allowance {
        private long left;

        Allowance(ReadLimits limits) {
            left = limits.mostBytes();
        }
    }

    /** @throws IOException as {@link #refused} explains it */
    static Unpacked open(
            ChargeFile file, Container container, ReadLimits limits, Allowance allowance, ReadReporter watch)
            throws IOException {
        var packed = new Packed(Files.newInputStream(file.path()));
        try {
            InputStream in = switch (container) {
                case GZIP -> gunzipped(packed);
                case ZIP -> unzipped(packed);
                case CSV, PARQUET -> packed;
            };
            return new Unpacked(file, limits, allowance, watch, packed, in);
        } catch (IOException e) {
            packed.close();
            throw packed.damage(e);
        }
    }

    /** All members, with their check sums; what stands behind the last one and is none is an error. */
    private static InputStream gunzipped(InputStream packed) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setBufferSize(BUFFER)
                .setDecompressConcatenated(true)
                .get();
    }

    private static InputStream unzipped(InputStream packed) throws IOException {
        var archive = new ZipInputStream(packed);
        if (archive.getNextEntry() == null) {
            throw new ZipException("No file begins the archive");
        }
        return archive;
    }

    /** The refusal that an error while a file is read is; other errors, such as a full disk, are thrown as they are. */
    static ChargeFileRefused refused(ChargeFile file, Container container, IOException e) throws IOException {
        String packed = container == Container.ZIP ? "ZIP" : "gzip";
        if (container != Container.CSV && e instanceof EOFException) {
            return ChargeFileRefused.file(TRUNCATED, file.name(), new ChargeFileFault.PackedCut(packed), e);
        }
        if (container != Container.CSV && e instanceof ZipException) {
            return ChargeFileRefused.file(DAMAGED, file.name(), new ChargeFileFault.PackedDamaged(packed), e);
        }
        throw e;
    }

    /** Bytes of the file that were read. */
    long packedBytes() {
        return packed.count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read;
        try {
            read = in.read(bytes, from, length);
        } catch (IOException e) {
            throw packed.damage(e);
        }
        packed.useful = packed.count;
        counted(Math.max(0, read));
        return read;
    }

    /** Reads on to the check sum at the end of what is packed, within bounds. */
    void drain() throws IOException {
        if (in == packed) {
            return;
        }
        try {
            byte[] buffer = new byte[BUFFER];
            while (read(buffer, 0, buffer.length) >= 0) {
                watch.look();
            }
        } catch (ChargeFileRefused e) {
            // too large as well
        }
    }

    private void counted(int bytes) {
        count += bytes;
        allowance.left -= bytes;
        if (allowance.left < 0) {
            throw tooLarge(new ChargeFileFault.UnpacksTo(limits.mostBytes()));
        }
        if (in != packed && count > RATIO_FROM && count / limits.mostRatio() > packed.count) {
            throw tooLarge(new ChargeFileFault.UnpacksTimes(limits.mostRatio()));
        }
    }

    private ChargeFileRefused tooLarge(ChargeFileFault fault) {
        return ChargeFileRefused.file(TOO_LARGE, file.name(), fault);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Counts the file's bytes, and tells errors of reading it from what is wrong with them. */
    private static final class Packed extends InputStream {
        private final InputStream in;
        private long count;
        /** The count when something was last unpacked. */
        private long useful;

        private @Nullable IOException failure;

        Packed(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read;
            try {
                read = in.read(bytes, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
            count += Math.max(0, read);
            if (count - useful > MOST_WITHOUT_DATA) {
                throw new ZipException("A header without end");
            }
            return read;
        }

        /** The error itself where the file couldn't be read, else that its data is damaged or cut. */
        IOException damage(IOException e) {
            if (e == failure || e instanceof EOFException || e instanceof ZipException) {
                return e;
            }
            var damage = new ZipException("Damaged data");
            damage.initCause(e);
            return damage;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
