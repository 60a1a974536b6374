package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.ChargeFileRefused.Reason.DAMAGED;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.NOT_AN_EXPORT;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.TOO_LARGE;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.TRUNCATED;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import module java.base;

/** What a file's bytes are, by its first ones. */
enum Container {
    PARQUET,
    GZIP,
    /** As AWS delivers legacy reports on demand: one CSV file in an archive. */
    ZIP,
    CSV;

    private static final int MAGIC = 0x50415231;
    private static final int ENCRYPTED = 0x50415245;
    private static final int ARCHIVE = 0x504b0304;
    private static final int ARCHIVE_END = 0x504b0506;
    private static final int ARCHIVE_END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int TAIL = 8;
    private static final int MOST_FOOTER = 32 << 20;

    /** Looks at the first bytes, and of Parquet at the last ones and how large its schema says it is. */
    static Container of(ChargeFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw ChargeFileRefused.file(TRUNCATED, file.name(), Plain.FILE_EMPTY);
            }
            ByteBuffer head = bytes(channel, 0, (int) Math.min(size, TAIL));
            int first = head.remaining() >= 4 ? head.getInt(0) : 0;
            if (first == MAGIC) {
                parquet(file, channel, size);
                return PARQUET;
            }
            if (first == ENCRYPTED) {
                throw unreadable(file, Plain.ENCRYPTED);
            }
            if (first >>> 16 == 0x1f8b) {
                return GZIP;
            }
            if (first == ARCHIVE) {
                archive(file, channel, size);
                return ZIP;
            }
            String other = other(first);
            if (!other.isEmpty()) {
                throw unreadable(file, new ChargeFileFault.OtherKind(other));
            }
            return CSV;
        }
    }

    private static ChargeFileRefused unreadable(ChargeFile file, ChargeFileFault fault) {
        return ChargeFileRefused.file(NOT_AN_EXPORT, file.name(), fault);
    }

    private static String other(int first) {
        return switch (first) {
            case ARCHIVE_END -> "a ZIP archive without files";
            case 0x28b52ffd -> "packed with Zstandard";
            case 0xfd377a58 -> "packed with xz";
            case 0x4f524300 -> "ORC";
            case 0x4f626a01 -> "Avro";
            default -> first >>> 8 == 0x425a68 ? "packed with bzip2" : "";
        };
    }

    /** Looks for the end of a ZIP archive and for one file in it; {@link java.util.zip.ZipInputStream} asks for neither. */
    private static void archive(ChargeFile file, FileChannel channel, long size) throws IOException {
        int length = (int) Math.min(size, ARCHIVE_END_BYTES + LONGEST_COMMENT);
        ByteBuffer end = bytes(channel, size - length, length);
        for (int at = end.limit() - ARCHIVE_END_BYTES; at >= 0; at--) {
            if (end.getInt(at) == ARCHIVE_END) {
                int files = Short.toUnsignedInt(Short.reverseBytes(end.getShort(at + 10)));
                if (files != 1) {
                    throw unreadable(file, new ChargeFileFault.ZipOf(files));
                }
                return;
            }
        }
        throw ChargeFileRefused.file(TRUNCATED, file.name(), Plain.ZIP_CUT);
    }

    private static void parquet(ChargeFile file, FileChannel channel, long size) throws IOException {
        ByteBuffer tail = size < TAIL + 4 ? ByteBuffer.allocate(TAIL) : bytes(channel, size - TAIL, TAIL);
        if (tail.getInt(4) != MAGIC) {
            throw ChargeFileRefused.file(TRUNCATED, file.name(), Plain.PARQUET_CUT);
        }
        long footer = tail.order(ByteOrder.LITTLE_ENDIAN).getInt(0) & 0xffffffffL;
        if (footer > size - TAIL - 4) {
            throw ChargeFileRefused.file(DAMAGED, file.name(), Plain.FOOTER_LONGER_THAN_FILE);
        }
        if (footer > MOST_FOOTER) {
            throw tooWide(file, new ChargeFileFault.FooterTooLarge(MOST_FOOTER >> 20));
        }
        ByteBuffer start = bytes(channel, size - TAIL - footer, (int) Math.min(footer, 32));
        if (schemaElements(start) > 2L * Header.MOST_COLUMNS) {
            throw tooWide(file, new ChargeFileFault.TooManyParquetColumns(Header.MOST_COLUMNS));
        }
    }

    private static ChargeFileRefused tooWide(ChargeFile file, ChargeFileFault fault) {
        return ChargeFileRefused.file(TOO_LARGE, file.name(), fault);
    }

    /** The schema's size as Thrift's compact protocol begins a footer: version, then the list of elements; 0 if it doesn't. */
    private static long schemaElements(ByteBuffer footer) {
        if (footer.remaining() < 12 || footer.get() != 0x15) {
            return 0;
        }
        number(footer);
        if (footer.get() != 0x19) {
            return 0;
        }
        int list = footer.get() & 0xff;
        return list >>> 4 == 15 ? number(footer) : list >>> 4;
    }

    private static long number(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; shift < 63 && bytes.hasRemaining(); shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                break;
            }
        }
        return number;
    }

    private static ByteBuffer bytes(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // reads on
        }
        return bytes.flip();
    }
}
