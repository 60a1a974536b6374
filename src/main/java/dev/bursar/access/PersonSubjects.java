package dev.bursar.access;

import dev.bursar.journal.SubjectNames;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names people in the activity log. */
@Component
final class PersonSubjects {
    private static final Predicate<String> NUMBER = Pattern.compile("\\d{1,9}").asMatchPredicate();

    /** People as they are called now, with links to them: who may read the journal may see people. */
    @Bean
    static SubjectNames personNames(JdbcClient jdbc) {
        return SubjectNames.of(
                "person",
                ids -> {
                    var names = new HashMap<String, String>();
                    jdbc.sql("select id, display_name from person where id = any(:ids) order by id")
                            .param(
                                    "ids",
                                    ids.stream()
                                            .filter(NUMBER)
                                            .map(Integer::valueOf)
                                            .toArray(Integer[]::new))
                            .query(row -> {
                                names.put(row.getString("id"), row.getString("display_name"));
                            });
                    return names;
                },
                id -> NUMBER.test(id) ? Optional.of(AccessLinks.person(Integer.parseInt(id))) : Optional.empty());
    }
}
