package dev.bursar.chargeback.documents.ui;

import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.ui.SearchField;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;

/** What can be chosen on the page of AWS's documents. */
final class DocumentChoice {
    static final Setting<Optional<YearMonth>> MONTH = Setting.month(DocumentLinks.MONTH);
    /** AWS's word as it stands in an address: {@code credit-memo}. */
    static final Setting<Optional<String>> TYPE = Setting.optional(
            "type",
            word -> Optional.of(word).filter(one -> one.matches("[a-z0-9-]{1,40}")),
            word -> word,
            "unknown value");

    static final Setting<Counts> SHOW = Setting.choice("show", Counts.class, Counts.ALL);
    static final Setting<String> SEARCH = Setting.search(SearchField.PARAMETER);

    static final ListAddress ADDRESS =
            new ListAddress(DocumentLinks.DOCUMENTS, Dimensions.none(), MONTH, TYPE, SHOW, SEARCH);

    private DocumentChoice() {}

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

    static String word(AwsDocument document) {
        return document.type().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its type is asked for, and whether it counts or not; what is searched for is the search field's. */
    static boolean shows(ListState list, AwsDocument document) {
        Counts counts = list.get(SHOW);
        return list.get(TYPE).filter(one -> !one.equals(word(document))).isEmpty()
                && (counts == Counts.ALL || document.counts() == (counts == Counts.COUNTED));
    }
}
