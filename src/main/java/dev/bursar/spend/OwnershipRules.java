package dev.bursar.spend;

import dev.bursar.kernel.TeamId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores ownership rules. */
@Component
public class OwnershipRules {
    private final JdbcClient jdbc;

    OwnershipRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All rules, ended ones too, in the order in which they are tried. */
    @Transactional(readOnly = true)
    public List<OwnershipRule> all() {
        return jdbc.sql("""
                        select id, position, team_id, tag_values, any_case, accounts, services, valid_from, valid_to, version
                          from ownership_rule order by position, id
                        """).query((row, number) -> rule(row)).list();
    }

    /** Adds a rule behind all others; charges follow when ownership is re-applied. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void append(
            TeamId team,
            @Nullable List<String> tagValues,
            boolean anyCase,
            @Nullable List<String> accounts,
            @Nullable List<String> services) {
        jdbc.sql("""
                        insert into ownership_rule (position, team_id, tag_values, any_case, accounts, services)
                        select coalesce(max(position), 0) + 1, :team, cast(:tags as text[]), :anyCase,
                               cast(:accounts as text[]), cast(:services as text[])
                          from ownership_rule
                        """)
                .param("team", team.value())
                .param("tags", array(tagValues))
                .param("anyCase", anyCase)
                .param("accounts", array(accounts))
                .param("services", array(services))
                .update();
    }

    private static String @Nullable [] array(@Nullable List<String> values) {
        return values == null ? null : values.toArray(String[]::new);
    }

    private static OwnershipRule rule(ResultSet row) throws SQLException {
        return new OwnershipRule(
                row.getInt("id"),
                row.getInt("position"),
                new TeamId(row.getInt("team_id")),
                list(row.getArray("tag_values")),
                row.getBoolean("any_case"),
                list(row.getArray("accounts")),
                list(row.getArray("services")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getInt("version"));
    }

    private static @Nullable List<String> list(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }
}
