package dev.bursar.admin.setup;

import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.ScanPrice;
import dev.bursar.billingdata.reduction.DeliverySize;
import dev.bursar.billingdata.reduction.EngineFailureText;
import dev.bursar.billingdata.reduction.EngineTest;
import dev.bursar.billingdata.reduction.EngineTests;
import dev.bursar.billingdata.reduction.EngineTrouble;
import dev.bursar.billingdata.reduction.ReductionPlace;
import dev.bursar.billingdata.reduction.ReductionRefused;
import dev.bursar.billingdata.reduction.ReductionState;
import dev.bursar.billingdata.reduction.StoredReduction;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Words about where lines are reduced. */
final class ReductionText {
    private static final int SHOWN = 300;
    private static final BigDecimal CENT = new BigDecimal("0.01");
    /** What requests to S3 for a few files, or the ends of some hundred, come to. */
    static final String UNDER = "under $0.01";

    /** A test scans little enough, and asks S3 for a few files. */
    static final String TEST_PRICE = UNDER;

    private static final String AGAIN = "Test again later.";

    private ReductionText() {}

    static String name(ReductionPlace place) {
        return place.engine().map(EngineName::label).orElse("Here");
    }

    /** {@code in Athena}. */
    static String in(ReductionPlace place) {
        return place.engine().map(engine -> "in " + engine.label()).orElse("here");
    }

    static String does(ReductionPlace place) {
        return switch (place) {
            case HERE -> "Bursar copies each delivery to its disk and sums up its lines with DuckDB.";
            case ATHENA -> "Athena reads the files in their bucket; only the charges come to Bursar.";
            case TRINO -> "Your Trino reads the files where they lie; only the charges come to Bursar.";
        };
    }

    static String writes(ReductionPlace place, @Nullable String results) {
        return place == ReductionPlace.HERE
                ? "Nothing in AWS."
                : "Tables that name the export\u2019s folder and are dropped after each delivery, and results"
                        + (results == null
                                ? " in a folder that you name."
                                : " in " + PlainText.cut(results, SHOWN) + ".");
    }

    static String settings(ReductionPlace place) {
        return switch (place) {
            case HERE -> "";
            case ATHENA -> "Set BURSAR_ATHENA_RESULTS, and BURSAR_ATHENA_DATABASE if it isn\u2019t called bursar.";
            case TRINO ->
                "Set BURSAR_TRINO_URL and BURSAR_TRINO_RESULTS, and what Trino asks for: BURSAR_TRINO_USER with a"
                        + " password or token, catalog, schema.";
        };
    }

    static String price(ReductionPlace place) {
        return place == ReductionPlace.ATHENA
                ? "AWS charges " + Formats.money(ScanPrice.USD_A_TERABYTE, "USD") + " for each TB that Athena scans."
                : "AWS charges nothing but requests to S3, and traffic if Trino runs outside of the bucket\u2019s Region.";
    }

    /** {@code 2026-11: 12 files with 24,000 lines, 35 MB of columns that are read}. */
    static String size(DeliverySize size) {
        String read = size.filesRead() < size.files()
                ? " (estimated from the ends of " + Formats.count(size.filesRead()) + ")"
                : "";
        return "The newest delivery, " + PlainText.cut(size.period(), 60) + ", has "
                + Formats.count(size.files(), "file", "files") + " with " + Formats.count(size.lines(), "line", "lines")
                + read + ". The columns that are read take " + ByteSize.of(size.bytes()) + ", and are scanned "
                + ScanPrice.LEAST_SCANS + " to " + ScanPrice.MOST_SCANS + " times. " + price(size);
    }

    private static String price(DeliverySize size) {
        return size.engine() == ReductionPlace.ATHENA
                ? "AWS charges " + range(size.leastUsd(), size.mostUsd()) + " for it."
                : price(ReductionPlace.TRINO);
    }

    private static String range(BigDecimal least, BigDecimal most) {
        return most.compareTo(CENT) < 0 ? UNDER : Formats.money(least, "USD") + " to " + Formats.money(most, "USD");
    }

    static String sample(EngineTest test) {
        return Formats.count(test.sample().files(), "file", "files") + " of "
                + test.sample().period() + ", "
                + Formats.count(test.sample().lines(), "line", "lines") + ", "
                + Formats.count(test.sample().charges(), "charge", "charges") + ": " + name(test.engine()) + " took "
                + seconds(test.took().thereMillis()) + " and scanned "
                + ByteSize.of(test.took().bytes()) + ", DuckDB here "
                + seconds(test.took().hereMillis()) + ".";
    }

    private static String seconds(long millis) {
        return Formats.number(BigDecimal.valueOf(millis, 3), 1) + " s";
    }

    static String difference(EngineTest test, EngineTest.Difference difference) {
        return "The first charge that differs: " + Formats.date(difference.day()) + ", account "
                + Formats.account(PlainText.cut(difference.account(), 60)) + ", "
                + PlainText.cut(difference.service(), 60) + ". " + difference.field() + " is "
                + value(difference.here()) + " here and " + value(difference.there()) + " in " + name(test.engine())
                + ".";
    }

    private static String value(String value) {
        return value.isEmpty() ? "missing" : PlainText.cut(value, 60);
    }

    /** What kept an engine from being tried. */
    static String what(ReductionPlace engine, EngineTrouble trouble) {
        return switch (trouble) {
            case EngineTrouble.Failed failed ->
                name(engine) + " did not reduce the lines: " + EngineFailureText.why(failed.kind()) + "."
                        + (failed.said().isBlank() ? "" : " It said: " + PlainText.clean(failed.said()));
            case EngineTrouble.Unread unread -> what(unread);
        };
    }

    private static String what(EngineTrouble.Unread unread) {
        return switch (unread.reason()) {
            case NO_DELIVERY -> "There is no delivery to test with yet.";
            case UNSUITABLE ->
                "The newest delivery\u2019s files are of a kind that only DuckDB reads, such as CSV. They are reduced here,"
                        + " whatever is chosen.";
            case TOO_LARGE ->
                "The newest delivery\u2019s smallest file has more than " + ByteSize.of(EngineTests.MOST_BYTES)
                        + " of columns, which a test doesn\u2019t read.";
            case REPLACED -> "AWS replaced the delivery\u2019s files meanwhile.";
            case FILES -> PlainText.cut(unread.said(), SHOWN);
        };
    }

    static String whatToDo(ReductionPlace engine, EngineTrouble trouble) {
        return switch (trouble) {
            case EngineTrouble.Failed failed ->
                EngineFailureText.whatToDo(failed.kind(), engine.engine().orElseThrow(), AGAIN);
            case EngineTrouble.Unread unread ->
                switch (unread.reason()) {
                    case NO_DELIVERY, REPLACED -> AGAIN;
                    case UNSUITABLE -> "Have AWS deliver Parquet if you want an engine to reduce the lines.";
                    case TOO_LARGE -> "Choose it without a test, and compare the totals of the first delivery.";
                    case FILES -> PlainText.cut(unread.whatToDo(), SHOWN);
                };
        };
    }

    /** {@code Chosen by Ada, 24 Nov 2026, 09:00 UTC, after a test}. */
    static String chosen(StoredReduction.Chosen chosen) {
        Instant at = chosen.at();
        return at == null
                ? ""
                : "Chosen by " + PlainText.cut(String.valueOf(chosen.by()), 60) + ", " + Formats.momentWithYear(at)
                        + (chosen.place() == ReductionPlace.HERE
                                ? "."
                                : chosen.tested() ? ", after a test." : ", without a test.");
    }

    static String refusal(ReductionRefused.Reason reason) {
        return switch (reason) {
            case NOT_SET_UP ->
                "This engine is no longer set up, so nothing was changed. Set it up, or choose another place.";
            case NOT_TESTED ->
                "Nothing was changed: no test of the engine as it is set up now has shown the same charges. Test it, or choose"
                        + " it without a test.";
            case BUSY -> "Another test is under way. Test again when it has finished.";
        };
    }

    /** What kept an engine from being tried, and what to do. */
    static String both(ReductionPlace engine, EngineTrouble trouble) {
        return what(engine, trouble) + " " + whatToDo(engine, trouble);
    }

    /** What an admin is asked before an engine is chosen. */
    static String question(ReductionState.Engine engine, boolean tested) {
        return (tested ? "" : "No test has shown that " + name(engine.place()) + " makes the same charges as Bursar. ")
                + "From the next delivery on, " + name(engine.place())
                + " reduces lines of Parquet files where they lie. There Bursar makes and drops tables, and writes results in "
                + PlainText.cut(String.valueOf(engine.results()), SHOWN) + ". " + price(engine.place())
                + " Stored costs don\u2019t change.";
    }
}
