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

    /** {@code Input from cache 71.0% → 12.0%}; empty where one of the two isn't known. */
    static Optional<String> cacheMove(Figures now, Figures before) {
        return now.fromCache()
                .flatMap(share -> Formats.share(share, BigDecimal.ONE))
                .flatMap(share -> before.fromCache()
                        .flatMap(old -> Formats.share(old, BigDecimal.ONE))
                        .map(old -> "Input from cache " + old + " \u2192 " + share));
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
                ? sum + ", the same as Amazon Bedrock and other sellers\u2019 models in Spend"
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
