package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.read.WantedLines;
import dev.bursar.charges.ChargeLine;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.spend.spi.LinesOfCharges.Sum;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The charges whose lines are looked for, which of them have lines, and what both cost. */
final class WantedCharges {
    private static final int MOST_CHARGES = 500_000;
    private static final int MOST_RESOURCES = 500;
    /** A report bills what a Savings Plan covers and takes it back; stored charges bill neither, as FOCUS says. */
    private static final Set<String> COVERED = Set.of(RecordType.COVERED, RecordType.NEGATION);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CostQuery question;
    private final Map<ChargeKey, Map<String, BigDecimal>> wanted = new HashMap<>();
    private final Set<ChargeKey> seen = new HashSet<>();
    private final Map<String, BigDecimal> ofLines = new TreeMap<>();
    /** Costs of charges that are parts of what nodes cost: their lines are of all teams that share the node. */
    private final Map<String, BigDecimal> ofParts = new TreeMap<>();

    private long parts;
    private boolean covered;

    WantedCharges(CostQuery question) {
        this.question = question;
    }

    /** What all lines of a charge agree in. */
    private record ChargeKey(
            LocalDate day,
            String account,
            String service,
            String region,
            String usageType,
            String recordType,
            String pricingCategory,
            String commitment,
            String resource,
            String caller,
            Map<String, String> tags) {
        static ChargeKey of(ChargeLine charge) {
            return new ChargeKey(
                    charge.day(),
                    charge.account(),
                    charge.service(),
                    charge.region(),
                    charge.usageType(),
                    charge.recordType(),
                    charge.pricingCategory(),
                    charge.commitment(),
                    charge.resource(),
                    charge.caller(),
                    charge.tags().isEmpty()
                            ? Map.of()
                            : JSON.readValue(charge.tags(), new TypeReference<TreeMap<String, String>>() {}));
        }

        static ChargeKey of(DeliveredCharge line, String resource) {
            return new ChargeKey(
                    line.day(),
                    line.account(),
                    line.storedService(),
                    line.region(),
                    line.usageType(),
                    line.storedRecordType(),
                    line.pricingCategory(),
                    line.commitment(),
                    resource,
                    line.caller(),
                    line.tags());
        }
    }

    void add(ChargeLine charge) {
        BigDecimal cost = question.cost() == CostMetric.BILLED ? charge.billed() : charge.effective();
        if (charge.part()) {
            parts++;
            ofParts.merge(charge.currency(), cost, BigDecimal::add);
            return;
        }
        wanted.merge(ChargeKey.of(charge), Map.of(charge.currency(), cost), (one, other) -> {
            Map<String, BigDecimal> both = new TreeMap<>(one);
            other.forEach((currency, more) -> both.merge(currency, more, BigDecimal::add));
            return both;
        });
        if (wanted.size() > MOST_CHARGES) {
            throw new SourceProblem(Kind.BAD_QUESTION, new DeliveryProblem.OfLines.TooManyCharges(MOST_CHARGES), null);
        }
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }

    long charges() {
        return wanted.size() + parts;
    }

    long without() {
        return wanted.size() - seen.size() + parts;
    }

    /** Those without a line that are parts of what nodes cost. */
    long parts() {
        return parts;
    }

    /** Whether some lines bill what a Savings Plan covers, which their charges don't. */
    boolean covered() {
        return covered;
    }

    /** What is looked for; lines that are found are remembered. */
    WantedLines lines() {
        Set<String> resources =
                wanted.keySet().stream().map(ChargeKey::resource).collect(Collectors.toSet());
        return new WantedLines(
                question.from(),
                question.to(),
                wanted.keySet().stream().map(ChargeKey::account).collect(Collectors.toSet()),
                resources.size() > MOST_RESOURCES ? Set.of() : resources,
                this::found);
    }

    private boolean found(DeliveredCharge line, String resource) {
        var key = ChargeKey.of(line, resource);
        if (!wanted.containsKey(key)) {
            return false;
        }
        boolean first = seen.add(key);
        if (question.cost() == CostMetric.BILLED && COVERED.contains(line.recordType())) {
            covered = true;
            if (first) {
                wanted.getOrDefault(key, Map.of())
                        .forEach((currency, cost) -> ofLines.merge(currency, cost, BigDecimal::add));
            }
            return true;
        }
        ofLines.merge(
                line.currency(),
                question.cost() == CostMetric.BILLED
                        ? line.costs().billed()
                        : line.costs().effective(),
                BigDecimal::add);
        return true;
    }

    List<Sum> sums() {
        Map<String, BigDecimal> all = new HashMap<>(ofParts);
        Map<String, BigDecimal> without = new HashMap<>(ofParts);
        wanted.forEach((key, costs) -> costs.forEach((currency, cost) -> {
            all.merge(currency, cost, BigDecimal::add);
            if (!seen.contains(key)) {
                without.merge(currency, cost, BigDecimal::add);
            }
        }));
        Set<String> currencies = new TreeSet<>(all.keySet());
        currencies.addAll(ofLines.keySet());
        return currencies.stream()
                .map(currency -> new Sum(
                        currency,
                        all.getOrDefault(currency, BigDecimal.ZERO),
                        without.getOrDefault(currency, BigDecimal.ZERO),
                        ofLines.getOrDefault(currency, BigDecimal.ZERO)))
                .toList();
    }
}
