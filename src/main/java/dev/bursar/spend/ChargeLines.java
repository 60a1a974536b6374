package dev.bursar.spend;

import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.spend.SpendQueries.Charge;
import dev.bursar.spend.SpendQueries.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The charges that a question's sums are made of, however many, one after the other. */
@Service
@Transactional(readOnly = true)
public class ChargeLines {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final int AT_ONCE = 1_000;
    private static final int TEXTS_KNOWN = 20_000;

    private final SpendQueries queries;
    private final SpendConditions conditions;
    private final Terms terms;
    private final Organisation organisation;
    private final Scope scope;

    ChargeLines(SpendQueries queries, SpendConditions conditions, Terms terms, Organisation organisation, Scope scope) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
        this.organisation = organisation;
        this.scope = scope;
    }

    /** How many charges the question's days, filters and what it leaves out come to, of what the person may see. */
    @PreAuthorize(MAY_SEE)
    public long count(SpendQuestion question) {
        Visibility visibility = scope.visibility();
        return visibility.nothing() ? 0 : queries.count(question, conditions.of(question), visibility);
    }

    /** Tells them day by day, as they stand at the beginning, whatever is read meanwhile. */
    @PreAuthorize(MAY_SEE)
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void each(SpendQuestion question, Consumer<ChargeLine> line) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return;
        }
        List<Condition> wanted = conditions.of(question);
        var words = new Words(line);
        for (LocalDate day = question.from(); day.isBefore(question.to()); day = day.plusDays(1)) {
            queries.charges(day, wanted, visibility, words::take);
            words.tell();
        }
    }

    /** Puts numbers into words, many at once; texts that are many are forgotten again. */
    private final class Words {
        private final Consumer<ChargeLine> line;
        private final Map<TeamId, String> teams = SpendService.teamNames(organisation);
        private final Map<String, String> accountNames = SpendService.accountNames(organisation);
        private final Map<Integer, String> accounts = terms.all(Terms.Kind.ACCOUNT);
        private final Map<Integer, String> services = terms.all(Terms.Kind.SERVICE);
        private final Map<Integer, String> recordTypes = terms.all(Terms.Kind.RECORD_TYPE);
        private final List<Charge> taken = new ArrayList<>(AT_ONCE);
        private final Map<Integer, String> texts = new LinkedHashMap<>(1_000, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
                return size() > TEXTS_KNOWN;
            }
        };

        Words(Consumer<ChargeLine> line) {
            this.line = line;
        }

        void take(Charge charge) {
            taken.add(charge);
            if (taken.size() == AT_ONCE) {
                tell();
            }
        }

        void tell() {
            Set<Integer> unknown = new HashSet<>();
            for (Charge charge : taken) {
                charge.terms()
                        .filter(id -> id != SpendQueries.NOT_STATED && !texts.containsKey(id))
                        .forEach(unknown::add);
            }
            if (!unknown.isEmpty()) {
                texts.putAll(terms.texts(unknown));
            }
            taken.forEach(charge -> line.accept(inWords(charge)));
            taken.clear();
        }

        private ChargeLine inWords(Charge charge) {
            String account = accounts.getOrDefault(charge.account(), "");
            return new ChargeLine(
                    charge.day(),
                    String.valueOf(charge.team()),
                    teams.getOrDefault(new TeamId(charge.team()), SpendService.UNALLOCATED),
                    account,
                    accountNames.getOrDefault(account, account),
                    services.getOrDefault(charge.service(), ""),
                    recordTypes.getOrDefault(charge.recordType(), ""),
                    text(charge.tagValue()),
                    charge.currency(),
                    charge.billed(),
                    charge.effective(),
                    text(charge.region()),
                    text(charge.usageType()),
                    text(charge.pricingCategory()),
                    text(charge.commitment()),
                    text(charge.resource()),
                    text(charge.tags()));
        }

        private String text(int id) {
            return texts.getOrDefault(id, "");
        }
    }
}
