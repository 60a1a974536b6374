package dev.bursar.billingdata.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, all members of it, and takes nothing for an end that isn't one: {@link java.util.zip.GZIPInputStream} ignores
 * what it can't read after the first member.
 */
final class GzipInput extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int HEADER_CHECK = 2;

    private final InputStream packed;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private int at;
    private int filled;
    private boolean inMember;
    private boolean ended;

    GzipInput(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !begin()) {
                ended = true;
                break;
            }
            int unpacked = inflate(bytes, from, length);
            if (unpacked > 0) {
                check.update(bytes, from, unpacked);
                return unpacked;
            }
            if (inflater.finished()) {
                end();
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int from, int length) throws IOException {
        try {
            while (true) {
                int unpacked = inflater.inflate(bytes, from, length);
                if (unpacked > 0 || inflater.finished()) {
                    return unpacked;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException("A preset dictionary");
                }
                if (at == filled && !fill()) {
                    throw new EOFException();
                }
                inflater.setInput(buffer, at, filled - at);
                at = filled;
            }
        } catch (DataFormatException e) {
            throw new ZipException("Not deflated data");
        }
    }

    /** False at the end of the file. */
    private boolean begin() throws IOException {
        if (at == filled && !fill()) {
            return false;
        }
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw new ZipException("No gzip member");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECK) != 0) {
            skip(2);
        }
        inflater.reset();
        check.reset();
        inMember = true;
        return true;
    }

    private void end() throws IOException {
        at = filled - inflater.getRemaining();
        long sum = 0;
        for (int i = 0; i < 4; i++) {
            sum |= (long) next() << (8 * i);
        }
        long size = 0;
        for (int i = 0; i < 4; i++) {
            size |= (long) next() << (8 * i);
        }
        if (sum != check.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("The check sum differs");
        }
        inMember = false;
    }

    private int next() throws IOException {
        if (at == filled && !fill()) {
            throw new EOFException();
        }
        return buffer[at++] & 0xff;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        for (int i = 0; next() != 0; i++) {
            if (i > BUFFER) {
                throw new ZipException("An endless name");
            }
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, packed.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
