package dev.bursar.sync;

import dev.bursar.sync.Problem.AtPlace;
import dev.bursar.sync.Problem.Fact;
import dev.bursar.sync.Problem.Said;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem in its three columns: sentences in {@code problem} and {@code what_to_do}; of a place why in {@code problem}, and the rest as
 * JSON in {@code problem_at}.
 */
public final class StoredProblem {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredProblem() {}

    /** Gives a statement the parameters {@code problem}, {@code whatToDo} and {@code problemAt}. */
    public static StatementSpec in(StatementSpec statement, @Nullable Problem problem) {
        return switch (problem) {
            case null -> with(statement, null, null, null);
            case Said(var what, var whatToDo) -> with(statement, what, whatToDo, null);
            case Fact fact -> in(statement, fact.said());
            case AtPlace at -> with(statement, at.why().name(), "", JSON.writeValueAsString(at));
        };
    }

    private static StatementSpec with(
            StatementSpec statement, @Nullable String problem, @Nullable String whatToDo, @Nullable String at) {
        return statement.param("problem", problem).param("whatToDo", whatToDo).param("problemAt", at);
    }

    /** Null where there is none. */
    public static @Nullable Problem of(ResultSet row) throws SQLException {
        String what = row.getString("problem");
        String at = row.getString("problem_at");
        if (at != null) {
            return JSON.readValue(at, AtPlace.class);
        }
        return what == null ? null : new Said(what, Objects.requireNonNullElse(row.getString("what_to_do"), ""));
    }
}
