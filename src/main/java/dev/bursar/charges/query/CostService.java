package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostMove;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.org.TeamAttributes;
import module java.base;
import org.joda.money.BigMoney;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** Answers questions about spend, each with what the person who asks may see. Costs nothing at AWS. */
@Service
@Transactional(readOnly = true)
public class CostService {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR', 'SYSTEM')";
    private static final int MOST_TAGS = 100;

    private final CostQueries queries;
    private final MoveQueries moves;
    private final CostAnswers answers;
    private final TermDictionary terms;
    private final Organisation organisation;
    private final Scope scope;
    private final ModelDimensions models;
    private final ClusterDimensions clusters;

    CostService(
            CostQueries queries,
            MoveQueries moves,
            CostAnswers answers,
            TermDictionary terms,
            Organisation organisation,
            Scope scope,
            ModelDimensions models,
            ClusterDimensions clusters) {
        this.queries = queries;
        this.moves = moves;
        this.answers = answers;
        this.terms = terms;
        this.organisation = organisation;
        this.scope = scope;
        this.models = models;
        this.clusters = clusters;
    }

    /** The answer for what the person may see; without rights it is empty, as if there were nothing. */
    @PreAuthorize(MAY_SEE)
    public CostResult ask(CostQuery question) {
        return answers.ask(question, scope.visibility());
    }

    /**
     * The same as the explorer shows it: where charges don't say the values of a tag, a person who sees everything gets those that are kept
     * beside them. Totals are those of {@link #ask} without the tag.
     */
    @PreAuthorize(MAY_SEE)
    public CostResult explore(CostQuery question) {
        return answers.explore(question, scope.visibility());
    }

    /** The sums of the question's groups for each period in which something was spent, as money; for jobs and reports. */
    @PreAuthorize(MAY_SEE)
    public List<CostSum> sums(CostQuery question) {
        return answers.sums(question, scope.visibility());
    }

    /**
     * What a group cost in a period.
     *
     * @param period its first day
     * @param key of the group, as a filter takes it
     */
    public record CostSum(LocalDate period, String key, String label, BigMoney amount) {}

    /**
     * The values that a filter offers: those with charges in the range that the person may see, by name.
     *
     * @return value by shown name, in order
     */
    @PreAuthorize(MAY_SEE)
    public List<Choice> choices(Dimension dimension, LocalDate from, LocalDate to) {
        return answers.choices(dimension, from, to, scope.visibility());
    }

    /**
     * What costs can be grouped and filtered by. After an import this includes what only charge files know, and their tags: all
     * of them for a person who sees everything, else those of the charges that the person may see.
     */
    @PreAuthorize(MAY_SEE)
    public List<Dimension> dimensions() {
        Visibility visibility = scope.visibility();
        var dimensions = new ArrayList<>(Dimension.COMMON);
        TeamAttributes attributes = organisation.attributes();
        if (!attributes.departments().isEmpty()) {
            dimensions.add(1, Dimension.DEPARTMENT);
        }
        if (!attributes.costCentres().isEmpty()) {
            dimensions.add(dimensions.indexOf(Dimension.ACCOUNT), Dimension.COST_CENTRE);
        }
        boolean ofModels = !visibility.nothing() && models.any();
        if (visibility.nothing() || !queries.hasExports()) {
            if (ofModels) {
                // a service's name says these, without a usage type
                dimensions.addAll(List.of(Dimension.MODEL, Dimension.SELLER));
            }
            return dimensions;
        }
        dimensions.addAll(Dimension.OF_EXPORTS);
        if (ofModels) {
            dimensions.add(Dimension.PROFILE);
            dimensions.addAll(Dimension.OF_MODELS);
        }
        if (clusters.any()) {
            dimensions.addAll(Dimension.OF_CLUSTERS);
        }
        Set<String> named = queries.exportedTagKeys();
        Stream<String> keys = visibility.everything()
                ? named.stream()
                : terms.texts(queries.exportedTags(visibility)).values().stream()
                        .flatMap(tags -> TagsText.read(tags).keySet().stream())
                        .filter(named::contains);
        keys.distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
                .limit(MOST_TAGS)
                .map(Dimension.Tag::new)
                .forEach(dimensions::add);
        return dimensions;
    }

    /**
     * How much of a question's costs has a value of each tag that charge files know, without the one that names teams: of what the person
     * may see, by currency and the tag's key. Of a question it takes days, cost, filters and what it leaves out.
     */
    @PreAuthorize(MAY_SEE)
    public Map<String, Map<String, BigDecimal>> tagged(CostQuery question) {
        return answers.tagged(question, scope.visibility());
    }

    /** The days with charges that the person may see, first included and last excluded; empty while there are none. */
    @PreAuthorize(MAY_SEE)
    public Optional<DayRange> extent() {
        return queries.extent(scope.visibility());
    }

    /** The days whose costs are read, whoever's they are: what a person has no costs of may be read all the same. */
    @PreAuthorize(MAY_SEE)
    public Optional<LocalDateRange> read() {
        return queries.extent(Visibility.EVERYTHING).map(days -> LocalDateRange.of(days.from(), days.to()));
    }

    /**
     * What moved most between an answer's days and those it is compared with: teams with the service and the account that moved
     * most; for a person who sees one or two teams, services of theirs.
     *
     * @param answer by team, of all their costs; its days compared with end where its own begin, or earlier
     * @param stored all days with costs, as {@link #extent} has them
     * @param most how many a currency
     * @return by currency, the largest move first; what did not move is left out
     */
    @PreAuthorize(MAY_SEE)
    public List<CostMove> moves(CostResult answer, DayRange stored, int most) {
        CostQuery question = answer.question();
        DayRange before = question.before();
        if (!question.groupBy().equals(Dimension.TEAM)
                || !question.filters().isEmpty()
                || !question.without().isEmpty()
                || before == null
                || before.to().isAfter(question.from())) {
            throw new IllegalArgumentException("Not an answer by team that is compared with days before");
        }
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        boolean few = !visibility.everything()
                && visibility.spans().stream()
                                .map(Visibility.Span::team)
                                .distinct()
                                .count()
                        < most;
        boolean resources = queries.hasExports();
        return few
                ? moves.ofServices(answer, before, visibility, most, resources)
                : moves.ofTeams(answer, before, stored, visibility, most, resources);
    }

    /**
     * How many accounts have costs in a range of days, and how many could have: those that AWS lists as active, or that had
     * costs in this range or the one before. A person who doesn't see everything gets only the accounts in which their teams
     * have costs.
     */
    @PreAuthorize(MAY_SEE)
    public Coverage accounts(DayRange now, DayRange before) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return new Coverage(0, 0);
        }
        if (!visibility.everything()) {
            List<Integer> seen = queries.present(Dimension.ACCOUNT, now.from(), now.to(), visibility);
            Set<Integer> known = new HashSet<>(seen);
            known.addAll(queries.present(Dimension.ACCOUNT, before.from(), before.to(), visibility));
            return new Coverage(seen.size(), known.size());
        }
        List<Integer> seen = queries.accounts(now.from(), now.to());
        Set<String> known = new HashSet<>(
                terms.texts(queries.accounts(before.from(), now.to())).values());
        organisation.accounts().stream()
                .filter(account -> account.state().equals("ACTIVE"))
                .map(Account::id)
                .forEach(known::add);
        return new Coverage(seen.size(), known.size());
    }

    /** Accounts with costs, of those that could have some. */
    public record Coverage(int seen, int known) {}

    /** When costs were last read; empty while nothing has been read. */
    @PreAuthorize(MAY_SEE)
    public Optional<Instant> observedAt() {
        return queries.observedAt();
    }

    /** Whether the person who asks may see costs that no team owns. */
    @PreAuthorize(MAY_SEE)
    public boolean seesEverything() {
        return scope.visibility().everything();
    }
}
