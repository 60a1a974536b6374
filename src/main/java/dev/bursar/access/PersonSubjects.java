package dev.bursar.access;

import dev.bursar.journal.SubjectNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names people in the journal as they are called now, with links to them: who may read the journal may see people. */
@Component
class PersonSubjects implements SubjectNames {
    private static final Predicate<String> NUMBER = Pattern.compile("\\d{1,9}").asMatchPredicate();

    private final JdbcClient jdbc;

    PersonSubjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "person";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        var numbers = ids.stream().filter(NUMBER).map(Integer::valueOf).toList();
        var names = new HashMap<String, String>();
        jdbc.sql("select id, display_name from person where id = any(:ids) order by id")
                .param("ids", numbers.toArray(Integer[]::new))
                .query(row -> {
                    names.put(row.getString("id"), row.getString("display_name"));
                });
        return names;
    }

    @Override
    public Optional<String> address(String id) {
        return NUMBER.test(id) ? Optional.of(AccessLinks.person(Integer.parseInt(id))) : Optional.empty();
    }
}
