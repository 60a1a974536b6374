package dev.bursar.sync;

import dev.bursar.journal.SubjectNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Names jobs in the journal and links them to the Sync page, which everybody may open who may read the journal. */
@Component
class JobSubjects implements SubjectNames {
    private final List<SyncJob> jobs;

    JobSubjects(List<SyncJob> jobs) {
        this.jobs = List.copyOf(jobs);
    }

    @Override
    public String kind() {
        return "job";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return jobs.stream()
                .filter(job -> ids.contains(job.name()))
                .collect(Collectors.toMap(SyncJob::name, job -> "\u201C" + job.title() + "\u201D"));
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(SyncLinks.SYNC);
    }
}
