package dev.bursar.causes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.dom.Element;
import dev.bursar.causes.Acted;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Cause.ScalingSet;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.EventsRead;
import dev.bursar.causes.Change.Names;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.Change.OfCurrency.Main;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Commitment;
import dev.bursar.causes.Commitment.What;
import dev.bursar.causes.Lengths;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.PlansRead;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.spend.spi.CostMarks;
import dev.bursar.trail.TrailLinks;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangePanelTest {
    private static final UUID EVENT = new UUID(1, 1);
    private static final Cause SCALED = new Cause(
            EVENT,
            Instant.parse("2026-11-11T23:30:00Z"),
            "UpdateEndpointWeightsAndCapacities",
            "sagemaker.application-autoscaling.amazonaws.com",
            true,
            null,
            "arn:aws:sagemaker:eu-central-1:111122223333:endpoint/fraud");

    @Test
    void whatAutoscalingDidNamesWhoSetIt() {
        Cause set = SCALED.with(new ScalingSet(
                new UUID(2, 2), Instant.parse("2026-11-03T10:00:00Z"), "PutScalingPolicy", "grace@example.org"));
        ChangedPart part = part("endpoint/fraud", ChangeClass.EXPLAINED, List.of(EVENT), List.of());

        assertThat(words(part, set, PlansRead.READ, true))
                .contains("Autoscaling set by grace@example.org")
                .contains("sagemaker.application-autoscaling.amazonaws.com")
                .contains("PutScalingPolicy, 3 Nov 2026")
                .contains("Scaling set");
        assertThat(links(part, set, true))
                .containsExactly(
                        TrailLinks.event(EVENT),
                        TrailLinks.ofPerson("grace@example.org"),
                        TrailLinks.event(new UUID(2, 2)));
        assertThat(links(part, set, false)).isEmpty();
        assertThat(words(part, SCALED, PlansRead.READ, true))
                .contains("AWS (sagemaker.application-autoscaling.amazonaws.com)")
                .doesNotContain("Scaling set");
        assertThat(ChangeTable.words(part, Map.of(EVENT, set), Names.NONE))
                .startsWith("Autoscaling set by grace@example.org scaled fraud, 11 Nov");
    }

    @Test
    void aCauseLeadsToItsEventAndItsPerson() {
        Cause made = new Cause(
                EVENT,
                Instant.parse("2026-11-11T23:30:00Z"),
                "CreateEndpoint",
                "ada, 100%",
                false,
                null,
                "endpoint/fraud");
        ChangedPart part = part("endpoint/fraud", ChangeClass.EXPLAINED, List.of(EVENT), List.of());

        assertThat(links(part, made, true)).containsExactly(TrailLinks.event(EVENT), TrailLinks.ofPerson("ada, 100%"));
        assertThat(links(part, SCALED, true)).containsExactly(TrailLinks.event(EVENT));
        assertThat(links(part, made, false)).isEmpty();
    }

    @Test
    void theCauseStandsAboveThePrice() {
        ChangedPart part = new ChangedPart(
                new PartKey(1, "111122223333", "Amazon SageMaker", "", "endpoint/fraud", "USD"),
                BigDecimal.ONE,
                BigDecimal.TEN,
                Map.of(ChangeClass.PRICE, new BigDecimal(7), ChangeClass.EXPLAINED, new BigDecimal(2)),
                Map.of(),
                List.of(new Acted(ChangeClass.EXPLAINED, new BigDecimal(2), List.of(EVENT))),
                null);
        assertThat(words(part, SCALED, PlansRead.READ, true))
                .containsSubsequence("Why it changed", "UpdateEndpointWeightsAndCapacities", "Price", "What it is");
    }

    @Test
    void whoMayHaveCausedItIsNamedAsPossible() {
        ChangedPart part = part("endpoint/fraud", ChangeClass.CANDIDATE, List.of(EVENT), List.of());
        Change change = change(part, Map.of(EVENT, SCALED), PlansRead.READ);
        Main main = change.currencies()
                .getFirst()
                .main(any -> true, change.causes())
                .orElseThrow();

        assertThat(CauseText.whatAndWhen(main)).startsWith("Possible cause: AWS (");
        assertThat(ChangeTable.cells(change).stream()
                        .filter(cell -> cell.column().name().equals("Cause"))
                        .map(cell -> cell.cell().apply(part)))
                .allMatch(words -> String.valueOf(words).startsWith("possibly AWS ("));
        var mark = new CostMarks.Mark(LocalDate.EPOCH, "ada", BigDecimal.ONE, "USD", "", Instant.EPOCH, false);
        assertThat(mark.words()).isEqualTo("Possible cause: ada");
    }

    @Test
    void eachEventStandsWithWhatItMade() {
        UUID down = new UUID(3, 3);
        var causes = Map.of(
                EVENT,
                SCALED,
                down,
                new Cause(
                        down,
                        Instant.parse("2026-11-14T08:00:00Z"),
                        "UpdateEndpoint",
                        "ben",
                        false,
                        null,
                        "arn:x/fraud"));
        var part = new ChangedPart(
                new PartKey(1, "111122223333", "Amazon SageMaker", "", "endpoint/fraud", "USD"),
                BigDecimal.ONE,
                BigDecimal.TEN,
                Map.of(ChangeClass.EXPLAINED, new BigDecimal(9)),
                Map.of(),
                List.of(
                        new Acted(ChangeClass.EXPLAINED, new BigDecimal(-2), List.of(down)),
                        new Acted(ChangeClass.EXPLAINED, new BigDecimal(11), List.of(EVENT))),
                null);
        Change change = change(part, causes, PlansRead.READ);

        assertThat(new ChangePanel(change, part, new EventLinks(true, Optional.empty()), () -> {})
                        .getElement()
                        .getTextRecursively())
                .containsSubsequence("AWS (sagemaker", "+$11.00", "ben", "\u2212$2.00");
        assertThat(ChangeTable.words(part, causes, Names.NONE))
                .isEqualTo(
                        "AWS (sagemaker.application-autoscaling.amazonaws.com) scaled fraud, 11 Nov, 23:30 UTC, and 1 event more");
        assertThat(ChangeTable.cells(change).stream()
                        .filter(cell -> cell.column().name().equals("Cause"))
                        .map(cell -> cell.cell().apply(part)))
                .containsExactly(
                        "AWS (sagemaker.application-autoscaling.amazonaws.com) scaled fraud, 11 Nov, 23:30 UTC: +$11.00; "
                                + "ben changed fraud, 14 Nov, 08:00 UTC: \u2212$2.00");
    }

    @Test
    void withoutAResourceACandidateSaysWhatItIs() {
        assertThat(words(part("", ChangeClass.CANDIDATE, List.of(EVENT), List.of()), SCALED, PlansRead.READ, true))
                .contains("Cost Explorer names no resources.");
        assertThat(words(part("i-1", ChangeClass.CANDIDATE, List.of(EVENT), List.of()), SCALED, PlansRead.READ, true))
                .doesNotContain("Cost Explorer names no resources.");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "savingsplan/p, ENDED, 2026-11-14, READ, Savings Plan p ended on 14 Nov 2026., -",
                "savingsplan/p, BEGAN, 2026-11-03, READ, Savings Plan p began on 3 Nov 2026., -",
                "savingsplan/p, COVERS_LESS, -, NOT_READ, Savings Plan p covers less of it., -",
                "ri/r, LAST_COVERED, 2026-11-13, NOT_READ, Reservation r last covered it on 13 Nov 2026., -",
                "savingsplan/p, LAST_COVERED, 2026-11-13, NOT_READ, Savings Plan p last covered it on 13 Nov 2026., have not been read",
                "savingsplan/p, FIRST_COVERED, 2026-11-13, REFUSED, Savings Plan p first covered it on 13 Nov 2026., AWS refused to list",
                "savingsplan/p, FIRST_COVERED, 2026-11-13, READ, Savings Plan p first covered it on 13 Nov 2026., AWS lists no Savings Plan",
            })
    void aPriceNamesItsCommitment(
            String id, What what, @Nullable LocalDate day, PlansRead read, String words, @Nullable String unread) {
        ChangedPart part = part(
                "i-1",
                ChangeClass.PRICE,
                List.of(),
                List.of(new Commitment("arn:aws:savingsplans::111122223333:" + id, what, day)));

        assertThat(words(part, SCALED, read, true)).contains(words);
        assertThat(ChangeTable.words(part, Map.of(), Names.NONE) + ".").isEqualTo(words);
        if (unread == null) {
            assertThat(words(part, SCALED, read, true)).doesNotContain("AWS lists", "AWS refused", "not been read");
        } else {
            assertThat(words(part, SCALED, read, true)).contains(unread);
        }
    }

    @Test
    void financeOpensAnEventWhereItStandsAndNotCloudTrail() {
        var opened = new ArrayList<UUID>();
        var cause = new Cause(
                EVENT, Instant.parse("2026-11-14T08:00:00Z"), "UpdateEndpoint", "ben", false, null, "arn:x/fraud");
        Component link = new EventLinks(false, Optional.of(opened::add)).event(cause.event(), cause.name());
        assertThat(link).isInstanceOf(Button.class);
        ((Button) link).click();
        assertThat(opened).containsExactly(EVENT);
        assertThat(new EventLinks(false, Optional.empty()).event(EVENT, "UpdateEndpoint"))
                .isNotInstanceOf(Button.class);
    }

    private static String words(ChangedPart part, Cause cause, PlansRead plans, boolean events) {
        return panel(part, cause, plans, events).getElement().getTextRecursively();
    }

    /** Those to CloudTrail. */
    private static List<String> links(ChangedPart part, Cause cause, boolean events) {
        return hrefs(panel(part, cause, PlansRead.READ, events).getElement())
                .filter(address -> address.startsWith(TrailLinks.EVENTS))
                .toList();
    }

    private static Stream<String> hrefs(Element element) {
        String href = element.getAttribute("href");
        return Stream.concat(Stream.ofNullable(href), element.getChildren().flatMap(ChangePanelTest::hrefs));
    }

    private static ChangePanel panel(ChangedPart part, Cause cause, PlansRead plans, boolean events) {
        return new ChangePanel(
                change(part, Map.of(EVENT, cause), plans), part, new EventLinks(events, Optional.empty()), () -> {});
    }

    private static Change change(ChangedPart part, Map<UUID, Cause> causes, PlansRead plans) {
        return new Change(
                new ChangeQuestion(
                        new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-20")),
                        new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-20")),
                        CostMetric.EFFECTIVE,
                        List.of()),
                List.of(new OfCurrency("USD", part.before(), part.now(), List.of(part))),
                causes,
                new EventsRead(1, Map.of()),
                Names.NONE,
                plans,
                Lengths.EQUAL);
    }

    private static ChangedPart part(String resource, ChangeClass of, List<UUID> events, List<Commitment> commitments) {
        return new ChangedPart(
                        new PartKey(1, "111122223333", "Amazon SageMaker", "", resource, "USD"),
                        BigDecimal.ONE,
                        BigDecimal.TEN,
                        Map.of(of, new BigDecimal(9)),
                        Map.of(),
                        events.isEmpty() ? List.of() : List.of(new Acted(of, new BigDecimal(9), events)),
                        null)
                .with(commitments);
    }
}
