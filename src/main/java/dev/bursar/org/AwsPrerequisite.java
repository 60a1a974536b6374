package dev.bursar.org;

import dev.bursar.org.spi.AccountsWait;
import dev.bursar.sync.Prerequisite;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What must be done before a job asks AWS for anything; on a portal that lives on files that is never done. */
@Component
public class AwsPrerequisite {
    private final ObjectProvider<AccountsWait> waits;

    AwsPrerequisite(ObjectProvider<AccountsWait> waits) {
        this.waits = waits;
    }

    /** Empty when there is nothing. */
    public Optional<Prerequisite> missing() {
        return waits.stream().flatMap(wait -> wait.waitsFor().stream()).findFirst();
    }
}
