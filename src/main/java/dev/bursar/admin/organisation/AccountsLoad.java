package dev.bursar.admin.organisation;

import dev.bursar.admin.organisation.AccountLine.TeamCosts;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.FirstCosts;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.NoCosts;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.setup.reach.AccountReach;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** Puts together what the page of accounts shows: those that AWS lists, and those that only have costs. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class AccountsLoad {
    private final Organisation organisation;
    private final CostService spend;
    private final FirstCosts firstCosts;
    private final Reach reach;
    private final Clock clock;

    AccountsLoad(Organisation organisation, CostService spend, FirstCosts firstCosts, Reach reach, Clock clock) {
        this.organisation = organisation;
        this.spend = spend;
        this.firstCosts = firstCosts;
        this.reach = reach;
        this.clock = clock;
    }

    /**
     * All accounts by name.
     *
     * @param month whose costs are shown: the last one until this one's first costs arrive
     * @param currency of most costs; zeros are given in it
     * @param none why there are no costs at all this month
     */
    record Accounts(
            LocalDate today,
            YearMonth month,
            List<AccountLine> lines,
            Amounts thisMonth,
            String currency,
            NoCosts none) {
        Accounts {
            lines = List.copyOf(lines);
        }

        /** Names of who pays, in alphabetical order. */
        Set<String> payers() {
            return lines.stream()
                    .map(AccountLine::payer)
                    .filter(payer -> !payer.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    public Accounts accounts() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Optional<LocalDateRange> read = spend.read();
        YearMonth shown = shown(today, read);
        LocalDate month = shown.atDay(1);
        CostResult answer = spend.ask(new CostQuery(
                month,
                month.plusMonths(1),
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.ACCOUNT,
                Dimension.TEAM,
                Set.of(),
                null,
                List.of()));
        Map<String, Account> listed = organisation.accounts().stream()
                .collect(Collectors.toMap(Account::id, account -> account, (one, other) -> one, LinkedHashMap::new));
        Map<String, LocalDateRange> days = firstCosts.byAccount();
        Function<String, NoCosts> none = id -> NoCosts.ofAccount(shown, Optional.ofNullable(days.get(id)), read, today);
        Map<String, List<PlaceState>> access =
                reach.states().stream().collect(Collectors.groupingBy(PlaceState::account));
        Map<String, Map<String, Amounts>> teams = teams(answer);
        var unlisted = new TreeSet<>(days.keySet());
        unlisted.addAll(teams.keySet());
        unlisted.removeAll(listed.keySet());
        var lines = new ArrayList<AccountLine>();
        listed.values().forEach(account -> lines.add(line(account, listed, access, days, teams, none)));
        unlisted.forEach(id -> {
            List<TeamCosts> costs = costs(teams.getOrDefault(id, Map.of()));
            lines.add(new AccountLine(
                    id, id, "", false, null, reach(id, access), first(id, days), costs, sum(costs), none.apply(id)));
        });
        return new Accounts(
                today,
                shown,
                lines,
                lines.stream().map(AccountLine::thisMonth).reduce(Amounts.NONE, Amounts::plus),
                answer.currencies().isEmpty()
                        ? "USD"
                        : answer.currencies().getFirst().currency(),
                NoCosts.of(shown, read, today));
    }

    /** The last month where it is read and nothing of this one is. */
    private static YearMonth shown(LocalDate today, Optional<LocalDateRange> read) {
        YearMonth now = YearMonth.from(today);
        return !NoCosts.of(now, read, today).isKnown()
                        && NoCosts.of(now.minusMonths(1), read, today).isKnown()
                ? now.minusMonths(1)
                : now;
    }

    private static AccountLine line(
            Account account,
            Map<String, Account> listed,
            Map<String, List<PlaceState>> access,
            Map<String, LocalDateRange> days,
            Map<String, Map<String, Amounts>> teams,
            Function<String, NoCosts> none) {
        List<TeamCosts> costs = costs(teams.getOrDefault(account.id(), Map.of()));
        Account payer = listed.get(account.payer());
        return new AccountLine(
                account.id(),
                account.name(),
                payer == null ? account.payer() : payer.name(),
                account.payer().equals(account.id()),
                account.state(),
                reach(account.id(), access),
                earlier(LocalDate.ofInstant(account.seenAt(), ZoneOffset.UTC), first(account.id(), days)),
                costs,
                sum(costs),
                none.apply(account.id()));
    }

    private static AccountReach reach(String id, Map<String, List<PlaceState>> access) {
        return new AccountReach(id, id, false, List.of(), access.getOrDefault(id, List.of()));
    }

    private static @Nullable LocalDate first(String id, Map<String, LocalDateRange> days) {
        LocalDateRange its = days.get(id);
        return its == null ? null : its.getStart();
    }

    private static LocalDate earlier(LocalDate listed, @Nullable LocalDate costs) {
        return costs == null || listed.isBefore(costs) ? listed : costs;
    }

    private static Map<String, Map<String, Amounts>> teams(CostResult answer) {
        Map<String, Map<String, Amounts>> teams = new HashMap<>();
        for (CostResult.CurrencySpend currency : answer.currencies()) {
            for (CostResult.Row account : currency.rows()) {
                for (CostResult.Part team : account.parts()) {
                    teams.computeIfAbsent(account.key(), any -> new LinkedHashMap<>())
                            .merge(team.label(), Amounts.of(currency.currency(), team.total()), Amounts::plus);
                }
            }
        }
        return teams;
    }

    private static List<TeamCosts> costs(Map<String, Amounts> teams) {
        return teams.entrySet().stream()
                .map(team -> new TeamCosts(team.getKey(), team.getValue()))
                .filter(team -> !team.amounts().isNothing())
                .toList();
    }

    private static Amounts sum(List<TeamCosts> teams) {
        return teams.stream().map(TeamCosts::amounts).reduce(Amounts.NONE, Amounts::plus);
    }
}
