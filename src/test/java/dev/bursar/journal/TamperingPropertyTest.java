package dev.bursar.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.journal.Verification.Broken;
import dev.bursar.journal.Verification.Flaw;
import dev.bursar.journal.Verification.Intact;
import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the owner of the tables changes, removes, moves or cuts: verification names the first place. */
class TamperingPropertyTest {
    private static final int SIZE = 24;
    private static ChainRig rig;
    /** The entries' numbers in the chain's order. */
    private static List<Long> entries;

    @BeforeContainer
    static void seal() {
        rig = new ChainRig();
        rig.sealed(SIZE - 4);
        rig.sealer.publishDaily();
        rig.sealed(4);
        assertThat(rig.verify()).isEqualTo(new Intact(SIZE, 1, 0));
        entries = rig.database
                .jdbc()
                .sql("select entry_id from journal_seal order by position")
                .query(Long.class)
                .list();
    }

    @AfterContainer
    static void drop() {
        rig.close();
    }

    /** A change of one stored value. */
    enum Change {
        MOMENT("update journal set at = at + interval '1 microsecond' where id = ?"),
        ACTOR("update journal set actor_id = actor_id + 1 where id = ?"),
        NAME("update journal set actor_name = actor_name || ' ' where id = ?"),
        ACTION("update journal set action = action || 'x' where id = ?"),
        SUBJECT("update journal set subject = 'team:2' where id = ?"),
        BEFORE("update journal set before = coalesce(before, '{}') || '{\"cap\": 9}' where id = ?"),
        NO_BEFORE("update journal set before = case when before is null then 'null'::jsonb end where id = ?"),
        AFTER("update journal set after = jsonb_set(after, '{cap}', '\"2\"') where id = ?"),
        SWAPPED("update journal set before = after, after = before where id = ?"),
        COUNT("update journal set repeated = repeated + 1 where id = ?"),
        SHIFTED("update journal set action = action || left(subject, 1), subject = substr(subject, 2) where id = ?"),
        SEALED_AT("update journal_seal set sealed_at = sealed_at - interval '1 second' where entry_id = ?"),
        SEAL("update journal_seal set seal = sha256(seal) where entry_id = ?");

        private final String sql;

        Change(String sql) {
            this.sql = sql;
        }
    }

    private static long entry(int position) {
        return entries.get(position - 1);
    }

    @Property(tries = 60)
    void aChangeIsFoundWhereItIs(@ForAll Change change, @ForAll @IntRange(min = 1, max = SIZE) int position) {
        long entry = entry(position);
        assertThat(rig.afterwards(
                        List.of(), owner -> owner.sql(change.sql).param(entry).update()))
                .isEqualTo(new Broken(Flaw.CHANGED, position, entry));
    }

    @Property(tries = 30)
    void ofSeveralChangesTheFirstIsNamed(
            @ForAll Change one,
            @ForAll Change other,
            @ForAll @IntRange(min = 1, max = SIZE) int here,
            @ForAll @IntRange(min = 1, max = SIZE) int there) {
        int first = Math.min(here, there);
        var found = rig.afterwards(List.of(), owner -> {
            owner.sql(one.sql).param(entry(here)).update();
            if (here != there) {
                owner.sql(other.sql).param(entry(there)).update();
            }
        });
        assertThat(found).isEqualTo(new Broken(Flaw.CHANGED, first, entry(first)));
    }

    @Property(tries = 30)
    void aRemovedEntryIsFound(@ForAll @IntRange(min = 1, max = SIZE) int position, @ForAll boolean withItsSeal) {
        long entry = entry(position);
        var found = rig.afterwards(rig.file.published(), owner -> {
            owner.sql("delete from journal where id = ?").param(entry).update();
            if (withItsSeal) {
                owner.sql("delete from journal_seal where entry_id = ?")
                        .param(entry)
                        .update();
            }
        });
        boolean last = position == SIZE;
        if (withItsSeal && last) {
            // the end, beyond the published head: as if it had never been
            assertThat(found).isEqualTo(new Intact(SIZE - 1, 1, 0));
        } else {
            assertThat(found).isEqualTo(new Broken(Flaw.REMOVED, position, withItsSeal ? null : entry));
        }
    }

    @Property(tries = 30)
    void removingAndClosingTheGapIsFound(@ForAll @IntRange(min = 1, max = SIZE - 1) int position) {
        long entry = entry(position);
        var found = rig.afterwards(List.of(), owner -> {
            owner.sql("delete from journal_seal where entry_id = ?")
                    .param(entry)
                    .update();
            owner.sql("delete from journal where id = ?").param(entry).update();
            for (int next = position + 1; next <= SIZE; next++) {
                owner.sql("update journal_seal set position = ? where position = ?")
                        .param(next - 1)
                        .param(next)
                        .update();
            }
        });
        assertThat(found).isEqualTo(new Broken(Flaw.CHANGED, position, entry(position + 1)));
    }

    @Property(tries = 30)
    void twoEntriesInEachOthersPlaceAreFound(
            @ForAll @IntRange(min = 1, max = SIZE) int here, @ForAll @IntRange(min = 1, max = SIZE) int there) {
        net.jqwik.api.Assume.that(here != there);
        int first = Math.min(here, there);
        long one = entry(here);
        long other = entry(there);
        var found = rig.afterwards(List.of(), owner -> {
            owner.sql("alter table journal_seal drop constraint journal_seal_entry_id_key")
                    .update();
            owner.sql("update journal_seal set entry_id = ? where position = ?")
                    .param(other)
                    .param(here)
                    .update();
            owner.sql("update journal_seal set entry_id = ? where position = ?")
                    .param(one)
                    .param(there)
                    .update();
        });
        assertThat(found).isEqualTo(new Broken(Flaw.CHANGED, first, first == here ? other : one));
    }

    @Property(tries = 20)
    void aCutEndIsFoundByThePublishedHead(@ForAll @IntRange(min = 1, max = SIZE - 4) int from) {
        var found = rig.afterwards(rig.file.published(), owner -> {
            owner.sql("delete from journal where id in (select entry_id from journal_seal where position >= ?)")
                    .param(from)
                    .update();
            owner.sql("delete from journal_seal where position >= ?")
                    .param(from)
                    .update();
        });
        assertThat(found).isEqualTo(new Broken(Flaw.CUT, from, null));
    }

    @Property(tries = 20)
    void aChainMadeAnewIsFoundByThePublishedHead(@ForAll @IntRange(min = 1, max = SIZE - 4) int from) {
        var found = rig.afterwards(rig.file.published(), owner -> {
            owner.sql("update journal set actor_name = 'Somebody else' where id = ?")
                    .param(entry(from))
                    .update();
            owner.sql("insert into journal_unsealed (entry_id) select entry_id from journal_seal where position >= ?")
                    .param(from)
                    .update();
            owner.sql("delete from journal_seal where position >= ?")
                    .param(from)
                    .update();
            owner.sql("select journal_seal_waiting(1000)").query(Integer.class).single();
        });
        assertThat(found).isEqualTo(new Broken(Flaw.REMADE, SIZE - 4, entry(SIZE - 4)));
    }

    @Property(tries = 10)
    void sealsThatWereTakenOffAreFoundWithoutAHead(@ForAll @IntRange(min = 1, max = SIZE) int from) {
        var found = rig.afterwards(
                List.of(),
                owner -> owner.sql("delete from journal_seal where position >= ?")
                        .param(from)
                        .update());
        assertThat(found).isEqualTo(new Broken(Flaw.UNSEALED, 0, entry(from)));
    }
}
