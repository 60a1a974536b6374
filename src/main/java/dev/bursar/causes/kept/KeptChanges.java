package dev.bursar.causes.kept;

import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.EventsRead;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.read.ChangeReading;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps teams' daily changes as those see them who see everything: what a lead may see of events changes with every right. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class KeptChanges {
    /** Of more parts the change is worked out when it is asked for. */
    private static final int MOST_PARTS = 2_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final MadeOf madeOf;
    private final ChangeReading reading;

    KeptChanges(JdbcClient jdbc, MadeOf madeOf, ChangeReading reading) {
        this.jdbc = jdbc;
        this.madeOf = madeOf;
        this.reading = reading;
    }

    /** What is kept of a change: no names and no words. */
    private record Facts(List<OfCurrency> currencies, Map<UUID, Cause> causes, EventsRead events) {}

    private record Row(String madeOf, Optional<String> facts) {}

    /** Empty where it isn't kept, or what it was worked out of has changed. */
    public Optional<Change> find(DayOfTeam one) {
        return jdbc.sql("select made_of, facts from daily_change where team_id = :team and day = :day")
                .param("team", one.team())
                .param("day", one.day())
                .query((row, number) -> new Row(row.getString("made_of"), Optional.ofNullable(row.getString("facts"))))
                .optional()
                .filter(row -> row.madeOf().equals(madeOf.of(one)))
                .flatMap(Row::facts)
                .map(facts -> JSON.readValue(facts, Facts.class))
                .map(facts -> reading.again(one.question(), facts.currencies(), facts.causes(), facts.events()));
    }

    /** Those that aren't kept as they would be worked out now, the latest day first; forgets what is of other days. */
    List<DayOfTeam> stale(DayRange days) {
        jdbc.sql("delete from daily_change where day < :from or day >= :to")
                .param("from", days.from())
                .param("to", days.to())
                .update();
        Map<DayOfTeam, String> now = madeOf.all(days);
        Map<DayOfTeam, String> kept = new HashMap<>();
        jdbc.sql("select team_id, day, made_of from daily_change").query(row -> {
            kept.put(
                    new DayOfTeam(row.getInt("team_id"), row.getObject("day", LocalDate.class)),
                    row.getString("made_of"));
        });
        kept.keySet().stream().filter(one -> !now.containsKey(one)).forEach(this::forget);
        return now.entrySet().stream()
                .filter(one -> !one.getValue().equals(kept.get(one.getKey())))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(DayOfTeam::day).reversed().thenComparing(DayOfTeam::team))
                .toList();
    }

    private void forget(DayOfTeam one) {
        jdbc.sql("delete from daily_change where team_id = :team and day = :day")
                .param("team", one.team())
                .param("day", one.day())
                .update();
    }

    /** Works it out and keeps it. What changes meanwhile makes it stale. */
    void keep(DayOfTeam one) {
        String made = madeOf.of(one);
        if (made.isEmpty()) {
            forget(one);
            return;
        }
        Change change = reading.of(one.question(), Visibility.EVERYTHING, ResourceVisibility.EVERYTHING);
        int parts =
                change.currencies().stream().mapToInt(of -> of.parts().size()).sum();
        jdbc.sql("""
                insert into daily_change (team_id, day, made_of, facts) values (:team, :day, :made, :facts)
                    on conflict (team_id, day) do update set made_of = excluded.made_of, facts = excluded.facts
                """)
                .param("team", one.team())
                .param("day", one.day())
                .param("made", made)
                .param(
                        "facts",
                        parts > MOST_PARTS
                                ? null
                                : JSON.writeValueAsString(
                                        new Facts(change.currencies(), change.causes(), change.events())))
                .update();
    }
}
