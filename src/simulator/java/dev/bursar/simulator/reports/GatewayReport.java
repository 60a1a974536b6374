package dev.bursar.simulator.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.bursar.simulator.clusters.Shares;
import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;

/**
 * What a LiteLLM gateway says of the calls that AWS bills to its role: tokens as AWS counts them, costs by its own prices. Of one day it
 * says nothing, on which its database was away.
 */
public final class GatewayReport {
    /** The role by which the gateway calls models for everybody, as cells name callers. */
    public static final String CALLER = "role/llm-gateway/litellm";

    private static final List<Key> KEYS = Data.rows("keys.csv", Key.class);
    private static final List<Model> MODELS = Data.rows("models.csv", Model.class);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int LOST_DAYS_BACK = 50;
    private static final int TOKENS_A_REQUEST = 1_700;
    private static final int ONE_FAILS_OF = 211;
    private static final int SWING = 25;
    private static final String MIDNIGHT = "T00:00:00Z";

    /** @param id the gateway's own of the team */
    private record Key(String alias, String id, String key, int haiku, int sonnet) {
        BigDecimal weight(Model model, LocalDate day) {
            var share = model.group.equals("haiku") ? haiku : sonnet;
            var chance = Math.floorMod((alias + model.group + day).hashCode() * 31L >>> 3, 2L * SWING + 1);
            return BigDecimal.valueOf(share * (100 - SWING + chance));
        }

        /** As the gateway keeps keys. */
        String hash() {
            try {
                var bytes = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param input dollars for a million tokens, as output */
    private record Model(String group, String service, String model, BigDecimal input, BigDecimal output) {
        /** How the gateway's users name it. */
        String alias() {
            return "claude-" + group;
        }
    }

    /** What a team's key used of a model on a day; a prompt is what goes in, a completion what comes out. */
    private record Use(LocalDate day, Key key, Model model, long prompt, long completion) {
        BigDecimal spend() {
            return model.input
                    .multiply(BigDecimal.valueOf(prompt))
                    .add(model.output.multiply(BigDecimal.valueOf(completion)))
                    .divide(MILLION)
                    .setScale(6, RoundingMode.HALF_UP);
        }

        long tokens() {
            return prompt + completion;
        }

        long requests() {
            return tokens() / TOKENS_A_REQUEST + 1;
        }
    }

    private final List<Use> uses = new ArrayList<>();

    /** Of some days, end exclusive. */
    public GatewayReport(Organisation organisation, LocalDate from, LocalDate to) {
        var lost = lost(organisation);
        var byDay = organisation.lines(from, to).stream()
                .filter(line ->
                        CALLER.equals(line.cell().caller()) && !line.day().equals(lost))
                .collect(Collectors.groupingBy(Line::day, TreeMap::new, Collectors.toList()));
        byDay.forEach((day, lines) -> MODELS.forEach(model -> add(day, model, lines)));
    }

    /** The day of which it says nothing. */
    public static LocalDate lost(Organisation organisation) {
        return organisation.toldOn().minusDays(LOST_DAYS_BACK);
    }

    private void add(LocalDate day, Model model, List<Line> lines) {
        var prompts = parts(day, model, lines, false);
        var completions = parts(day, model, lines, true);
        for (var i = 0; i < KEYS.size(); i++) {
            var use = new Use(
                    day,
                    KEYS.get(i),
                    model,
                    prompts.get(i).longValueExact(),
                    completions.get(i).longValueExact());
            if (use.tokens() > 0) {
                uses.add(use);
            }
        }
    }

    private static List<BigDecimal> parts(LocalDate day, Model model, List<Line> lines, boolean output) {
        var tokens = lines.stream()
                .filter(line -> line.cell().service().equals(model.service))
                .filter(line -> line.cell().usageType().toLowerCase(Locale.ROOT).contains("output") == output)
                .map(line -> line.usageQuantity().multiply(MILLION))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(0, RoundingMode.HALF_UP);
        return Shares.of(
                tokens, KEYS.stream().map(key -> key.weight(model, day)).toList(), 0);
    }

    /** As {@code GET /global/spend/report?group_by=team} answers: days, their teams, and of each the use by key and model. */
    public String json() {
        var days = Json.MAPPER.createArrayNode();
        byDay().forEach((day, ofDay) -> {
            var teams = days.addObject()
                    .put("group_by_day", day + "T00:00:00+00:00")
                    .putArray("teams");
            for (var key : KEYS) {
                var ofKey = ofDay.stream().filter(use -> use.key == key).toList();
                if (!ofKey.isEmpty()) {
                    var spend = ofKey.stream().map(Use::spend).reduce(BigDecimal.ZERO, BigDecimal::add);
                    var team = teams.addObject().put("team_name", key.alias).put("total_spend", spend.doubleValue());
                    var models = team.putArray("metadata");
                    ofKey.forEach(use -> models.addObject()
                            .put("model", use.model.model)
                            .put("spend", use.spend().doubleValue())
                            .put("total_tokens", use.tokens())
                            .put("api_key", key.hash()));
                }
            }
        });
        return days.toPrettyString();
    }

    private SortedMap<LocalDate, List<Use>> byDay() {
        return uses.stream().collect(Collectors.groupingBy(Use::day, TreeMap::new, Collectors.toList()));
    }

    /** As its pages let people save the days of teams: dollars have commas between thousands. */
    public String csv() {
        return csv(
                List.of(
                        "Date",
                        "Team",
                        "Team ID",
                        "Spend ($)",
                        "Requests",
                        "Successful Requests",
                        "Failed Requests",
                        "Total Tokens",
                        "Prompt Tokens",
                        "Completion Tokens"),
                byDay().entrySet().stream()
                        .flatMap(day -> KEYS.stream()
                                .map(key -> row(
                                        day.getKey(),
                                        key,
                                        day.getValue().stream()
                                                .filter(use -> use.key == key)
                                                .toList()))));
    }

    private static List<String> row(LocalDate day, Key key, List<Use> uses) {
        var spend = uses.stream().map(Use::spend).reduce(BigDecimal.ZERO, BigDecimal::add);
        var requests = uses.stream().mapToLong(Use::requests).sum();
        var failed = requests / ONE_FAILS_OF;
        return List.of(
                day.toString(),
                key.alias,
                key.id,
                String.format(Locale.ROOT, "%,.4f", spend),
                String.valueOf(requests),
                String.valueOf(requests - failed),
                String.valueOf(failed),
                String.valueOf(uses.stream().mapToLong(Use::tokens).sum()),
                String.valueOf(uses.stream().mapToLong(Use::prompt).sum()),
                String.valueOf(uses.stream().mapToLong(Use::completion).sum()));
    }

    /** As its FOCUS 1.2 export writes it: a row for each day, key and model, whose billing period is the day, and which counts no tokens. */
    public String focus() {
        return csv(
                FocusColumn.NAMES,
                uses.stream()
                        .map(use -> FocusColumn.ALL.stream()
                                .map(column -> column.value.apply(use))
                                .toList()));
    }

    private static String csv(List<String> head, Stream<List<String>> rows) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(head);
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private record FocusColumn(String name, Function<Use, String> value) {
        private static final Function<Use, String> NONE = use -> "";
        private static final Function<Use, String> SPEND = use -> use.spend().toPlainString();
        private static final Function<Use, String> START = use -> use.day + MIDNIGHT;
        private static final Function<Use, String> END = use -> use.day.plusDays(1) + MIDNIGHT;
        private static final Function<Use, String> PROVIDER = use -> "bedrock";
        private static final Function<Use, String> MODEL = use -> use.model.model;
        private static final Function<Use, String> ONE = use -> "1.000000";

        static final List<FocusColumn> ALL = List.of(
                new FocusColumn("BilledCost", SPEND),
                new FocusColumn("BillingAccountId", use -> use.key.hash()),
                new FocusColumn("BillingAccountName", use -> use.key.key),
                new FocusColumn("BillingAccountType", use -> "API Key"),
                new FocusColumn("BillingCurrency", use -> "USD"),
                new FocusColumn("BillingPeriodEnd", END),
                new FocusColumn("BillingPeriodStart", START),
                new FocusColumn("ChargeCategory", use -> "Usage"),
                new FocusColumn("ChargeClass", NONE),
                new FocusColumn("ChargeDescription", MODEL),
                new FocusColumn("ChargeFrequency", use -> "Usage-Based"),
                new FocusColumn("ChargePeriodEnd", END),
                new FocusColumn("ChargePeriodStart", START),
                new FocusColumn("ConsumedQuantity", ONE),
                new FocusColumn("ConsumedUnit", use -> "Requests"),
                new FocusColumn("ContractedCost", SPEND),
                new FocusColumn("ContractedUnitPrice", NONE),
                new FocusColumn("EffectiveCost", SPEND),
                new FocusColumn("InvoiceIssuerName", PROVIDER),
                new FocusColumn("InvoiceId", NONE),
                new FocusColumn("ListCost", SPEND),
                new FocusColumn("ListUnitPrice", NONE),
                new FocusColumn("AvailabilityZone", NONE),
                new FocusColumn("PricingCurrency", use -> "USD"),
                new FocusColumn("PricingCategory", NONE),
                new FocusColumn("PricingQuantity", ONE),
                new FocusColumn("PricingCurrencyContractedUnitPrice", NONE),
                new FocusColumn("PricingCurrencyEffectiveCost", SPEND),
                new FocusColumn("PricingCurrencyListUnitPrice", NONE),
                new FocusColumn("PricingUnit", use -> "Requests"),
                new FocusColumn("ProviderName", PROVIDER),
                new FocusColumn("PublisherName", PROVIDER),
                new FocusColumn("RegionId", NONE),
                new FocusColumn("RegionName", NONE),
                new FocusColumn("ResourceId", MODEL),
                new FocusColumn("ResourceName", MODEL),
                new FocusColumn("ResourceType", MODEL),
                new FocusColumn("ServiceCategory", use -> "AI and Machine Learning"),
                new FocusColumn("ServiceSubcategory", use -> "Generative AI"),
                new FocusColumn("ServiceName", use -> use.model.alias()),
                new FocusColumn("SubAccountId", use -> use.key.id),
                new FocusColumn("SubAccountName", use -> use.key.alias),
                new FocusColumn("SubAccountType", NONE),
                new FocusColumn("Tags", FocusColumn::tags));

        static final List<String> NAMES = ALL.stream().map(FocusColumn::name).toList();

        private static String tags(Use use) {
            return Json.object()
                    .put("team_id", use.key.id)
                    .put("team_alias", use.key.alias)
                    .put("api_key_alias", use.key.key)
                    .put("model", use.model.model)
                    .put("model_group", use.model.alias())
                    .put("custom_llm_provider", "bedrock")
                    .toString();
        }
    }
}
