package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.invoicing.model.InvoiceSummary;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What AWS changes after the fact, asked for over HTTP; what isn't meant stays equal to the last digit. */
class SimulatorChangesTest {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final String RESEARCH = OrganisationModel.RESEARCH;
    private static final String SAGEMAKER = "Amazon SageMaker";

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    /** Leaves a month its last three days, so that its exports are written and read in a moment. */
    private void shorten(YearMonth month) {
        aws.organisation.remove(month.atDay(1), month.atEndOfMonth().minusDays(2), line -> true);
    }

    private int post(String json) throws Exception {
        return aws.control("POST", "changes", json).statusCode();
    }

    private void change(String json) throws Exception {
        var answer = aws.control("POST", "changes", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void undo(String id) throws Exception {
        assertThat(aws.control("DELETE", "changes/" + id, "").statusCode()).isEqualTo(200);
    }

    /** All of a month that Cost Explorer tells by day, in two ways. */
    private Map<String, Map<String, BigDecimal>> told(YearMonth month) {
        var question = Aws.question(
                        month.atDay(1).toString(),
                        (month.equals(NOVEMBER)
                                        ? month.atDay(24)
                                        : month.plusMonths(1).atDay(1))
                                .toString(),
                        Granularity.DAILY)
                .toBuilder()
                .metrics("UnblendedCost", "AmortizedCost", "NetUnblendedCost", "NetAmortizedCost", "UsageQuantity")
                .build();
        var told = new TreeMap<String, Map<String, BigDecimal>>();
        for (var groups : List.of(
                List.of(Aws.dimension("LINKED_ACCOUNT"), Aws.dimension("SERVICE")),
                List.of(Aws.tag("team"), Aws.dimension("RECORD_TYPE")))) {
            aws.answer(question, it -> it.groupBy(groups))
                    .forEach((key, amounts) -> told.put(key.start() + " " + key.keys(), amounts));
        }
        return told;
    }

    /** The groups whose sums differ, without their days. */
    private static TreeSet<String> changed(
            Map<String, Map<String, BigDecimal>> before, Map<String, Map<String, BigDecimal>> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> Map.copyOf(before.getOrDefault(key, Map.of())).equals(after.getOrDefault(key, Map.of())));
        var groups = new TreeSet<String>();
        keys.forEach(key -> groups.add(key.substring(key.indexOf(' ') + 1)));
        return groups;
    }

    private Map<String, BigDecimal> sums(YearMonth month, Expression... filters) {
        return Aws.sums(aws.answer(
                Aws.question(
                        month.atDay(1).toString(), month.plusMonths(1).atDay(1).toString(), Granularity.MONTHLY),
                it -> it.metrics("UnblendedCost", "NetUnblendedCost", "NetAmortizedCost", "UsageQuantity")
                        .filter(
                                filters.length == 1
                                        ? filters[0]
                                        : Expression.builder().and(filters).build())));
    }

    private Map<String, BigDecimal> usage(YearMonth month, String team) {
        return sums(
                month,
                Aws.is("LINKED_ACCOUNT", RESEARCH),
                Aws.is("SERVICE", SAGEMAKER),
                Aws.is("RECORD_TYPE", "Usage"),
                Aws.tagged(team));
    }

    private BigDecimal net(YearMonth month) {
        return Aws.sums(aws.answer(Aws.question(
                        month.atDay(1).toString(), month.plusMonths(1).atDay(1).toString(), Granularity.MONTHLY)))
                .get("NetUnblendedCost");
    }

    private List<DeliveredCharge> delivered(Export export, YearMonth month) {
        return new ExportReadings(aws, folder).read(export, month).charges();
    }

    private static Map<String, BigDecimal> billed(
            List<DeliveredCharge> charges, Function<DeliveredCharge, String> group) {
        var sums = new TreeMap<String, BigDecimal>();
        charges.forEach(charge -> sums.merge(group.apply(charge), charge.costs().billed(), BigDecimal::add));
        sums.replaceAll((key, sum) -> Aws.plain(sum));
        return sums;
    }

    private static String resource(DeliveredCharge charge) {
        return String.join(" ", charge.account(), charge.service(), charge.resource());
    }

    private static String place(DeliveredCharge charge) {
        return String.join(
                " ",
                charge.account(),
                charge.service(),
                charge.chargeCategory(),
                charge.tags().getOrDefault("team", ""));
    }

    private List<InvoiceSummary> documents(YearMonth month) {
        return aws.invoicing
                .listInvoiceSummaries(request -> request.selector(
                                selector -> selector.resourceType("ACCOUNT_ID").value(Organisation.PAYER))
                        .filter(filter -> filter.billingPeriod(
                                period -> period.month(month.getMonthValue()).year(month.getYear()))))
                .invoiceSummaries();
    }

    private static BigDecimal total(InvoiceSummary document) {
        return new BigDecimal(document.baseCurrencyAmount().totalAmount());
    }

    private BigDecimal asked(YearMonth month) {
        var sum = BigDecimal.ZERO;
        for (var document : documents(month)) {
            sum = switch (document.invoiceType()) {
                case INVOICE -> sum.add(total(document));
                case CREDIT_MEMO -> sum.subtract(total(document));
                case UNKNOWN_TO_SDK_VERSION -> sum;
            };
        }
        return sum;
    }

    private static String restate(String id, String members) {
        return "{\"id\":\"%s\",\"change\":\"restate\",\"month\":\"2026-10\",\"account\":\"%s\",\"service\":\"%s\",%s}"
                .formatted(id, RESEARCH, SAGEMAKER, members);
    }

    @Test
    void usageOfOneTeamIsRestatedAndNothingElse() throws Exception {
        shorten(OCTOBER);
        var before = told(OCTOBER);
        var september = told(SEPTEMBER);
        var usage = usage(OCTOBER, "research");
        var export = delivered(Export.FOCUS_1_2, OCTOBER);
        var documents = documents(OCTOBER);
        var twice = restate("a", "\"team\":\"research\",\"factor\":\"2\"");
        clock.set(Instant.parse("2026-11-24T11:30:00Z"));

        change(twice);

        var after = told(OCTOBER);
        assertThat(changed(before, after))
                .containsExactly(
                        "[%s, %s]".formatted(RESEARCH, SAGEMAKER), "[team$, EdpDiscount]", "[team$research, Usage]");
        assertThat(told(SEPTEMBER)).isEqualTo(september);
        usage(OCTOBER, "research")
                .forEach((metric, sum) -> assertThat(sum)
                        .as(metric)
                        .isEqualByComparingTo(usage.get(metric).multiply(BigDecimal.TWO)));
        var all = sums(OCTOBER, Aws.is("LINKED_ACCOUNT", RESEARCH));
        assertThat(all.get("UnblendedCost")).isEqualTo(all.get("NetUnblendedCost"));
        assertThat(documents(OCTOBER)).isEqualTo(documents);
        var exported = delivered(Export.FOCUS_1_2, OCTOBER);
        var expected = billed(export, SimulatorChangesTest::place);
        expected.computeIfPresent(
                RESEARCH + " " + SAGEMAKER + " Usage research",
                (place, sum) -> Aws.plain(sum.add(usage.get("NetUnblendedCost"))));
        assertThat(billed(exported, SimulatorChangesTest::place)).isEqualTo(expected);

        change(twice);
        assertThat(told(OCTOBER)).isEqualTo(after);
        assertThat(post(restate("a", "\"team\":\"research\",\"factor\":\"3\""))).isEqualTo(400);
        assertThat(told(OCTOBER)).isEqualTo(after);

        var manifest = etag(OCTOBER);
        undo("a");
        assertThat(told(OCTOBER)).isEqualTo(before);
        assertThat(delivered(Export.FOCUS_1_2, OCTOBER)).containsExactlyInAnyOrderElementsOf(export);
        assertThat(etag(OCTOBER)).as("another delivery").isNotEqualTo(manifest);
    }

    private String etag(YearMonth month) {
        return aws.s3
                .headObject(head -> head.bucket(Export.BUCKET).key(Export.FOCUS_1_2.manifestKey(month)))
                .eTag();
    }

    @Test
    void anAmountIsExactAndItsInvoiceIsCorrectedOrAnother() throws Exception {
        var before = net(OCTOBER);
        var asked = asked(OCTOBER);
        var documents = documents(OCTOBER);

        change(restate("more", "\"amount\":\"1234.56\",\"invoice\":\"further\""));
        assertThat(net(OCTOBER).subtract(before)).isEqualByComparingTo("1234.56");
        assertThat(documents(OCTOBER)).containsAll(documents).hasSize(documents.size() + 1);
        var further = documents(OCTOBER).getLast();
        assertThat(further.invoiceTypeAsString()).isEqualTo("INVOICE");
        assertThat(total(further)).isEqualByComparingTo("1234.56");
        assertThat(further.issuedDate()).isEqualTo(clock.instant());

        change(restate("less", "\"amount\":-34.06,\"invoice\":\"further\""));
        var memo = documents(OCTOBER).stream()
                .filter(document -> document.invoiceTypeAsString().equals("CREDIT_MEMO"))
                .findFirst()
                .orElseThrow();
        assertThat(total(memo)).isEqualByComparingTo("34.06");
        assertThat(memo.originalInvoiceId()).isEqualTo(documents.get(1).invoiceId());
        undo("less");
        undo("more");
        assertThat(documents(OCTOBER)).isEqualTo(documents);

        change(restate("less", "\"amount\":\"-34.06\",\"invoice\":\"corrected\""));
        assertThat(documents(OCTOBER)).hasSameSizeAs(documents);
        assertThat(total(documents(OCTOBER).get(1)))
                .isEqualByComparingTo(total(documents.get(1)).subtract(new BigDecimal("34.06")));
        assertThat(net(OCTOBER).subtract(before)).isEqualByComparingTo("-34.06");
        assertThat(asked(OCTOBER).subtract(asked)).isEqualByComparingTo("-34.06");

        assertThat(aws.control("POST", "invoice-changes", "{\"month\":\"2026-10\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(documents(OCTOBER)).as("nothing is left to be issued").hasSameSizeAs(documents);
        assertThat(aws.control("DELETE", "changes", "").statusCode()).isEqualTo(200);
        assertThat(documents(OCTOBER)).isEqualTo(documents);
        assertThat(net(OCTOBER)).isEqualByComparingTo(before);
    }

    private static String refund(String id, String members) {
        return "{\"id\":\"%s\",\"change\":\"refund\",\"month\":\"2026-09\",\"account\":\"%s\",\"service\":\"%s\",\"amount\":\"120.50\"%s}"
                .formatted(id, RESEARCH, SAGEMAKER, members);
    }

    @Test
    void aRefundComesWithACreditMemoTwoMonthsLater() throws Exception {
        shorten(SEPTEMBER);
        var before = told(SEPTEMBER);
        var net = net(SEPTEMBER);
        var documents = documents(SEPTEMBER);

        change(refund("r", ""));

        assertThat(changed(before, told(SEPTEMBER)))
                .containsExactly("[%s, %s]".formatted(RESEARCH, SAGEMAKER), "[team$, Refund]");
        assertThat(told(SEPTEMBER).get("2026-09-30 [team$, Refund]"))
                .containsEntry("NetUnblendedCost", new BigDecimal("-120.5"))
                .containsEntry("UnblendedCost", new BigDecimal("-120.5"));
        assertThat(net(SEPTEMBER).subtract(net)).isEqualByComparingTo("-120.50");
        assertThat(documents(SEPTEMBER)).hasSize(documents.size() + 1).containsAll(documents);
        var memo = documents(SEPTEMBER).getLast();
        assertThat(memo.invoiceTypeAsString()).isEqualTo("CREDIT_MEMO");
        assertThat(memo.issuedDate()).isEqualTo(clock.instant());
        assertThat(memo.originalInvoiceId()).isEqualTo(documents.getFirst().invoiceId());
        assertThat(total(memo)).isEqualByComparingTo("120.50");
        assertThat(delivered(Export.FOCUS_1_2, SEPTEMBER))
                .filteredOn(charge -> charge.chargeCategory().equals("Adjustment")
                        && charge.day().equals(SEPTEMBER.atEndOfMonth()))
                .singleElement()
                .matches(charge -> charge.costs().billed().compareTo(new BigDecimal("-120.5")) == 0)
                .matches(charge -> charge.chargeClass().equals("Correction"));
    }

    @Test
    void aRefundInTheMonthThatIsOpenIsNotOnItsInvoiceTwice() throws Exception {
        var september = asked(SEPTEMBER);
        change(refund("r", ",\"day\":\"2026-11-20\""));
        assertThat(asked(SEPTEMBER)).isEqualByComparingTo(september);
        assertThat(documents(NOVEMBER))
                .singleElement()
                .matches(memo -> total(memo).compareTo(new BigDecimal("120.50")) == 0)
                .matches(memo -> memo.originalInvoiceId()
                        .equals(documents(SEPTEMBER).getFirst().invoiceId()));
        change(refund("silent", ",\"day\":\"2026-11-21\",\"invoice\":\"none\""));
        assertThat(documents(NOVEMBER)).hasSize(1);

        clock.set(Instant.parse("2026-12-04T09:30:00Z"));
        var with = asked(NOVEMBER);
        assertThat(documents(NOVEMBER)).hasSizeGreaterThan(2);
        aws.simulator.invoicing().issueChanges(NOVEMBER);
        assertThat(asked(NOVEMBER)).as("the month's charges").isEqualByComparingTo(with);
        undo("r");
        undo("silent");
        assertThat(asked(NOVEMBER)).isEqualByComparingTo(with.add(new BigDecimal("241.00")));
    }

    @Test
    void aDocumentIsWithdrawnAndComesBack() throws Exception {
        var documents = documents(OCTOBER);
        var number = documents.getFirst().invoiceId();
        assertThat(aws.control("GET", "documents", "").body()).contains(number);

        change("{\"id\":\"w\",\"change\":\"withdraw\",\"number\":\"%s\"}".formatted(number));

        assertThat(documents(OCTOBER)).isEqualTo(documents.subList(1, documents.size()));
        assertThat(aws.control("GET", "documents", "").body()).doesNotContain(number);
        assertThat(aws.control("GET", "changes", "").body()).contains(number);
        undo("w");
        assertThat(documents(OCTOBER)).isEqualTo(documents);
    }

    @Test
    void aMonthIsTaggedOtherwiseAndKeepsItsResources() throws Exception {
        shorten(OCTOBER);
        var before = told(OCTOBER);
        var export = delivered(Export.FOCUS_1_2, OCTOBER);
        var research = sums(OCTOBER, Aws.is("LINKED_ACCOUNT", RESEARCH), Aws.tagged("research"));

        change(
                "{\"id\":\"t\",\"change\":\"retag\",\"month\":\"2026-10\",\"account\":\"%s\",\"from\":\"research\",\"to\":\"vision\"}"
                        .formatted(RESEARCH));

        assertThat(changed(before, told(OCTOBER)))
                .containsExactly(
                        "[team$research, SavingsPlanCoveredUsage]",
                        "[team$research, Usage]",
                        "[team$vision, SavingsPlanCoveredUsage]",
                        "[team$vision, Usage]");
        assertThat(sums(OCTOBER, Aws.is("LINKED_ACCOUNT", RESEARCH), Aws.tagged("vision")))
                .isEqualTo(research);
        assertThat(told(SEPTEMBER).keySet()).noneMatch(key -> key.contains("\n"));

        change(
                "{\"id\":\"u\",\"change\":\"retag\",\"month\":\"2026-10\",\"account\":\"%s\",\"service\":\"%s\",\"to\":\"\"}"
                        .formatted(RESEARCH, SAGEMAKER));
        assertThat(usage(OCTOBER, "vision")).containsEntry("NetUnblendedCost", BigDecimal.ZERO);
        var exported = delivered(Export.FOCUS_1_2, OCTOBER);
        assertThat(billed(exported, SimulatorChangesTest::resource))
                .isEqualTo(billed(export, SimulatorChangesTest::resource));
        assertThat(exported)
                .filteredOn(charge -> charge.account().equals(RESEARCH))
                .noneMatch(charge -> "research".equals(charge.tags().get("team")))
                .anyMatch(charge -> "vision".equals(charge.tags().get("team")))
                .filteredOn(charge -> charge.service().equals(SAGEMAKER))
                .noneMatch(charge -> charge.tags().containsKey("team"));
        assertThat(exported)
                .allMatch(charge ->
                        Organisation.ACTIVE_TAGS.containsAll(charge.tags().keySet()));
        assertThat(aws.control("DELETE", "changes", "").statusCode()).isEqualTo(200);
        assertThat(told(OCTOBER)).isEqualTo(before);
    }

    @Test
    void oneResourceIsTaggedOtherwise() throws Exception {
        shorten(OCTOBER);
        var before = told(OCTOBER);
        var export = delivered(Export.FOCUS_1_2, OCTOBER);
        var bySize = new TreeMap<String, TreeSet<String>>();
        export.stream()
                .filter(charge ->
                        charge.account().equals(RESEARCH) && charge.service().equals(SAGEMAKER))
                .filter(charge -> "research".equals(charge.tags().get("team")))
                .forEach(charge -> bySize.computeIfAbsent(charge.usageType(), type -> new TreeSet<>())
                        .add(charge.resource()));
        var resource = bySize.values().stream()
                .filter(resources -> resources.size() > 1)
                .findFirst()
                .orElseThrow()
                .last();

        change(
                "{\"id\":\"t\",\"change\":\"retag\",\"month\":\"2026-10\",\"account\":\"%s\",\"resource\":\"%s\",\"to\":\"vision\"}"
                        .formatted(RESEARCH, resource));

        var expected = billed(export, SimulatorChangesTest::resource);
        var exported = delivered(Export.FOCUS_1_2, OCTOBER);
        assertThat(billed(exported, SimulatorChangesTest::resource)).isEqualTo(expected);
        assertThat(exported)
                .filteredOn(charge -> charge.account().equals(RESEARCH)
                        && "vision".equals(charge.tags().get("team")))
                .isNotEmpty()
                .extracting(DeliveredCharge::resource)
                .containsOnly(resource);
        assertThat(exported)
                .filteredOn(charge -> charge.resource().equals(resource))
                .extracting(charge -> charge.tags().get("team"))
                .containsOnly("vision");
        assertThat(changed(before, told(OCTOBER)))
                .allMatch(group -> group.matches("\\[team\\$(research|vision), .*Usage]"));
        assertThat(sums(OCTOBER, Aws.is("LINKED_ACCOUNT", RESEARCH), Aws.tagged("vision"))
                        .get("NetUnblendedCost"))
                .isEqualByComparingTo(exported.stream()
                        .filter(charge -> charge.resource().equals(resource))
                        .map(charge -> charge.costs().billed())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isPositive();
        undo("t");
        assertThat(told(OCTOBER)).isEqualTo(before);
    }

    @Test
    void anExportComesLaterAndNamesServicesOtherwise() throws Exception {
        shorten(AUGUST);
        var before = told(AUGUST);
        var september = etag(SEPTEMBER);
        change("{\"id\":\"h\",\"change\":\"hold-export\",\"month\":\"2026-08\"}");
        for (var export : Export.values()) {
            assertThat(keys(export)).as("%s", export).isEmpty();
        }
        assertThatThrownBy(() -> etag(AUGUST)).isInstanceOf(NoSuchKeyException.class);
        change(
                "{\"id\":\"n\",\"change\":\"export-names\",\"month\":\"2026-08\",\"names\":{\"Amazon SageMaker\":\"Amazon SageMaker AI\"}}");
        undo("h");

        var focus = delivered(Export.FOCUS_1_2, AUGUST);
        assertThat(focus)
                .extracting(DeliveredCharge::service)
                .contains("Amazon SageMaker AI", "Amazon Elastic Compute Cloud")
                .doesNotContain(SAGEMAKER, "EC2 - Other");
        assertThat(delivered(Export.CUR_2, AUGUST))
                .extracting(DeliveredCharge::service)
                .contains("AmazonSageMakerAI", "AmazonEC2")
                .doesNotContain("AmazonSageMaker");
        assertThat(told(AUGUST)).as("what Cost Explorer says").isEqualTo(before);
        assertThat(billed(focus, DeliveredCharge::service).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(net(AUGUST));
        assertThat(etag(SEPTEMBER)).isEqualTo(september);
        assertThat(keys(Export.FOCUS_1_2)).isNotEmpty();
    }

    /** What lies beside the manifest of August. */
    private List<S3Object> keys(Export export) {
        var manifest = export.manifestKey(AUGUST);
        return aws.s3
                .listObjectsV2(
                        list -> list.bucket(Export.BUCKET).prefix(manifest.substring(0, manifest.lastIndexOf('/'))))
                .contents();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "nonsense",
                "{\"id\":\"x\"}",
                "{\"id\":\"x\",\"change\":\"explode\"}",
                "{\"change\":\"hold-export\",\"month\":\"2026-10\"}",
                "{\"id\":\"x\",\"change\":\"retag\",\"month\":\"2026-11\",\"account\":\"210987654321\",\"to\":\"a\"}",
                "{\"id\":\"x\",\"change\":\"hold-export\",\"month\":\"October\"}",
                "{\"id\":\"x\",\"change\":\"withdraw\",\"number\":\"42\"}",
                "{\"id\":\"x\",\"change\":\"retag\",\"month\":\"2026-10\",\"account\":\"210987654321\"}",
                "{\"id\":\"x\",\"change\":\"retag\",\"month\":\"2026-10\",\"account\":\"1\",\"to\":\"a\"}",
                "{\"id\":\"x\",\"change\":\"retag\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"resource\":\"i-1\",\"to\":\"a\"}",
                "{\"id\":\"x\",\"change\":\"export-names\",\"month\":\"2026-10\",\"names\":{\"Nothing\":\"Something\"}}",
                "{\"id\":\"x\",\"change\":\"restate\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"factor\":\"2\"}",
                "{\"id\":\"x\",\"change\":\"restate\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"service\":\"Amazon SageMaker\"}",
                "{\"id\":\"x\",\"change\":\"restate\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"service\":\"Amazon SageMaker\",\"factor\":\"-1\"}",
                "{\"id\":\"x\",\"change\":\"restate\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"service\":\"Amazon SageMaker\",\"factor\":\"2\",\"invoice\":\"lost\"}",
                "{\"id\":\"x\",\"change\":\"restate\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"service\":\"Amazon SageMaker\",\"amount\":\"-1e9\"}",
                "{\"id\":\"x\",\"change\":\"refund\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"service\":\"Tax\",\"amount\":\"0\"}",
                "{\"id\":\"x\",\"change\":\"refund\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"service\":\"Tax\",\"amount\":\"1\",\"day\":\"2026-11-24\"}",
                "{\"id\":\"x\",\"change\":\"refund\",\"month\":\"2026-10\",\"account\":\"210987654321\",\"service\":\"Tax\",\"amount\":\"1\",\"day\":\"2026-09-30\"}",
            })
    void whatIsNotUnderstoodChangesNothing(String json) throws Exception {
        var revision = aws.organisation.revision();
        assertThat(post(json)).isEqualTo(400);
        assertThat(aws.organisation.revision()).isEqualTo(revision);
        assertThat(aws.control("GET", "changes", "").body()).contains("\"changes\" : [ ]");
    }
}
