package dev.bursar.start;

import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupProgress.Extent;
import dev.bursar.kernel.SetupStep;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How far the set-up of an organisation is, as its data say; and which steps it does without. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class StartService {
    private final List<SetupProgress> progress;
    private final JdbcClient jdbc;
    private final People people;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    StartService(
            List<SetupProgress> progress, JdbcClient jdbc, People people, Journal journal, Scope scope, Clock clock) {
        this.progress = progress.stream()
                .sorted(Comparator.comparing(SetupProgress::step))
                .toList();
        this.jdbc = jdbc;
        this.people = people;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** @param leftOut whether the organisation does without */
    public record Step(SetupStep step, Extent extent, boolean leftOut) {
        /** Whether nobody need do anything about it. */
        public boolean isSettled() {
            return leftOut || extent.isDone();
        }

        /** Whether somebody with this role does it on a page of Bursar. */
        public boolean isDoneBy(Predicate<Role> has) {
            return switch (step) {
                case POOLS, STATEMENTS -> has.test(Role.FINANCE);
                case MAIL -> false;
                default -> has.test(Role.ADMIN);
            };
        }

        /** Whether somebody with this role decides that the organisation does without. */
        public boolean isLeftOutBy(Predicate<Role> has) {
            return step == SetupStep.MAIL ? has.test(Role.ADMIN) : isDoneBy(has);
        }
    }

    /** In the order in which they can be done. */
    public List<Step> steps() {
        Set<String> leftOut = Set.copyOf(jdbc.sql("select step from setup_step_left_out")
                .query(String.class)
                .list());
        return progress.stream()
                .map(one -> new Step(
                        one.step(), one.extent(), leftOut.contains(one.step().name())))
                .toList();
    }

    /** The organisation does without this step. */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN')")
    public void leaveOut(SetupStep step) {
        int added = jdbc.sql("""
            insert into setup_step_left_out (step, left_out_at, left_out_by) values (:step, :now, :by)
            on conflict do nothing
            """)
                .param("step", step.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", scope.actor().name())
                .update();
        if (added > 0) {
            journal.record(StartAction.STEP_LEFT_OUT, StartAction.subject(step), null, null);
        }
    }

    /** The step is one to do again. */
    @Writes(Guard.CONDITION)
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN')")
    public void takeUp(SetupStep step) {
        int removed = jdbc.sql("delete from setup_step_left_out where step = :step")
                .param("step", step.name())
                .update();
        if (removed > 0) {
            journal.record(StartAction.STEP_TAKEN_UP, StartAction.subject(step), null, null);
        }
    }

    /** An admin who is alone takes the finance role too, so that pools and statements can be set. */
    @Writes(Guard.PARTS)
    @PreAuthorize("hasRole('ADMIN')")
    public void takeFinance() {
        PersonRow person = people.find(scope.actor().id()).orElseThrow();
        if (!person.roles().contains(Role.FINANCE)) {
            Set<Role> roles = new HashSet<>(person.roles());
            roles.add(Role.FINANCE);
            people.setRoles(person.id(), roles, person.version());
        }
    }
}
