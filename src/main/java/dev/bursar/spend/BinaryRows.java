package dev.bursar.spend;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in PostgreSQL's binary COPY format: half the server's work of the text format, and every digit is kept.
 * Numerics are groups of four decimal digits with a weight and a display scale, as PostgreSQL's numeric_recv takes them.
 */
final class BinaryRows implements Closeable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);
    private static final long[] POWERS = {1, 10, 100, 1_000};

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final short[] digits = new short[32];

    BinaryRows(CopyIn copy) {
        this.copy = copy;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    void row(int columns) throws IOException {
        room(2);
        buffer.putShort((short) columns);
    }

    void integer(int value) throws IOException {
        room(8);
        buffer.putInt(4).putInt(value);
    }

    void date(LocalDate day) throws IOException {
        room(8);
        buffer.putInt(4).putInt((int) (day.toEpochDay() - EPOCH.toEpochDay()));
    }

    void text(@Nullable String value) throws IOException {
        if (value == null) {
            nothing();
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        room(4 + bytes.length);
        buffer.putInt(bytes.length).put(bytes);
    }

    void numeric(@Nullable BigDecimal value) throws IOException {
        if (value == null) {
            nothing();
            return;
        }
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        int scale = plain.scale();
        int padding = Math.floorMod(-scale, 4);
        BigInteger unscaled = plain.unscaledValue().abs();
        if (unscaled.bitLength() <= 48) {
            small(unscaled.longValue() * POWERS[padding], plain.signum() < 0, scale, (scale + padding) / 4);
        } else {
            large(
                    unscaled.multiply(BigInteger.valueOf(POWERS[padding])),
                    plain.signum() < 0,
                    scale,
                    (scale + padding) / 4);
        }
    }

    /** Sends what is left and ends the COPY; returns the number of rows. */
    long finish() throws IOException, SQLException {
        room(2);
        buffer.putShort((short) -1);
        flush();
        return copy.endCopy();
    }

    @Override
    public void close() {
        buffer = ByteBuffer.allocate(0);
    }

    private void nothing() throws IOException {
        room(4);
        buffer.putInt(-1);
    }

    private void small(long value, boolean negative, int scale, int fraction) throws IOException {
        int count = 0;
        for (long left = value; left != 0; left /= 10_000) {
            digits[count++] = (short) (left % 10_000);
        }
        put(digits, count, negative, scale, fraction);
    }

    private void large(BigInteger value, boolean negative, int scale, int fraction) throws IOException {
        short[] all = new short[value.bitLength() / 13 + 2];
        int count = 0;
        for (BigInteger left = value; left.signum() != 0; ) {
            BigInteger[] parts = left.divideAndRemainder(TEN_THOUSAND);
            all[count++] = parts[1].shortValueExact();
            left = parts[0];
        }
        put(all, count, negative, scale, fraction);
    }

    /** {@code groups} hold the value least significant first; {@code fraction} of them stand behind the point. */
    private void put(short[] groups, int count, boolean negative, int scale, int fraction) throws IOException {
        int trailing = 0;
        while (trailing < count && groups[trailing] == 0) {
            trailing++;
        }
        int kept = count - trailing;
        room(12 + 2 * kept);
        buffer.putInt(8 + 2 * kept)
                .putShort((short) kept)
                .putShort((short) (kept == 0 ? 0 : count - fraction - 1))
                .putShort((short) (negative ? 0x4000 : 0))
                .putShort((short) scale);
        for (int i = count - 1; i >= trailing; i--) {
            buffer.putShort(groups[i]);
        }
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        flush();
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocate(bytes);
        }
    }

    private void flush() throws IOException {
        try {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            buffer.clear();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
