package dev.bursar.setup.reach;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Account;
import dev.bursar.setup.SetupAction;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.JobRequests;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How member accounts are read, for people: admins see and choose it, auditors see it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class ReachService {
    /** What entries about member accounts name in the journal. */
    public static final String SUBJECT = "set-up:reach";

    private final StoredReach stored;
    private final PlaceStates states;
    private final Reach reach;
    private final JobRequests jobs;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    ReachService(
            StoredReach stored,
            PlaceStates states,
            Reach reach,
            JobRequests jobs,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.stored = stored;
        this.states = states;
        this.reach = reach;
        this.jobs = jobs;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** What is chosen and known; asks AWS nothing. */
    public ReachState state() {
        String own = reach.own();
        Map<String, List<PlaceState>> known = states.all().stream()
                .collect(Collectors.groupingBy(PlaceState::account, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<String>> regions = reach.places().stream()
                .collect(Collectors.groupingBy(
                        Place::account, LinkedHashMap::new, Collectors.mapping(Place::region, Collectors.toList())));
        var accounts = new ArrayList<AccountReach>();
        Map<String, String> names = reach.listed().stream()
                .collect(Collectors.toMap(Account::id, Account::name, (one, other) -> one, LinkedHashMap::new));
        if (own != null) {
            names.putIfAbsent(own, own);
            accounts.add(account(own, names, true, regions, known));
        }
        names.keySet().stream()
                .filter(id -> !id.equals(own))
                .forEach(id -> accounts.add(account(id, names, false, regions, known)));
        return new ReachState(
                stored.settings(), own, reach.principal(), reach.summary(), accounts, scope.has(Role.ADMIN));
    }

    /** How many accounts answer. */
    public ReachSummary summary() {
        return reach.summary();
    }

    private static AccountReach account(
            String id,
            Map<String, String> names,
            boolean own,
            Map<String, List<String>> regions,
            Map<String, List<PlaceState>> known) {
        return new AccountReach(
                id,
                names.getOrDefault(id, id),
                own,
                regions.getOrDefault(id, List.of()),
                known.getOrDefault(id, List.of()));
    }

    /**
     * Reads member accounts so from now on, and checks all of them soon.
     *
     * @param version of the settings that were seen
     * @throws dev.bursar.kernel.StaleEdit when somebody else changed them meanwhile; nothing was changed
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize("hasRole('ADMIN')")
    public void change(ReachChoice choice, int version) {
        ReachSettings before = stored.settings();
        stored.replace(choice, version, scope.actor().name(), clock.instant());
        ReachSettings after = stored.settings();
        if (!choice.enabled()) {
            states.keepOnly(Optional.ofNullable(reach.own()).map(List::of).orElse(List.of()));
        }
        journal.record(SetupAction.ACCOUNT_ACCESS_CHANGED, SUBJECT, words(before), words(after));
        jobs.add(ReachSync.NAME);
    }

    /** Checks all accounts soon. */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize("hasRole('ADMIN')")
    public void testAll() {
        journal.record(SetupAction.ACCOUNT_ACCESS_TESTED, SUBJECT, null, Map.of("accounts", "all"));
        jobs.add(ReachSync.NAME);
    }

    private static Map<String, Object> words(ReachSettings settings) {
        var words = new LinkedHashMap<String, Object>();
        words.put("memberAccounts", settings.enabled() ? "read" : "not read");
        words.put("role", settings.role().name());
        words.put("externalId", settings.role().externalId());
        @Nullable List<String> regions = settings.regions();
        words.put("regions", regions == null ? "all that are enabled" : regions);
        return words;
    }
}
