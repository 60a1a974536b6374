package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.ChargeFileRefused.Reason.BAD_ROW;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.TOO_LARGE;

import dev.bursar.billingdata.ChargeFileRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
                throw ChargeFileRefused.file(
                        TOO_LARGE,
                        file,
                        "The header has more than %,d columns.".formatted(Header.MOST_COLUMNS),
                        "Import only charge files.");
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
                throw refused("The row has more fields than the header's %d.".formatted(wanted.length));
            }
        }
        if (place < wanted.length) {
            throw refused("The row has %d fields where the header has %d.".formatted(place, wanted.length));
        }
        return true;
    }

    ChargeFileRefused refused(String what) {
        if (row == 0) {
            return ChargeFileRefused.file(
                    ChargeFileRefused.Reason.NOT_AN_EXPORT,
                    file,
                    "The file is neither Parquet nor packed, and its first line is not a header in UTF-8.",
                    "Import charge files as they were delivered.");
        }
        return ChargeFileRefused.row(
                BAD_ROW,
                file,
                row,
                null,
                what,
                "Download the file again. If the problem remains, have the files delivered again.");
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
                    throw refused("A field without quotes contains a quote.");
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
        throw refused("A field continues after its closing quote, or a line ends with only a carriage return.");
    }

    /** The character after the closing quote. */
    private int quoted(boolean keep) throws IOException {
        while (true) {
            int c = read();
            if (c == END) {
                throw refused("The row opens a quote that is never closed.");
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
            throw refused("A line ends with only a carriage return.");
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
            throw refused("The row contains a NUL byte.");
        }
        if (++inRow > MOST_IN_ROW) {
            if (row == 0) {
                throw ChargeFileRefused.file(
                        TOO_LARGE,
                        file,
                        "The header is longer than %,d characters.".formatted(MOST_IN_ROW),
                        "Import only charge files.");
            }
            throw ChargeFileRefused.row(
                    TOO_LARGE,
                    file,
                    row,
                    null,
                    "The row is longer than %,d characters.".formatted(MOST_IN_ROW),
                    "Look for a quote that is never closed, or have the files delivered again.");
        }
        return c;
    }

    private boolean fill() throws IOException {
        if (malformed) {
            throw refused("The row is not UTF-8 text.");
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
            throw refused("The row is not UTF-8 text.");
        }
        return filled > 0;
    }
}
