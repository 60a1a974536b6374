package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.list.AddressReader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SearchField;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which of AWS's documents the page shows, as its address says it.
 *
 * @param type AWS's word as it stands in an address: {@code credit-memo}
 * @param words what is searched for; empty for nothing
 */
record DocumentsUrl(Optional<YearMonth> month, Optional<String> type, Counts counts, String words) {
    private static final String TYPE = "type";
    private static final String SHOW = "show";
    private static final List<String> NAMES = List.of(DocumentLinks.MONTH, TYPE, SHOW, SearchField.PARAMETER);

    /** Which documents are listed. */
    enum Counts {
        ALL("All documents"),
        COUNTED("Counted"),
        NOT_COUNTED("Not counted");

        private final String words;

        Counts(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    record Read(DocumentsUrl url, List<String> ignored) {}

    static Read read(Map<String, List<String>> parameters) {
        var address = new AddressReader(parameters, NAMES);
        var url = new DocumentsUrl(
                address.month(DocumentLinks.MONTH),
                address.single(
                        TYPE, word -> Optional.of(word).filter(one -> one.matches("[a-z0-9-]{1,40}")), "unknown value"),
                address.choice(SHOW, Counts.class, Counts.ALL),
                address.single(SearchField.PARAMETER)
                        .map(text -> PlainText.cut(text.strip(), 200))
                        .orElse(""));
        return new Read(url, address.ignored());
    }

    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        month.ifPresent(one -> parameters.put(DocumentLinks.MONTH, List.of(one.toString())));
        type.ifPresent(one -> parameters.put(TYPE, List.of(one)));
        if (counts != Counts.ALL) {
            parameters.put(SHOW, List.of(AddressReader.word(counts)));
        }
        if (!words.isEmpty()) {
            parameters.put(SearchField.PARAMETER, List.of(words));
        }
        return parameters;
    }

    static String word(AwsDocument document) {
        return document.type().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its type is asked for, and whether it counts or not; what is searched for is the search field's. */
    boolean shows(AwsDocument document) {
        return type.filter(one -> !one.equals(word(document))).isEmpty()
                && (counts == Counts.ALL || document.counts() == (counts == Counts.COUNTED));
    }

    DocumentsUrl withMonth(Optional<YearMonth> other) {
        return new DocumentsUrl(other, type, counts, words);
    }

    DocumentsUrl withType(Optional<String> other) {
        return new DocumentsUrl(month, other, counts, words);
    }

    DocumentsUrl with(Counts other) {
        return new DocumentsUrl(month, type, other, words);
    }

    DocumentsUrl searching(String other) {
        return new DocumentsUrl(month, type, counts, other);
    }

    /** All documents of the month. */
    DocumentsUrl cleared() {
        return new DocumentsUrl(month, Optional.empty(), Counts.ALL, "");
    }
}
