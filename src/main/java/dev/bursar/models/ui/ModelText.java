package dev.bursar.models.ui;

import dev.bursar.charges.models.ModelLine.Direction;
import dev.bursar.charges.models.ModelLine.Tier;
import dev.bursar.models.Figures;
import dev.bursar.models.Model;
import dev.bursar.models.ModelMonth.OfCurrency;
import dev.bursar.models.ModelMonth.OfModel;
import dev.bursar.models.ModelMonth.OfUsageType;
import dev.bursar.spend.Breakdowns;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NoCostsText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The words of the page of models and of its file. */
final class ModelText {
    static final List<Direction> PRICED =
            Arrays.stream(Direction.values()).filter(Direction::ofTokens).toList();
    static final String NOT_KNOWN = "Not known";
    static final String NOT_STATED = "Not stated";
    private static final int MOST_MOVES = 2;
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private ModelText() {}

    /** {@code Nova Pro}; {@code Amazon Bedrock, other}; {@code Amazon Bedrock, model not stated}. */
    static String name(Model model) {
        return model.name().isEmpty()
                ? model.service() + (model.stated() ? ", other" : ", model not stated")
                : model.name();
    }

    /** {@code 4.3 B}; {@code 62.4 M}; {@code 950}. */
    static String tokens(BigDecimal tokens) {
        BigDecimal size = tokens.abs();
        return size.compareTo(BILLION) >= 0
                ? in(tokens, BILLION) + " B"
                : size.compareTo(MILLION) >= 0
                        ? in(tokens, MILLION) + " M"
                        : size.compareTo(THOUSAND) >= 0 ? in(tokens, THOUSAND) + " K" : Formats.number(tokens, 0);
    }

    private static String in(BigDecimal tokens, BigDecimal unit) {
        return Formats.number(tokens.divide(unit, 10, RoundingMode.HALF_UP), 1);
    }

    static String fromCache(Figures figures) {
        return figures.fromCache()
                .flatMap(share -> Formats.share(share, BigDecimal.ONE))
                .orElse(figures.reads() ? NOT_KNOWN : "");
    }

    /** {@code input from cache 71.0% → 12.0%}; empty where one of the two isn't known, or both are the same. */
    static Optional<String> cacheMove(Figures now, Figures before) {
        return now.fromCache()
                .flatMap(share -> Formats.share(share, BigDecimal.ONE))
                .flatMap(share -> before.fromCache()
                        .flatMap(old -> Formats.share(old, BigDecimal.ONE))
                        .filter(old -> !old.equals(share))
                        .map(old -> "input from cache " + old + " \u2192 " + share));
    }

    /**
     * {@code Per 1 M tokens $3.70 → $1.97: −44.3 M input tokens at $2.88, input from cache 0.0% → 71.7%}: the direction whose cost moved
     * most, and what was read from cache. Empty where the tokens of either time aren't all known.
     */
    static Optional<String> why(Figures now, Figures before, String currency) {
        Optional<Figures.Tokens> after = now.together().filter(Figures.Tokens::allKnown);
        Optional<Figures.Tokens> first = before.together().filter(Figures.Tokens::allKnown);
        Optional<BigDecimal> price = after.flatMap(Figures.Tokens::perMillion);
        Optional<BigDecimal> old = first.flatMap(Figures.Tokens::perMillion);
        if (price.isEmpty() || old.isEmpty()) {
            return Optional.empty();
        }
        var causes = new ArrayList<String>();
        PRICED.stream()
                .max(Comparator.comparing(direction -> costOf(now, direction)
                        .subtract(costOf(before, direction))
                        .abs()))
                .flatMap(direction -> moved(now, before, direction, currency))
                .ifPresent(causes::add);
        cacheMove(now, before).ifPresent(causes::add);
        String was = Formats.price(old.get(), currency);
        String is = Formats.price(price.get(), currency);
        return causes.isEmpty()
                ? Optional.empty()
                : Optional.of("Per 1 M tokens " + (was.equals(is) ? is : was + " \u2192 " + is) + ": "
                        + String.join(", ", causes));
    }

    private static BigDecimal costOf(Figures figures, Direction direction) {
        return figures.of(direction).map(Figures.Tokens::cost).orElse(BigDecimal.ZERO);
    }

    private static Optional<String> moved(Figures now, Figures before, Direction direction, String currency) {
        BigDecimal more = tokensOf(now, direction).subtract(tokensOf(before, direction));
        return now.of(direction)
                .or(() -> before.of(direction))
                .flatMap(Figures.Tokens::perMillion)
                .filter(price -> more.signum() != 0)
                .map(price -> (more.signum() > 0 ? "+" : "") + tokens(more) + " "
                        + direction.label().toLowerCase(Locale.ROOT) + " tokens at " + Formats.price(price, currency));
    }

    private static BigDecimal tokensOf(Figures figures, Direction direction) {
        return figures.of(direction).map(Figures.Tokens::tokens).orElse(BigDecimal.ZERO);
    }

    /** The models whose cost moved most, by a tenth or more, each with what moved it. */
    static List<String> moves(OfCurrency of) {
        return of.models().stream()
                .filter(row -> !row.model().name().isEmpty())
                .filter(row -> moved(row)
                                .abs()
                                .multiply(BigDecimal.TEN)
                                .compareTo(row.before().cost())
                        >= 0)
                .sorted(Comparator.comparing((OfModel row) -> moved(row).abs()).reversed())
                .flatMap(row -> why(row.now(), row.before(), of.currency())
                        .map(why -> row.model().name() + ", " + Formats.signed(moved(row), of.currency()) + ". " + why
                                + ".")
                        .stream())
                .limit(MOST_MOVES)
                .toList();
    }

    private static BigDecimal moved(OfModel row) {
        return row.now().cost().subtract(row.before().cost());
    }

    /** Tokens of a direction, or of all: with a "+" where some charge doesn't say how many, "Not known" where none does. */
    static String tokens(Optional<Figures.Tokens> some) {
        return some.map(known -> known.tokens().signum() == 0 && !known.allKnown()
                        ? NOT_KNOWN
                        : tokens(known.tokens()) + (known.allKnown() ? "" : "+"))
                .orElse("");
    }

    /** Of a model, all directions together; Not stated where no charge says what was used. */
    static String tokens(OfModel model) {
        return model.notStated() ? NOT_STATED : tokens(model.now().together());
    }

    static String perMillion(Optional<Figures.Tokens> some, String currency) {
        return some.map(known -> known.perMillion()
                        .map(price -> Formats.price(price, currency))
                        .orElse(NOT_KNOWN))
                .orElse("");
    }

    static String tiers(OfModel model) {
        return model.tiers().stream().map(Tier::label).collect(Collectors.joining(", "));
    }

    /** {@code On demand + 2}. */
    static String tiersInShort(OfModel model) {
        int more = model.tiers().size() - 1;
        return more < 1 ? tiers(model) : model.tiers().first().label() + " + " + more;
    }

    /** {@code Nova Pro: On demand, Priority}; empty where the short form says all. */
    static String tiersInFull(OfModel model) {
        return model.tiers().size() < 2 ? "" : name(model.model()) + ": " + tiers(model);
    }

    static String routings(OfModel model) {
        return model.usageTypes().stream()
                .filter(type -> type.line().tier() != Tier.OTHER)
                .map(type -> type.line().routing())
                .distinct()
                .sorted()
                .map(routing -> routing.label())
                .collect(Collectors.joining(", "));
    }

    /** Of what isn't served in tokens nothing. */
    static String routing(OfUsageType type) {
        return type.line().direction().ofTokens() ? type.line().routing().label() : "";
    }

    static String usageType(OfUsageType type) {
        return type.usageType().isEmpty() ? NOT_STATED : type.usageType();
    }

    /** {@code 1,234.5 1K tokens}, as the bill counts it. */
    static String quantity(@Nullable BigDecimal quantity, String unit) {
        return quantity == null || unit.isEmpty() ? NOT_KNOWN : Formats.number(quantity, 1) + " \u00D7 " + unit;
    }

    /** {@code ↗ +$12.05 (+3.0%)}; that nothing is known where the days before aren't read. */
    static String change(Figures now, Figures before, boolean compared, String currency) {
        return compared ? Formats.change(now.cost(), before.cost(), currency).text() : NoCostsText.NOT_READ;
    }

    /** How the sum of the models and what the services come to agree. */
    static String check(OfCurrency of) {
        BigDecimal total = of.now().total();
        String sum = of.now().credits().signum() == 0
                ? Formats.money(total, of.currency())
                : Formats.money(of.now().cost(), of.currency()) + " and credits of "
                        + Formats.money(of.now().credits(), of.currency()) + ", "
                        + Formats.money(total, of.currency()) + " together";
        return total.compareTo(of.serviceCost()) == 0
                ? sum + ", as in Spend (Amazon Bedrock and Marketplace models)"
                : sum + ". Spend has " + Formats.money(of.serviceCost(), of.currency())
                        + " for these services, because they were read at different times.";
    }

    /** What Cost Explorer's charges don't say; empty where all say usage types. */
    static Optional<String> notStated(OfCurrency of) {
        BigDecimal cost = of.models().stream()
                .flatMap(model -> model.usageTypes().stream())
                .filter(type -> type.usageType().isEmpty() && type.used())
                .map(type -> type.now().cost())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return cost.signum() == 0
                ? Optional.empty()
                : Optional.of(Formats.money(cost, of.currency())
                        + " come from charges without usage types, such as Cost Explorer\u2019s: models of Amazon Bedrock and tokens"
                        + " are not stated. CUR and FOCUS files state them. Cost Explorer breaks a month down by usage type:"
                        + " free in AWS\u2019s console, 1 request ("
                        + Formats.money(Breakdowns.PAGE_USD, "USD") + ") by its API.");
    }
}
