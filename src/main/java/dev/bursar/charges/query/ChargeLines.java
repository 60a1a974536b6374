package dev.bursar.charges.query;

import dev.bursar.charges.ChargeLine;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.terms.ReadAhead;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams the charges that make up a question's sums, however many there are. */
@Service
@Transactional(readOnly = true)
public class ChargeLines {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final int TEXTS_KNOWN = 20_000;

    private final CostQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;
    private final Organisation organisation;
    private final Scope scope;
    private final TransactionTemplate snapshot;

    ChargeLines(
            CostQueries queries,
            QueryConditions conditions,
            TermDictionary terms,
            Organisation organisation,
            Scope scope,
            PlatformTransactionManager transactions) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
        this.organisation = organisation;
        this.scope = scope;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** How many of the charges that the person may see match the question. */
    @PreAuthorize(MAY_SEE)
    public long count(CostQuery question) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return 0;
        }
        return conditions.of(question).all().stream()
                .mapToLong(stretch -> queries.count(stretch.question(), stretch.conditions(), visibility))
                .sum();
    }

    /** Passes them on day by day, as they are when the call begins, even if other charges are loaded meanwhile. */
    @PreAuthorize(MAY_SEE)
    public void each(CostQuery question, Consumer<ChargeLine> line) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return;
        }
        List<Stretch> stretches = conditions.of(question).all();
        ReadAhead.<Charge>run(
                each -> snapshot.executeWithoutResult(status -> {
                    for (Stretch stretch : stretches) {
                        CostQuery days = stretch.question();
                        for (LocalDate day = days.from(); day.isBefore(days.to()); day = day.plusDays(1)) {
                            queries.charges(day, stretch.conditions(), visibility, each);
                        }
                    }
                }),
                () -> {
                    var words = new Words();
                    return charges -> {
                        words.know(charges);
                        charges.forEach(charge -> line.accept(words.of(charge)));
                    };
                });
    }

    /** Looks up the names that belong to numbers. It keeps only the latest of those texts of which there are many. */
    private final class Words {
        private final Map<TeamId, String> teams = DimensionLabels.teamNames(organisation);
        private final Map<String, String> accountNames = DimensionLabels.accountNames(organisation);
        private final Map<Integer, String> accounts = terms.all(TermDictionary.Kind.ACCOUNT);
        private final Map<Integer, String> services = terms.all(TermDictionary.Kind.SERVICE);
        private final Map<Integer, String> recordTypes = terms.all(TermDictionary.Kind.RECORD_TYPE);
        private final Map<Integer, String> texts = new LinkedHashMap<>(1_000, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
                return size() > TEXTS_KNOWN;
            }
        };

        /** Asks for the texts of these charges that are not known, many at once. */
        void know(List<Charge> charges) {
            Set<Integer> unknown = new HashSet<>();
            for (Charge charge : charges) {
                for (int i = 0; i < Charge.TEXTS; i++) {
                    int id = charge.text(i);
                    if (id != DimensionColumn.NOT_STATED && !texts.containsKey(id)) {
                        unknown.add(id);
                    }
                }
            }
            if (!unknown.isEmpty()) {
                texts.putAll(terms.texts(unknown));
            }
        }

        ChargeLine of(Charge charge) {
            String account = accounts.getOrDefault(charge.account(), "");
            return new ChargeLine(
                    charge.day(),
                    String.valueOf(charge.team()),
                    teams.getOrDefault(new TeamId(charge.team()), DimensionLabels.UNALLOCATED),
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
                    text(charge.tags()),
                    text(charge.caller()),
                    charge.part());
        }

        private String text(int id) {
            return id == DimensionColumn.NOT_STATED ? "" : texts.getOrDefault(id, "");
        }
    }
}
