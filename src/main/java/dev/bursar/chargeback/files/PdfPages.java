package dev.bursar.chargeback.files;

import dev.bursar.chargeback.files.PdfType.Style;
import java.awt.Color;
import module java.base;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** The pages of a document, A4 with margins of 15 mm: tables one below the other, and a line at the foot of each page. */
final class PdfPages {
    private static final float MARGIN = 42.52f;
    /** Of what stands on a page. */
    static final float WIDTH = PageSize.A4.getWidth() - 2 * MARGIN;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final float FOOT = 24;
    private static final float BOTTOM = MARGIN + FOOT;
    /** What is no higher isn't broken. */
    private static final float SHORT = 190;

    private static final Color LINE = new Color(0xB0, 0xB0, 0xB0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, BOTTOM);
    private final PdfType type;
    private final PdfWriter writer;
    private float y = PageSize.A4.getHeight() - MARGIN;

    /**
     * What stands at the foot of each page.
     *
     * @param left without a character that is hidden
     * @param pages how many there are; 0 as long as nobody knows
     */
    record Foot(String left, int pages) {}

    PdfPages(PdfType type, String title, Instant made, Foot foot) {
        this.type = type;
        writer = PdfWriter.getInstance(document, bytes);
        writer.setPageEvent(new Feet(foot));
        document.addTitle(title);
        document.addCreator("Bursar");
        var date = new PdfString(MOMENT.format(made));
        document.setDocumentLanguage("en");
        document.open();
        // opening sets the clock's time
        writer.getInfo().put(PdfName.CREATIONDATE, date);
        writer.getInfo().put(PdfName.MODDATE, date);
    }

    /**
     * A table; where it goes on, its head is repeated. A short one stays on one page, and of others at least two parts stand before a
     * break and after it, so that no head and no row stands alone.
     */
    void add(PdfTable table) {
        add(table, 0);
    }

    /** A table, and another one that stays on the page on which it ends. */
    void addWith(PdfTable table, float space, PdfTable end) {
        add(table, space + height(end.drawn(), 0, end.rows()));
        space(space);
        add(end);
    }

    /** @param after points that have to be left below it */
    private void add(PdfTable table, float after) {
        PdfPTable drawn = table.drawn();
        float headHeight = height(drawn, 0, table.headRows());
        boolean head = table.headRows() > 0;
        for (Rows rows : parts(table)) {
            float needed =
                    height(drawn, rows.from, rows.to) + (head ? headHeight : 0) + (rows.to == table.rows() ? after : 0);
            if (y - needed < BOTTOM && y < top()) {
                turn();
                head = table.headRows() > 0;
            }
            if (head) {
                y = drawn.writeSelectedRows(0, table.headRows(), MARGIN, y, writer.getDirectContent());
                head = false;
            }
            y = drawn.writeSelectedRows(rows.from, rows.to, MARGIN, y, writer.getDirectContent());
        }
    }

    /** @param to exclusive */
    private record Rows(int from, int to) {}

    /** The rows that stay on one page with each other. */
    private static List<Rows> parts(PdfTable table) {
        var parts = new ArrayList<Rows>();
        for (int row = table.headRows(); row < table.rows(); row++) {
            if (parts.isEmpty() || table.mayBreakBefore(row)) {
                parts.add(new Rows(row, row + 1));
            } else {
                join(parts, parts.size() - 1, row + 1);
            }
        }
        if (parts.size() > 1) {
            Rows all = new Rows(table.headRows(), table.rows());
            if (parts.size() < 4 && fits(table, all, top() - BOTTOM) || fits(table, all, SHORT)) {
                return List.of(all);
            }
            joinNext(table, parts, parts.size() - 2);
            joinNext(table, parts, 0);
        }
        return parts;
    }

    /** Joins a part with the next one, unless both are too high for a page. */
    private static void joinNext(PdfTable table, List<Rows> parts, int at) {
        if (at + 1 < parts.size()) {
            Rows both = new Rows(parts.get(at).from, parts.get(at + 1).to);
            if (fits(table, both, top() - BOTTOM)) {
                parts.remove(at + 1);
                parts.set(at, both);
            }
        }
    }

    private static void join(List<Rows> parts, int at, int to) {
        parts.set(at, new Rows(parts.get(at).from, to));
    }

    private static boolean fits(PdfTable table, Rows rows, float points) {
        return height(table.drawn(), 0, table.headRows()) + height(table.drawn(), rows.from, rows.to) <= points;
    }

    /** Two short tables side by side. */
    void add(PdfTable left, PdfTable right) {
        float from = y;
        float leftEnd = draw(left, MARGIN, from);
        float rightEnd = draw(right, MARGIN + WIDTH - right.drawn().getTotalWidth(), from);
        y = Math.min(leftEnd, rightEnd);
    }

    private float draw(PdfTable table, float x, float from) {
        return table.drawn().writeSelectedRows(0, -1, x, from, writer.getDirectContent());
    }

    /** Goes on on the next page where less than this is left. */
    void need(float points) {
        if (y - points < BOTTOM && y < top()) {
            turn();
        }
    }

    void space(float points) {
        if (y < top()) {
            y -= points;
        }
    }

    private static float top() {
        return PageSize.A4.getHeight() - MARGIN;
    }

    private void turn() {
        document.newPage();
        y = top();
    }

    private static float height(PdfPTable drawn, int from, int to) {
        float height = 0;
        for (int i = from; i < to; i++) {
            height += drawn.getRowHeight(i);
        }
        return height;
    }

    /** How many there are so far. */
    int count() {
        return writer.getPageNumber();
    }

    byte[] finish() {
        document.close();
        return StablePdf.of(bytes.toByteArray());
    }

    private final class Feet extends PdfPageEventHelper {
        private final Foot foot;

        Feet(Foot foot) {
            this.foot = foot;
        }

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            PdfContentByte canvas = writer.getDirectContent();
            canvas.saveState();
            canvas.setColorStroke(LINE);
            canvas.setLineWidth(0.4f);
            canvas.moveTo(MARGIN, MARGIN + 12);
            canvas.lineTo(MARGIN + WIDTH, MARGIN + 12);
            canvas.stroke();
            canvas.restoreState();
            ColumnText.showTextAligned(
                    canvas,
                    Element.ALIGN_LEFT,
                    type.text(foot.left(), Style.FOOT),
                    MARGIN,
                    MARGIN,
                    0,
                    PdfWriter.RUN_DIRECTION_LTR,
                    0);
            ColumnText.showTextAligned(
                    canvas,
                    Element.ALIGN_RIGHT,
                    type.text("Page " + writer.getPageNumber() + " of " + foot.pages(), Style.FOOT),
                    MARGIN + WIDTH,
                    MARGIN,
                    0);
        }
    }

    /**
     * Makes the bytes of a document follow from what it holds: OpenPDF draws the names of embedded fonts and the document's id by lot.
     * Nothing changes its length.
     */
    static final class StablePdf {
        private static final Pattern FONT = Pattern.compile("/[A-Z]{6}\\+(?=InstrumentSans|DejaVuSans)");
        private static final Pattern ID = Pattern.compile("/ID ?\\[<[0-9a-f]{32}><[0-9a-f]{32}>]");
        private static final String NO_ID = "0".repeat(32);

        private StablePdf() {}

        static byte[] of(byte[] document) {
            String fonts = FONT.matcher(new String(document, StandardCharsets.ISO_8859_1))
                    .replaceAll("/BURSAR+");
            Matcher id = ID.matcher(fonts);
            int at = -1;
            while (id.find()) {
                at = id.start();
            }
            if (at < 0) {
                throw new IllegalStateException("Documents are no longer written as they were");
            }
            int first = fonts.indexOf('<', at) + 1;
            int second = first + NO_ID.length() + 2;
            var stable = new StringBuilder(fonts);
            stable.replace(first, first + NO_ID.length(), NO_ID);
            stable.replace(second, second + NO_ID.length(), NO_ID);
            String own = hash(stable.toString());
            stable.replace(first, first + NO_ID.length(), own);
            stable.replace(second, second + NO_ID.length(), own);
            return stable.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        private static String hash(String text) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
                return HexFormat.of().formatHex(hash).substring(0, NO_ID.length());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
