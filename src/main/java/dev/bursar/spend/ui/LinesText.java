package dev.bursar.spend.ui;

import dev.bursar.charges.CostMetric;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.spend.spi.LinesOfCharges.Plan;
import dev.bursar.spend.spi.LinesOfCharges.Sum;
import dev.bursar.sync.CapReached;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Sentences of the page of lines. */
final class LinesText {
    private static final String USD = "USD";
    private static final MathContext FEW_DIGITS = new MathContext(2);
    private static final int QUANTITY_DECIMALS = 4;
    private static final Pattern TIME =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}):00(?:\\.0+)?Z?");
    private static final BigDecimal CENT = new BigDecimal("0.01");
    /** AWS asks this for a thousand requests that fetch. */
    private static final BigDecimal THOUSAND_GETS = new BigDecimal("0.0004");

    private LinesText() {}

    /** {@code Open lines (reads about 1.2 GB, $0.01)}. */
    static String open(Plan.Ready plan) {
        Plan.@Nullable Engine engine = plan.engine();
        return "Open lines (reads about " + ByteSize.of(plan.bytes())
                + (engine == null
                        ? ""
                        : engine.usd().map(usd -> ", " + price(usd)).orElse(""))
                + ")";
    }

    /** {@code $0.01}; {@code less than $0.01}. */
    static String price(BigDecimal usd) {
        return usd.compareTo(CENT) < 0
                ? "less than " + Formats.money(CENT, USD)
                : Formats.money(usd.setScale(2, RoundingMode.UP), USD);
    }

    /** What happens when the button is clicked, and what it costs. */
    static String takes(Plan.Ready plan) {
        String charges = Formats.count(plan.charges(), "charge", "charges");
        String files = Formats.count(plan.files(), "file", "files");
        Plan.@Nullable Engine engine = plan.engine();
        if (engine != null) {
            return "%s looks up the lines of %s in %s where they lie. %s"
                    .formatted(
                            engine.name(),
                            charges,
                            files,
                            engine.usd()
                                    .map(usd -> "AWS charges for the bytes of the columns that are read: " + price(usd)
                                            + " at the list price. Fewer columns cost less.")
                                    .orElse("AWS charges nothing for it but requests to S3."));
        }
        return "Bursar fetches %s (%s) and looks up the lines of %s in them. %s"
                .formatted(
                        files,
                        ByteSize.of(plan.bytes()),
                        charges,
                        plan.remote()
                                ? "AWS charges " + price(requests(plan.files()))
                                        + " for the requests to S3, and for the transfer if Bursar runs outside of the"
                                        + " bucket\u2019s Region."
                                : "It costs nothing.");
    }

    private static BigDecimal requests(int files) {
        return THOUSAND_GETS.multiply(BigDecimal.valueOf(files)).movePointLeft(3);
    }

    /** What is done now. */
    static String now(LinesOfCharges.Step step, long done, long all, String engine) {
        return switch (step) {
            case WAITING -> "Waiting for another look-up to end";
            case FETCHING -> "Fetching files, " + ByteSize.of(done) + (all > 0 ? " of " + ByteSize.of(all) : "");
            case SCANNING -> engine + " has read " + ByteSize.of(done);
            case LOOKING ->
                "Looking at lines"
                        + (all > 0 ? ", " + Formats.count(Math.min(done, all)) + " of " + Formats.count(all) : "");
        };
    }

    /** {@code 10,000 of 123,456 lines, those with the largest BilledCost; Export has all of them}. */
    static String shown(LinesAnswer answer) {
        if (answer.isWhole()) {
            return Formats.count(answer.lines(), "line", "lines");
        }
        boolean down = answer.sort().startsWith("-");
        String by = PlainText.cut(down ? answer.sort().substring(1) : answer.sort(), 60);
        return Formats.count(answer.rows().size()) + " of " + Formats.count(answer.lines()) + " lines, "
                + (answer.numbers().contains(by)
                        ? "those with the " + (down ? "largest " : "smallest ") + by
                        : "the " + (down ? "last" : "first") + " ones by " + by)
                + "; Export has all of them";
    }

    /** Whether lines and charges cost the same, and else why not. */
    static String agrees(Sum sum, LinesAnswer answer) {
        return agrees(sum, answer.charges(), answer.without(), answer.ofNodes())
                + (answer.covered()
                        ? " Usage that a Savings Plan covers has BilledCost 0 in both, as FOCUS requires. The report\u2019s own"
                                + " lines charge it and reverse the charge."
                        : "");
    }

    static String agrees(Sum sum, long charges, long without, long ofNodes) {
        String rest = sum.without().signum() == 0 && without == 0
                ? ""
                : " " + Formats.count(without, "charge", "charges") + " of "
                        + Formats.exactPrice(sum.without(), sum.currency()) + " in all "
                        + (without == 1 ? "has" : "have")
                        + " no lines: " + why(without, ofNodes) + ".";
        if (sum.difference().signum() == 0) {
            return (without == 0
                            ? "The lines add up to their " + Formats.count(charges, "charge", "charges")
                                    + ", to the last digit."
                            : "The lines add up to the charges that have lines, to the last digit.")
                    + rest;
        }
        return "The lines and their charges differ by " + Formats.exactPrice(sum.difference(), sum.currency())
                + ". Either the charges have been read again since, or these are not the files they were read from. Open"
                + " the lines again." + rest;
    }

    /** Why charges have no lines, as the end of a sentence. */
    static String why(long without, long ofNodes) {
        String parts = "parts of what nodes of clusters cost, whose lines several teams may share";
        long others = without - ofNodes;
        String read = "Cost Explorer reported "
                + (ofNodes > 0 ? others == 1 ? "the other" : "the others" : others == 1 ? "it" : "them")
                + ", or somebody imported the files by hand";
        if (ofNodes == 0) {
            return read;
        }
        return others > 0
                ? Formats.count(ofNodes) + (ofNodes == 1 ? " is one of the " : " are ") + parts + "; " + read
                : (without == 1 ? "it is one of the " : "they are ") + parts;
    }

    static String unknown(String column) {
        return "Ignored the column \u201C" + PlainText.cut(column, 60) + "\u201D: the files have no such column.";
    }

    static String tooLong(LocalDateRange days) {
        return Formats.range(days) + " are " + Formats.count(days.lengthInDays())
                + " days. Lines are looked up in files of" + " a month each, so at most " + LinesOfCharges.MOST_DAYS
                + " days are opened at once.";
    }

    static String notDelivered(LocalDateRange days, long charges) {
        return Formats.count(charges, "charge", "charges") + " of " + Formats.range(days)
                + (charges == 1 ? " was" : " were")
                + " read from Cost Explorer, or from files that somebody imported. Bursar keeps no lines of those. Days have"
                + " lines from the first month that AWS delivers to Bursar\u2019s bucket or folder; AWS Support can"
                + " deliver earlier months again.";
    }

    static String cap(CapReached cap) {
        return "The lines were not opened: it could exceed the " + (cap.daily() ? "daily" : "monthly") + " cap of "
                + Formats.money(cap.capUsd(), USD) + " for paid requests. Try again after "
                + Formats.momentWithYear(cap.runsAgain()) + ", or ask an admin to raise the cap.";
    }

    /** A number with each digit, without an exponent. */
    static String number(String text) {
        return Optional.ofNullable(LinesAnswer.number(text))
                .map(number -> number.toPlainString().replace('-', '\u2212'))
                .orElse(text);
    }

    /**
     * A value as a cell shows it: costs with cents, a day without its midnight. What is delivered stands in the cell's tooltip and in files.
     *
     * @param currency of the costs; empty where lines have several
     */
    static String cell(String column, String text, boolean number, Optional<String> currency) {
        return number ? numeral(column, text, currency) : time(text).orElse(text);
    }

    private static String numeral(String column, String text, Optional<String> currency) {
        BigDecimal value = LinesAnswer.number(text);
        if (value == null) {
            return text;
        }
        String name = column.toLowerCase(Locale.ROOT);
        if (name.endsWith("cost") && currency.isPresent()) {
            return isLost(value, 2)
                    ? Formats.exactPrice(value.round(FEW_DIGITS), currency.get())
                    : Formats.money(value, currency.get());
        }
        return name.endsWith("quantity") || name.endsWith("amount")
                ? isLost(value, QUANTITY_DECIMALS) ? number(text) : Formats.number(value, QUANTITY_DECIMALS)
                : number(text);
    }

    /** Whether rounding leaves nothing of it. */
    private static boolean isLost(BigDecimal value, int decimals) {
        return value.signum() != 0
                && value.setScale(decimals, RoundingMode.HALF_EVEN).signum() == 0;
    }

    private static Optional<String> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            String day = Formats.date(LocalDate.parse(time.group(1)));
            return Optional.of(time.group(2).equals("00:00") ? day : day + ", " + time.group(2));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code Usage type}; a column that isn't shown unless it is chosen keeps its name in the files. */
    static String head(String column) {
        return switch (column) {
            case "ChargePeriodStart", "line_item_usage_start_date" -> "Day";
            case "SubAccountId", "line_item_usage_account_id" -> "Account";
            case "ServiceName" -> "Service";
            case "line_item_product_code" -> "Product";
            case "x_UsageType", "line_item_usage_type" -> "Usage type";
            case "ResourceId", "line_item_resource_id" -> "Resource";
            case "ConsumedQuantity", "line_item_usage_amount" -> "Quantity";
            case "ConsumedUnit", "pricing_unit" -> "Unit";
            case "line_item_unblended_cost" -> "Unblended cost";
            default -> column;
        };
    }

    /** What lines of this cost are called beside their charges. */
    static String cost(CostMetric cost) {
        return cost.label() + " of the lines";
    }
}
