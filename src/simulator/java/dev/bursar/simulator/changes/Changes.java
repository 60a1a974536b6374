package dev.bursar.simulator.changes;

import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.invoicing.Invoicing;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.DayGenerator;
import dev.bursar.simulator.organisation.Edit;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What AWS changed after the fact. Changes are JSON posted to {@code /_simulator/changes}, each with an {@code id}: the same one again does
 * nothing, {@code DELETE changes/ID} takes one back and {@code DELETE changes} all, as if they had never been. A restart forgets them.
 *
 * <pre>{@code
 * at="$(cat data/demo/simulator)/_simulator"
 * curl $at/changes                            # those in force
 * curl $at/documents                          # numbers of documents
 * curl -d '{"id":"1","change":"restate","month":"2026-10","account":"210987654321","service":"Amazon SageMaker",
 *           "team":"research","factor":"1.10","invoice":"further"}' $at/changes
 * curl -d '{"id":"2","change":"refund","month":"2026-09","account":"210987654321","service":"Amazon SageMaker",
 *           "amount":"120.50","day":"2026-09-30"}' $at/changes
 * curl -d '{"id":"3","change":"withdraw","number":"1984807637"}' $at/changes
 * curl -d '{"id":"4","change":"retag","month":"2026-10","account":"210987654321","service":"Amazon SageMaker",
 *           "from":"research","to":"vision"}' $at/changes
 * curl -d '{"id":"5","change":"hold-export","month":"2026-10"}' $at/changes
 * curl -d '{"id":"6","change":"export-names","month":"2026-10",
 *           "names":{"Amazon SageMaker":"Amazon SageMaker AI"}}' $at/changes
 * curl -X DELETE $at/changes/5                # the export of October is delivered
 * curl -X DELETE $at/changes
 * }</pre>
 *
 * <ul>
 *   <li>{@code restate}: on-demand usage of an account and service in a month that is over, by a {@code factor}, or by an {@code amount}
 *       of its net cost in all; with a {@code team} that of one tag value, "" for what has none. Cost Explorer and exports change; tax,
 *       Support and metrics don't. The {@code invoice} is {@code none} (as usual), {@code corrected} (the month's main invoice follows)
 *       or {@code further} (another invoice, or a credit memo, with a number of its own).
 *   <li>{@code refund}: a charge of the type Refund on {@code day}, which may lie in a later month and is the last of {@code month} where
 *       it is left out, and a credit memo of now for that day's month and the main invoice of {@code month}; {@code invoice} as above.
 *   <li>{@code withdraw}: a document is listed no longer, until that is taken back.
 *   <li>{@code retag}: usage of an account in a month that is over, of one {@code service}, one {@code resource} (its id as exports write
 *       it) and one value {@code from} ("" for none) where they are named, has the team's tag value {@code to} ("" for none).
 *   <li>{@code hold-export}: no export has the month, until that is taken back.
 *   <li>{@code export-names}: exports of a month that is over name services otherwise, and have other product codes for them.
 * </ul>
 */
public final class Changes {
    private static final String HOLD = "hold-export";
    private static final Set<String> ON_DEMAND = Set.of("Usage");
    private static final Set<String> TAGGED = Set.of("Usage", "SavingsPlanCoveredUsage");
    private static final String NONE = "none";
    private static final String CORRECTED = "corrected";
    private static final String FURTHER = "further";
    private static final Set<String> INVOICES = Set.of(NONE, CORRECTED, FURTHER);

    private final Organisation organisation;
    private final Invoicing invoicing;
    private final Map<String, Change> made = new LinkedHashMap<>();

    /** @param edit of lines, where it is one */
    private record Change(JsonNode wanted, @Nullable Edit edit) {}

    public Changes(Organisation organisation, Invoicing invoicing) {
        this.organisation = organisation;
        this.invoicing = invoicing;
    }

    /** Makes a change, unless it is made already. */
    public synchronized void make(JsonNode wanted) {
        var id = text(wanted, "id");
        var before = made.get(id);
        if (before == null) {
            made.put(id, new Change(wanted, change(id, wanted)));
        } else if (!before.wanted().equals(wanted)) {
            throw new IllegalArgumentException("Another change has the id " + id);
        }
    }

    /** Has all be as if a change had never been made, if it was. */
    public synchronized void undo(String id) {
        var change = made.remove(id);
        if (change != null) {
            if (change.edit() != null) {
                organisation.undo(change.edit());
            }
            invoicing.undo(id);
        }
    }

    public synchronized void undoAll() {
        List.copyOf(made.keySet()).reversed().forEach(this::undo);
    }

    /** Those in force, the oldest first. */
    public synchronized List<JsonNode> all() {
        return made.values().stream().map(Change::wanted).toList();
    }

    /** Whether exports of the month are held back. */
    public synchronized boolean isHeld(YearMonth month) {
        return made.values().stream()
                .map(Change::wanted)
                .anyMatch(wanted -> text(wanted, "change").equals(HOLD)
                        && text(wanted, "month").equals(month.toString()));
    }

    private @Nullable Edit change(String id, JsonNode wanted) {
        return switch (text(wanted, "change")) {
            case "restate" -> restate(id, wanted);
            case "refund" -> refund(id, wanted);
            case "retag" -> retag(wanted);
            case "export-names" -> {
                var names = new HashMap<String, String>();
                wanted.path("names")
                        .properties()
                        .forEach(
                                name -> names.put(name.getKey(), name.getValue().asString()));
                var month = past(wanted);
                some(month, line -> names.containsKey(line.cell().service()));
                yield edit(month, DayChange.exportedAs(names));
            }
            case HOLD -> edit(month(wanted), UnaryOperator.identity());
            case "withdraw" -> {
                invoicing.withdraw(id, text(wanted, "number"));
                yield null;
            }
            default -> throw new IllegalArgumentException("No such change");
        };
    }

    private Edit restate(String id, JsonNode wanted) {
        var month = past(wanted);
        text(wanted, "service");
        var usage = usage(wanted, "team", ON_DEMAND);
        var lines = some(month, usage);
        var sum = sum(lines.stream().map(line -> line.costs().netUnblended()));
        var factor = Json.text(wanted, "factor");
        if (factor == null && sum.signum() <= 0) {
            throw new IllegalArgumentException("What costs nothing can't cost an amount more");
        }
        var ratio = factor == null
                ? new BigDecimal(text(wanted, "amount")).divide(sum, MathContext.DECIMAL128)
                : new BigDecimal(factor).subtract(BigDecimal.ONE);
        if (ratio.compareTo(BigDecimal.ONE.negate()) < 0) {
            throw new IllegalArgumentException("More than there is");
        }
        var rest = factor == null
                ? new BigDecimal(text(wanted, "amount"))
                        .subtract(sum(lines.stream()
                                .map(line -> DayChange.more(line, ratio).netUnblended())))
                : BigDecimal.ZERO;
        var restated = DayChange.restated(usage, ratio, lines.getLast().day(), rest);
        return invoiced(id, wanted, NONE, month, () -> edit(month, restated));
    }

    private Edit retag(JsonNode wanted) {
        var to = Json.text(wanted, "to");
        if (to == null) {
            throw new IllegalArgumentException("No member to");
        }
        var month = past(wanted);
        var usage = usage(wanted, "from", TAGGED);
        var lines = some(month, usage);
        var resource = Json.text(wanted, "resource");
        if (resource == null) {
            return edit(month, DayChange.retagged(usage, to));
        }
        if (organisation.parts(lines).stream().noneMatch(part -> part.resource().equals(resource))) {
            throw new IllegalArgumentException("Nothing of that resource in " + month);
        }
        return edit(month, DayChange.retagged(usage, to, resource, line -> organisation.parts(List.of(line))));
    }

    private Edit refund(String id, JsonNode wanted) {
        var of = month(wanted);
        var day = Json.text(wanted, "day") == null ? of.atEndOfMonth() : LocalDate.parse(text(wanted, "day"));
        var amount = new BigDecimal(text(wanted, "amount"));
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("A refund is of more than 0");
        }
        if (day.isBefore(of.atDay(1)) || day.isBefore(organisation.firstDay()) || !day.isBefore(organisation.today())) {
            throw new IllegalArgumentException("A refund is on a past day of its month or later");
        }
        var line = new Line(
                day,
                Cell.charge(text(wanted, "account"), text(wanted, "service"), "Refund"),
                Costs.same(amount.negate()),
                BigDecimal.ZERO);
        UnaryOperator<List<Line>> added = DayChange.added(line);
        var month = YearMonth.from(day);
        return invoiced(id, wanted, FURTHER, month, () -> organisation.edit(day, day.plusDays(1), added));
    }

    /** Changes lines of a month, and its documents as is wanted. */
    private Edit invoiced(String id, JsonNode wanted, String usual, YearMonth month, Supplier<Edit> edit) {
        var invoice = Json.text(wanted, "invoice") == null ? usual : text(wanted, "invoice");
        if (!INVOICES.contains(invoice)) {
            throw new IllegalArgumentException("An invoice is one of " + INVOICES);
        }
        var before = invoicing.charged(month);
        var done = edit.get();
        var change = invoicing.charged(month).subtract(before);
        switch (invoice) {
            case CORRECTED -> invoicing.correct(id, month, change);
            case FURTHER -> invoicing.further(id, month, month(wanted), change);
            default -> {}
        }
        return done;
    }

    private Edit edit(YearMonth month, UnaryOperator<List<Line>> dayChange) {
        return organisation.edit(month.atDay(1), month.plusMonths(1).atDay(1), dayChange);
    }

    /** The lines of the month that are meant, in their order; there has to be one. */
    private List<Line> some(YearMonth month, Predicate<Line> meant) {
        var lines = organisation.lines(month.atDay(1), month.plusMonths(1).atDay(1)).stream()
                .filter(meant)
                .toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("Nothing of that in " + month);
        }
        return lines;
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Usage of an account, of a service and a team's tag value where they are named. */
    private static Predicate<Line> usage(JsonNode wanted, String team, Set<String> recordTypes) {
        var account = text(wanted, "account");
        var service = Json.text(wanted, "service");
        var value = Json.text(wanted, team);
        return line -> {
            var cell = line.cell();
            return cell.account().equals(account)
                    && recordTypes.contains(cell.recordType())
                    && (service == null || service.equals(cell.service()))
                    && (value == null || value.equals(cell.tags().getOrDefault(Organisation.TEAM_TAG, "")));
        };
    }

    private YearMonth past(JsonNode wanted) {
        var month = month(wanted);
        if (!month.isBefore(YearMonth.from(organisation.today()))) {
            throw new IllegalArgumentException(month + " is not over");
        }
        return month;
    }

    private static YearMonth month(JsonNode wanted) {
        return YearMonth.parse(text(wanted, "month"));
    }

    private static String text(JsonNode wanted, String member) {
        var text = Json.text(wanted, member);
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("No member " + member);
        }
        return text;
    }

    /** How the lines of a day change; each is a function of the lines alone. */
    static final class DayChange {
        private static final String DISCOUNT = "EdpDiscount";

        private DayChange() {}

        /**
         * One account's usage of a service grows by a ratio, in quantity and in each of its costs, and its private discount with it. What
         * costs nothing any more is gone.
         *
         * @param rest what one line of the last day costs besides, so that all days together grow by an exact amount
         */
        static UnaryOperator<List<Line>> restated(
                Predicate<Line> usage, BigDecimal ratio, LocalDate last, BigDecimal rest) {
            return lines -> {
                var changed = new ArrayList<Line>();
                var growth = Costs.ZERO;
                var left = rest;
                for (var line : lines) {
                    if (!usage.test(line)) {
                        changed.add(line);
                        continue;
                    }
                    var more = more(line, ratio);
                    growth = growth.plus(more);
                    if (line.day().equals(last)) {
                        more = more.plus(left);
                        left = BigDecimal.ZERO;
                    }
                    var costs = line.costs().plus(more);
                    if (costs.unblended().signum() != 0 || costs.netUnblended().signum() != 0) {
                        var quantity = line.usageQuantity();
                        changed.add(new Line(line.day(), line.cell(), costs, quantity.add(rounded(quantity, ratio))));
                    }
                }
                var off = new Costs(
                        growth.netUnblended().subtract(growth.unblended()),
                        growth.netAmortized().subtract(growth.amortized()),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO);
                if (off.unblended().signum() != 0 || off.amortized().signum() != 0) {
                    lines.stream().filter(usage).findFirst().ifPresent(line -> discount(changed, line, off));
                }
                return changed;
            };
        }

        /** What a line costs more when it grows by a ratio. */
        static Costs more(Line line, BigDecimal ratio) {
            return line.costs().times(ratio, DayGenerator.DECIMALS);
        }

        private static BigDecimal rounded(BigDecimal quantity, BigDecimal ratio) {
            return quantity.multiply(ratio).setScale(DayGenerator.DECIMALS, RoundingMode.HALF_UP);
        }

        /** Adds to the discount of the place that the usage is of. */
        private static void discount(List<Line> lines, Line usage, Costs off) {
            var account = usage.cell().account();
            var service = usage.cell().service();
            for (var i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                var cell = line.cell();
                if (cell.recordType().equals(DISCOUNT)
                        && cell.account().equals(account)
                        && cell.service().equals(service)) {
                    lines.set(i, new Line(line.day(), cell, line.costs().plus(off), line.usageQuantity()));
                    return;
                }
            }
            lines.add(new Line(usage.day(), Cell.charge(account, service, DISCOUNT), off, BigDecimal.ZERO));
        }

        /** Usage has another team, or none where its value is empty. */
        static UnaryOperator<List<Line>> retagged(Predicate<Line> usage, String team) {
            return each(line -> {
                var before = line.cell().tags().getOrDefault(Organisation.TEAM_TAG, "");
                return usage.test(line) && !before.equals(team)
                        ? line.cell().retagged(Organisation.TEAM_TAG, team)
                        : line.cell();
            });
        }

        /** Usage of one resource has another team; lines that are of other resources too are cut. */
        static UnaryOperator<List<Line>> retagged(
                Predicate<Line> usage, String team, String resource, Function<Line, List<ExportLine>> parts) {
            var retagged = retagged(usage, team);
            return lines -> lines.stream()
                    .flatMap(line -> usage.test(line) ? byResource(line, parts.apply(line), resource) : Stream.of(line))
                    .flatMap(line -> line.cell().equals(line.cell().of(resource))
                            ? retagged.apply(List.of(line)).stream()
                            : Stream.of(line))
                    .toList();
        }

        /** A line for each of its resources where it is of that one, else the line. */
        private static Stream<Line> byResource(Line line, List<ExportLine> parts, String resource) {
            if (parts.stream().noneMatch(part -> part.resource().equals(resource))) {
                return Stream.of(line);
            }
            var lines = new LinkedHashMap<String, Line>();
            for (var part : parts) {
                var cell = line.cell().of(part.resource());
                lines.merge(
                        part.resource(),
                        new Line(line.day(), cell, part.costs(), part.quantity()),
                        (one, other) -> new Line(
                                one.day(),
                                cell,
                                one.costs().plus(other.costs()),
                                one.usageQuantity().add(other.usageQuantity())));
            }
            return lines.values().stream();
        }

        /** Services have other names in exports. */
        static UnaryOperator<List<Line>> exportedAs(Map<String, String> names) {
            return each(line -> {
                var name = names.get(line.cell().service());
                return name == null ? line.cell() : line.cell().exportedAs(name);
            });
        }

        private static UnaryOperator<List<Line>> each(Function<Line, Cell> cell) {
            return lines -> lines.stream()
                    .map(line -> new Line(line.day(), cell.apply(line), line.costs(), line.usageQuantity()))
                    .toList();
        }

        /** A line more on its day. */
        static UnaryOperator<List<Line>> added(Line added) {
            return lines -> Stream.concat(lines.stream(), Stream.of(added)).toList();
        }
    }
}
