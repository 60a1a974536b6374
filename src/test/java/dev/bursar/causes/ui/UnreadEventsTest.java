package dev.bursar.causes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Change;
import dev.bursar.causes.Change.EventsRead;
import dev.bursar.causes.Change.Names;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.PartKey;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.junit.jupiter.api.Test;

class UnreadEventsTest {
    private static final String READ = "111122223333";
    private static final String UNREAD = "444455556666";

    @Test
    void saysNothingWhereAllWasRead() {
        assertThat(UnreadEvents.of(List.of(change(Map.of(), READ, UNREAD))).note())
                .isEmpty();
        assertThat(UnreadEvents.of(List.of()).note()).isEmpty();
    }

    @Test
    void namesTheAccountsOfAllChangesOnce() {
        var unread = UnreadEvents.of(List.of(
                change(Map.of(UNREAD, Set.of()), READ, UNREAD), change(Map.of(UNREAD, Set.of("eu-west-1")), UNREAD)));
        assertThat(unread.note().orElseThrow().getElement().getTextRecursively())
                .contains(
                        "1 of 2 accounts is fully read (1 not read). Causes of changes in the others may be missing.",
                        "Accounts not fully read (1)",
                        "growth-web, account 4444-5555-6666");
    }

    @Test
    void namesTheRegionsWhereOthersWereRead() {
        var unread = UnreadEvents.of(List.of(
                change(Map.of(UNREAD, Set.of("us-east-2")), UNREAD),
                change(Map.of(UNREAD, Set.of("eu-west-1")), UNREAD)));
        assertThat(unread.unread()).containsExactly("growth-web, account 4444-5555-6666: Regions eu-west-1, us-east-2");
    }

    private static Change change(Map<String, Set<String>> unread, String... accounts) {
        var now = new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-20"));
        var before = new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-20"));
        List<ChangedPart> parts = Stream.of(accounts)
                .map(account -> new ChangedPart(
                        new PartKey(1, account, "Amazon SageMaker", "", "", "USD"),
                        BigDecimal.ONE,
                        BigDecimal.TEN,
                        Map.of(ChangeClass.USAGE, new BigDecimal(9)),
                        Map.of(),
                        List.of(),
                        null))
                .toList();
        return new Change(
                new ChangeQuestion(now, before, CostMetric.EFFECTIVE, List.of()),
                List.of(new OfCurrency("USD", BigDecimal.ONE, BigDecimal.TEN, parts)),
                Map.of(),
                new EventsRead(accounts.length, unread),
                new Names(Map.of(), Map.of(UNREAD, "growth-web")));
    }
}
