package dev.bursar.org;

import dev.bursar.sync.AccountNames;
import module java.base;
import org.springframework.stereotype.Component;

/** Lets what is said of jobs name accounts. */
@Component
class NamesOfAccounts implements AccountNames {
    private final Organisation organisation;

    NamesOfAccounts(Organisation organisation) {
        this.organisation = organisation;
    }

    @Override
    public Map<String, String> byId() {
        return organisation.accounts().stream().collect(Collectors.toMap(Account::id, Account::name));
    }
}
