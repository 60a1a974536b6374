package dev.bursar.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.journal.SubjectNames;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PersonSubjectsTest {
    private final SubjectNames subjects = AccessAction.personNames(JdbcClient.create(new DriverManagerDataSource()));

    @Test
    void peopleAreLinkedAndNothingElseIs() {
        assertThat(subjects.address("7")).contains("admin/people?person=7");
        assertThat(subjects.address("7&invite")).isEmpty();
        assertThat(subjects.address("9999999999")).isEmpty();
        assertThat(subjects.address("")).isEmpty();
    }
}
