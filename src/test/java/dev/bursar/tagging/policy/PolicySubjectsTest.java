package dev.bursar.tagging.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.testing.BursarTest;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

@BursarTest
class PolicySubjectsTest {
    @Autowired
    PolicyService service;

    @Autowired
    @Qualifier("policyNames")
    SubjectNames subjects;

    @Autowired
    @Qualifier("exemptionNames")
    SubjectNames exemptions;

    @Test
    @SignedInAs(Role.ADMIN)
    void aPolicyKeepsItsNameInTheJournalAfterItIsRemoved() {
        int id = service.save(new TagPolicy(
                0,
                "Owner",
                "owner",
                false,
                new ValueRule.Any(),
                null,
                null,
                false,
                false,
                LocalDate.of(2026, 11, 24),
                0,
                0));
        service.remove(id, 0);
        assertThat(PolicyAction.subject(id)).isEqualTo(subjects.kind() + ":" + id);
        assertThat(subjects.names(Set.of(String.valueOf(id), "999999")))
                .isEqualTo(Map.of(String.valueOf(id), "Tag policy Owner"));
        assertThat(subjects.address(String.valueOf(id))).contains(TagLinks.POLICIES);
        assertThat(exemptions.names(Set.of("3"))).isEqualTo(Map.of("3", "Exemption 3 from all tag policies"));
        assertThat(exemptions.address("3")).contains(TagLinks.EXEMPTIONS);
    }
}
