package dev.bursar.spend.ui;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.Dimension;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SearchText;
import dev.bursar.org.OrgLinks;
import dev.bursar.spend.NameSearch;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Finding;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Accounts lead to the list of accounts, and whoever may not open that to what they spend. */
@Component
@Order(2)
class FoundAccounts implements Finding {
    private final NameSearch search;
    private final Scope scope;

    FoundAccounts(NameSearch search, Scope scope) {
        this.search = search;
        this.scope = scope;
    }

    @Override
    public String kind() {
        return "Accounts";
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.allOf(Role.class);
    }

    @Override
    public List<Hit> find(SearchText text, int most) {
        boolean listed = scope.has(Role.ADMIN) || scope.has(Role.AUDITOR);
        return search.accounts(text, most).stream()
                .map(account -> new Hit(
                        account.name(),
                        Formats.account(account.id()),
                        listed ? OrgLinks.account(account.id()) : spend(account.id()),
                        List.of(account.id())))
                .toList();
    }

    private static String spend(String account) {
        return SpendLinks.of(new CostFilter(Dimension.ACCOUNT, CostFilter.Operator.IS, List.of(account)));
    }
}
