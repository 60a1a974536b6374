package dev.bursar.chargeback.documents.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.AwsDocument.State;
import dev.bursar.chargeback.documents.ui.DocumentRow.Document;
import dev.bursar.chargeback.documents.ui.DocumentRow.Sum;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** AWS's documents by billing month, each month with what its documents ask for. */
final class DocumentTable {
    private static final int SHORT = 40;

    private DocumentTable() {}

    /**
     * The documents of these rows.
     *
     * @param all documents, those that are not shown too: receipts say which invoices are paid
     * @param annul asked for a document that was typed in; null where the person may not
     */
    static Grid<DocumentRow> of(List<DocumentRow> rows, List<AwsDocument> all, @Nullable Consumer<AwsDocument> annul) {
        Grid<DocumentRow> grid = Tables.grid("documents-table", "AWS documents");
        Tables.sized(grid.addComponentColumn(DocumentTable::number), "Document", 190, 3)
                .setTooltipGenerator(row -> text(row, document -> PlainText.full(document.number())))
                .setFrozen(true);
        Tables.wideOnly(grid.addComponentColumn(row -> lines(row, DocumentText::type, DocumentText::original)))
                .setHeader("Type")
                .setWidth("140px")
                .setFlexGrow(1);
        Tables.wideOnly(grid.addComponentColumn(
                        row -> lines(row, DocumentText::issued, document -> DocumentText.due(document, all))))
                .setHeader("Issued")
                .setWidth("190px")
                .setFlexGrow(1);
        Tables.sized(Tables.figures(grid.addComponentColumn(DocumentTable::amount)), "Amount", 140);
        boolean anyTyped =
                rows.stream().anyMatch(row -> row instanceof Document(AwsDocument one) && one.typed() != null);
        Tables.sized(
                        Tables.wideOnly(grid.addComponentColumn(row -> lines(row, DocumentText::source))),
                        "Source",
                        140,
                        2)
                .setVisible(anyTyped);
        Tables.sized(
                        Tables.wideOnly(grid.addComponentColumn(
                                row -> lines(row, document -> document.counts() ? "" : DocumentText.state(document)))),
                        "State",
                        170,
                        3)
                .setTooltipGenerator(row -> text(row, DocumentText::state));
        if (annul != null && rows.stream().anyMatch(DocumentTable::mayBeVoided)) {
            Tables.sized(grid.addComponentColumn(row -> action(row, annul)), "Actions", 90, 0);
        }
        grid.setPartNameGenerator(row -> row instanceof Sum ? "group-head" : null);
        grid.setItems(rows);
        grid.setAllRowsVisible(rows.size() <= SHORT);
        grid.setClassName("long-table", rows.size() > SHORT);
        return grid;
    }

    private static Component number(DocumentRow row) {
        return switch (row) {
            case Sum sum -> new Div(new Span(Formats.month(sum.month())), Styled.span("group-note", sum.words()));
            case Document(AwsDocument document) -> {
                var number = PlainText.id(document.number());
                number.setClassName("struck", isVoided(document));
                Div cell = Tables.twoLines(number, document.seller());
                var narrow = new Span(document.counts() ? DocumentText.type(document) : DocumentText.state(document));
                narrow.addClassNames("second-line", "narrow-line");
                cell.add(narrow);
                yield cell;
            }
        };
    }

    private static Component amount(DocumentRow row) {
        return switch (row) {
            case Sum sum -> new Span(sum.sum());
            case Document(AwsDocument document) -> {
                var amount = new Span(DocumentText.amount(document));
                amount.setClassName("struck", isVoided(document));
                amount.setClassName("quiet", !document.counts());
                yield DocumentText.paid(document).isEmpty()
                        ? amount
                        : Tables.twoLines(amount, DocumentText.paid(document));
            }
        };
    }

    private static boolean mayBeVoided(DocumentRow row) {
        return row instanceof Document(AwsDocument document)
                && document.typed() != null
                && document.state() instanceof State.Current;
    }

    private static boolean isVoided(AwsDocument document) {
        return document.state() instanceof State.Voided;
    }

    @SafeVarargs
    private static Component lines(DocumentRow row, Function<AwsDocument, String>... lines) {
        var cell = new Div();
        if (row instanceof Document(AwsDocument document)) {
            for (int i = 0; i < lines.length; i++) {
                String words = lines[i].apply(document);
                if (!words.isEmpty()) {
                    var line = new Span(PlainText.cut(words, 120));
                    line.setClassName("second-line", i > 0);
                    line.setClassName("quiet", !document.counts());
                    cell.add(line);
                }
            }
        }
        return cell;
    }

    private static String text(DocumentRow row, Function<AwsDocument, String> words) {
        return switch (row) {
            case Sum sum -> sum.words();
            case Document(AwsDocument document) -> words.apply(document);
        };
    }

    private static Component action(DocumentRow row, Consumer<AwsDocument> annul) {
        if (mayBeVoided(row) && row instanceof Document(AwsDocument document)) {
            var button = Buttons.link("Void\u2026", click -> annul.accept(document));
            button.setAriaLabel("Void document " + PlainText.cut(document.number(), 64));
            return button;
        }
        return new Span();
    }
}
