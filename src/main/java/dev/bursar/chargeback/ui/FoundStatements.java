package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.statement.StatementSearch;
import dev.bursar.chargeback.statement.StatementSearch.FoundStatement;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.SearchText;
import dev.bursar.ui.Finding;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Statements by team and month: {@code Fraud, October 2026}. */
@Component
@Order(4)
class FoundStatements implements Finding {
    private final StatementSearch search;

    FoundStatements(StatementSearch search) {
        this.search = search;
    }

    @Override
    public String kind() {
        return "Statements";
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.allOf(Role.class);
    }

    @Override
    public List<Hit> find(SearchText text, int most) {
        return text.best(search.all(), FoundStatements::name, one -> List.of(), most).stream()
                .map(one -> new Hit(
                        name(one),
                        one.issued() ? "Issued" : "Draft",
                        ChargebackLinks.statement(one.month(), one.team()),
                        List.of()))
                .toList();
    }

    private static String name(FoundStatement one) {
        return (one.team() == 0 ? "Unallocated" : one.name()) + ", " + Formats.month(one.month());
    }
}
