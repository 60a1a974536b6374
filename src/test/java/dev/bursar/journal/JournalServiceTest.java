package dev.bursar.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.list.Filter;
import dev.bursar.list.Filter.Operator;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the Journal page asks, on a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalServiceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private final ChainRig rig = new ChainRig();
    private final SubjectNames things = SubjectNames.of(
            "thing", ids -> ids.contains("1") ? Map.of("1", "First") : Map.of(), id -> Optional.of("things?id=" + id));
    private final Subjects subjects = new Subjects(List.of(things));
    private final JournalService service = new JournalService(
            new JournalQueries(rig.database.jdbc(), subjects),
            subjects,
            rig.chain,
            rig.sealer,
            List.of(rig.file),
            rig.journal);

    @BeforeAll
    void entries() {
        rig.database.jdbc().sql("""
            insert into journal (at, actor_id, actor_name, action, subject, after, repeated)
            select '2026-11-24T00:00:00Z'::timestamptz + (n / 3) * interval '1 second', 1, 'Person ' || n % 7,
                   case when n % 5 = 0 then 'denied' else 'done' end, 'thing:' || n % 11,
                   jsonb_build_object('n', n), 1 + n % 2
              from generate_series(1, 2500) n
            """).update();
        rig.sealer.seal();
    }

    @AfterAll
    void drop() {
        rig.close();
    }

    private static JournalQuestion question(Filter... filters) {
        return new JournalQuestion(DAY, DAY.plusDays(1), List.of(filters));
    }

    private List<Long> all(JournalQuestion question, int portion) {
        var ids = new ArrayList<Long>();
        EntryPlace after = null;
        for (var page = service.page(question, after, 0, portion);
                !page.isEmpty();
                page = service.page(question, after, 0, portion)) {
            page.forEach(entry -> ids.add(entry.id()));
            after = page.getLast().place();
        }
        return ids;
    }

    private List<Long> ids(String condition) {
        return rig.database
                .jdbc()
                .sql("select id from journal where " + condition + " order by at desc, id desc")
                .query(Long.class)
                .list();
    }

    @Test
    void pageAfterPageIsEveryEntryOnceNewestFirst() {
        assertThat(all(question(), 37)).isEqualTo(ids("true"));
        assertThat(service.page(question(), null, 1_000, 3))
                .extracting(JournalEntry::id)
                .isEqualTo(ids("true").subList(1_000, 1_003));
    }

    @Test
    void filtersAreWhatTheySay() {
        for (var expected : Map.of(
                        new Filter("person", Operator.IS, List.of("Person 1", "Person 2")),
                        "actor_name in ('Person 1', 'Person 2')",
                        new Filter("person", Operator.IS_NOT, List.of("Person 1")),
                        "actor_name <> 'Person 1'",
                        new Filter("person", Operator.CONTAINS, List.of("SON 3")),
                        "actor_name = 'Person 3'",
                        new Filter("action", Operator.IS, List.of("denied")),
                        "action = 'denied'",
                        new Filter("subject", Operator.IS, List.of("thing:1")),
                        "subject = 'thing:1'",
                        new Filter("subject", Operator.CONTAINS, List.of("first")),
                        "subject = 'thing:1'",
                        new Filter("subject", Operator.CONTAINS, List.of("ing:10")),
                        "subject = 'thing:10'")
                .entrySet()) {
            var ids = ids(expected.getValue());
            assertThat(all(question(expected.getKey()), 500))
                    .as(expected.getValue())
                    .isEqualTo(ids);
            assertThat(service.count(question(expected.getKey()))).isEqualTo(ids.size());
        }
        assertThat(all(
                        question(
                                new Filter("person", Operator.IS, List.of("Person 1", "Person 2")),
                                new Filter("person", Operator.IS, List.of("Person 2", "Person 3")),
                                new Filter("action", Operator.IS_NOT, List.of("done"))),
                        500))
                .isEqualTo(ids("actor_name = 'Person 2' and action = 'denied'"));
        assertThat(service.count(new JournalQuestion(DAY.plusDays(1), DAY.plusDays(2), List.of())))
                .isZero();
    }

    @Test
    void whatComesAfterTheNewestThatCountsMovesNothing() {
        EntryPlace newest = service.page(question(), null, 100, 1).getFirst().place();
        assertThat(service.count(question().upTo(newest))).isEqualTo(2_400);
        assertThat(service.page(question().upTo(newest), null, 0, 1))
                .extracting(JournalEntry::place)
                .containsExactly(newest);
        assertThat(service.newest())
                .contains(service.page(question(), null, 0, 1).getFirst().place());
    }

    @Test
    void anEntryHasItsSubjectInWordsItsPageAndItsPlaceInTheChain() {
        var entry = service.page(question(new Filter("subject", Operator.IS, List.of("thing:1"))), null, 0, 1)
                .getFirst();
        assertThat(entry.about()).isEqualTo("Thing First");
        assertThat(entry.address()).isEqualTo("things?id=1");
        assertThat(entry.seal()).isNotNull();
        assertThat(service.entry(entry.id())).contains(entry);
        assertThat(service.entry(-1)).isEmpty();
    }

    @Test
    void aFileThatIsTakenIsAnEntryOfItsOwn() {
        rig.database.transactions().executeWithoutResult(status -> {
            service.exported(question(new Filter("action", Operator.IS_NOT, List.of("done"))), 500);
            assertThat(rig.database
                            .jdbc()
                            .sql("select after::text from journal where action = 'journal-exported'")
                            .query(String.class)
                            .single())
                    .contains("\"entries\": 500", "\"action\": \"is not done\"", "\"to\": \"2026-11-24\"");
            status.setRollbackOnly();
        });
    }

    @Test
    void theChainSaysHowManyAreSealedAndWhichHeadWasPublishedLast() {
        assertThat(service.chain().sealed()).isEqualTo(2_500);
        assertThat(service.chain().waiting()).isZero();
        assertThat(service.verify(List.of(), (done, all) -> {})).isEqualTo(new Verification.Intact(2_500, 0, 0));
    }
}
