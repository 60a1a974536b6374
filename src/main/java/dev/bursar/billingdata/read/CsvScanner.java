package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.ChargeFileRefused.Reason.BAD_ROW;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.TOO_LARGE;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV strictly, a row at a time, within bounds: what DuckDB or a lenient reader would guess or skip is refused with its row.
 */
final class CsvScanner {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_IN_ROW = 1 << 20;
    private static final int END = -1;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final InputStream bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer encoded = ByteBuffer.allocate(BUFFER).flip();
    private final char[] chars = new char[BUFFER];
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int filled;
    private int inRow;
    private boolean ended;
    private boolean malformed;
    private long row;

    CsvScanner(String file, InputStream bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** The row that was read last, from 1, without the header. */
    long row() {
        return row;
    }

    /** The column names, at most {@link Header#MOST_COLUMNS} of them. */
    List<String> header() throws IOException {
        var names = new ArrayList<String>();
        if (peek() == BYTE_ORDER_MARK) {
            at++;
        }
        boolean more = peek() != END;
        while (more) {
            if (names.size() == Header.MOST_COLUMNS) {
                throw ChargeFileRefused.file(TOO_LARGE, file, new ChargeFileFault.TooManyColumns(Header.MOST_COLUMNS));
            }
            more = field(true);
            names.add(text.toString());
        }
        return names;
    }

    /**
     * Reads the next row.
     *
     * @param fields takes the values of the places that are wanted: null where the field is empty or NULL
     * @param wanted for each column whether its value is wanted
     * @return false at the end
     */
    boolean next(@Nullable String[] fields, boolean[] wanted) throws IOException {
        inRow = 0;
        int first = peek();
        while (first == '\n' || first == '\r') {
            newLine();
            first = peek();
        }
        if (first == END) {
            return false;
        }
        row++;
        int place = 0;
        boolean more = true;
        while (more) {
            boolean keep = place < wanted.length && wanted[place];
            more = field(keep);
            if (keep) {
                fields[place] = text.isEmpty() || "NULL".contentEquals(text) ? null : text.toString();
            }
            place++;
            if (place > wanted.length) {
                throw refused(new ChargeFileFault.TooManyFields(wanted.length));
            }
        }
        if (place < wanted.length) {
            throw refused(new ChargeFileFault.TooFewFields(place, wanted.length));
        }
        return true;
    }

    ChargeFileRefused refused(ChargeFileFault fault) {
        if (row == 0) {
            return ChargeFileRefused.file(ChargeFileRefused.Reason.NOT_AN_EXPORT, file, Plain.NO_HEADER);
        }
        return ChargeFileRefused.row(BAD_ROW, file, row, fault);
    }

    /** Reads a field and what ends it; false when that ends the row. */
    private boolean field(boolean keep) throws IOException {
        text.setLength(0);
        int c = read();
        if (c == '"') {
            c = quoted(keep);
        } else {
            while (c != ',' && c != '\n' && c != '\r' && c != END) {
                if (c == '"') {
                    throw refused(Plain.QUOTE_INSIDE);
                }
                if (keep) {
                    text.append((char) c);
                }
                c = read();
            }
        }
        if (c == ',') {
            return true;
        }
        if (c == '\n' || c == END) {
            return false;
        }
        if (c == '\r' && peek() == '\n') {
            at++;
            return false;
        }
        throw refused(Plain.GOES_ON_AFTER_QUOTE);
    }

    /** The character after the closing quote. */
    private int quoted(boolean keep) throws IOException {
        while (true) {
            int c = read();
            if (c == END) {
                throw refused(Plain.QUOTE_LEFT_OPEN);
            }
            if (c == '"') {
                c = read();
                if (c != '"') {
                    return c;
                }
            }
            if (keep) {
                text.append((char) c);
            }
        }
    }

    private void newLine() throws IOException {
        if (read() == '\r' && peek() != '\n') {
            throw refused(Plain.CARRIAGE_RETURN_ALONE);
        }
    }

    private int peek() throws IOException {
        return at < filled || fill() ? chars[at] : END;
    }

    private int read() throws IOException {
        if (at == filled && !fill()) {
            return END;
        }
        char c = chars[at++];
        if (c == 0) {
            throw refused(Plain.NUL_BYTE);
        }
        if (++inRow > MOST_IN_ROW) {
            if (row == 0) {
                throw ChargeFileRefused.file(TOO_LARGE, file, new ChargeFileFault.HeaderTooLong(MOST_IN_ROW));
            }
            throw ChargeFileRefused.row(TOO_LARGE, file, row, new ChargeFileFault.RowTooLong(MOST_IN_ROW));
        }
        return c;
    }

    private boolean fill() throws IOException {
        if (malformed) {
            throw refused(Plain.NOT_UTF_8);
        }
        CharBuffer decoded = CharBuffer.wrap(chars);
        while (!ended && decoded.position() == 0) {
            encoded.compact();
            int read = bytes.read(encoded.array(), encoded.position(), encoded.remaining());
            if (read > 0) {
                encoded.position(encoded.position() + read);
            }
            encoded.flip();
            CoderResult result = decoder.decode(encoded, decoded, read < 0);
            if (result.isError()) {
                malformed = true;
                ended = true;
            } else if (read < 0) {
                ended = true;
            }
        }
        at = 0;
        filled = decoded.position();
        if (filled == 0 && malformed) {
            throw refused(Plain.NOT_UTF_8);
        }
        return filled > 0;
    }
}
