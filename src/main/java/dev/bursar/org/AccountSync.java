package dev.bursar.org;

import dev.bursar.org.spi.AccountSource;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.stereotype.Component;

/** Reads the organisation's accounts, before costs are read. */
@Component
class AccountSync implements SyncJob {
    private final AccountSource source;
    private final Organisation organisation;
    private final AwsPrerequisite prerequisite;

    AccountSync(AccountSource source, Organisation organisation, AwsPrerequisite prerequisite) {
        this.source = source;
        this.organisation = organisation;
        this.prerequisite = prerequisite;
    }

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public String title() {
        return "Read accounts";
    }

    @Override
    public int everyHours() {
        return 8;
    }

    @Override
    public List<String> after() {
        return List.of("costs");
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Listing the organisation's accounts"));
        List<AccountSource.Found> accounts;
        try {
            accounts = source.accounts(run.meter());
        } catch (SourceProblem e) {
            if (e.kind() != SourceProblem.Kind.ACCESS_DENIED) {
                throw e;
            }
            // who may not list accounts still has their names from their costs
            run.problem(e);
            return 1;
        }
        run.commit(() -> {
            organisation.listed(accounts);
            return accounts.size();
        });
        return 0;
    }
}
