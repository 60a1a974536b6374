package dev.bursar.setup.reach;

import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.setup.Connection;
import dev.bursar.setup.reach.PlaceState.State;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import dev.bursar.setup.spi.RegionsWithCosts;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which places are read now, and how each of them answered, for the modules that read them. They store what came of a place in the
 * transaction in which they store what was read there.
 */
@Component
public class Reach {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Set<String> CLOSED = Set.of("SUSPENDED", "PENDING_CLOSURE", "CLOSED");
    private static final String EVERYWHERE = "us-east-1";

    private final StoredReach stored;
    private final PlaceStates states;
    private final Connection connection;
    private final Organisation organisation;
    private final RegionsWithCosts costs;

    Reach(
            StoredReach stored,
            PlaceStates states,
            Connection connection,
            Organisation organisation,
            RegionsWithCosts costs) {
        this.stored = stored;
        this.states = states;
        this.connection = connection;
        this.organisation = organisation;
        this.costs = costs;
    }

    /**
     * Every place to read now, by account and Region: the account of Bursar's own credentials, and the members that let Bursar in
     * when they were checked last, where members are read at all. Chosen Regions are read where they are enabled, or where AWS didn't
     * say which are.
     */
    @Transactional(readOnly = true)
    public List<Place> places() {
        ReachSettings settings = stored.settings();
        Map<String, List<String>> regions = states.regions();
        Set<String> answering = states.all().stream()
                .filter(state -> state.api().equals(PlaceState.ROLE) && state.answers())
                .map(PlaceState::account)
                .collect(Collectors.toUnmodifiableSet());
        var places = new ArrayList<Place>();
        String own = own();
        for (String account : accounts(own)) {
            @Nullable MemberRole role = account.equals(own) ? null : settings.role();
            if (role != null && (!settings.enabled() || !answering.contains(account))) {
                continue;
            }
            regions(account, regions, settings).forEach(region -> places.add(new Place(account, region, role)));
        }
        places.sort(Comparator.comparing(Place::account).thenComparing(Place::region));
        return places;
    }

    private List<String> accounts(@Nullable String own) {
        var accounts = new ArrayList<String>();
        if (own != null) {
            accounts.add(own);
        }
        active().stream().map(Account::id).filter(id -> !id.equals(own)).forEach(accounts::add);
        return accounts;
    }

    private List<String> regions(String account, Map<String, List<String>> listed, ReachSettings settings) {
        List<String> enabled = listed.getOrDefault(account, List.of());
        List<String> chosen = settings.regions();
        if (chosen != null) {
            return enabled.isEmpty()
                    ? chosen
                    : enabled.stream().filter(chosen::contains).toList();
        }
        if (!enabled.isEmpty()) {
            return enabled;
        }
        List<String> billed =
                costs.of(account).stream().filter(ReachChoice::isRegion).toList();
        return billed.isEmpty() ? List.of(EVERYWHERE) : billed;
    }

    /** What the trust policies of Bursar's roles ask for; it is no secret. */
    @Transactional(readOnly = true)
    public String externalId() {
        return stored.settings().role().externalId();
    }

    /** Accounts in use, by id with their names: the one of Bursar's own credentials, and those of the organisation. */
    @Transactional(readOnly = true)
    public Map<String, String> inUse() {
        Map<String, String> names = new TreeMap<>();
        @Nullable String own = own();
        if (own != null) {
            names.put(own, own);
        }
        active().forEach(account -> names.put(account.id(), account.name()));
        return names;
    }

    /** The account of Bursar's own credentials; null before AWS has said it. */
    @Transactional(readOnly = true)
    public @Nullable String payer() {
        return own();
    }

    @Nullable
    String own() {
        return connection.account().filter(Reach::isAccount).orElse(null);
    }

    /** Whose Bursar's own credentials are; null before AWS has said it, or where they are neither a user's nor a role's. */
    @Nullable
    public OwnPrincipal principal() {
        return connection.arn().flatMap(OwnPrincipal::of).orElse(null);
    }

    /** Accounts of the organisation that are in use. */
    List<Account> active() {
        return listed().stream().filter(account -> !isClosed(account)).toList();
    }

    /** Accounts of the organisation, by name. */
    List<Account> listed() {
        return organisation.listedAccounts().stream()
                .filter(account -> isAccount(account.id()))
                .toList();
    }

    static boolean isAccount(String id) {
        return ACCOUNT.matcher(id).matches();
    }

    static boolean isClosed(Account account) {
        return CLOSED.contains(account.state());
    }

    /** The API answered, with all that was asked for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(Place place, String api) {
        states.answered(place.account(), place.region(), api);
    }

    /**
     * Asks an API of a place in a job's run. Where it doesn't answer, that is stored, in a commit of its own.
     *
     * @param ask stores what it has found, and that the API answered
     * @return why it didn't answer
     */
    public Optional<SourceProblem> ask(Run run, Place place, String api, Runnable ask) {
        try {
            ask.run();
            return Optional.empty();
        } catch (SourceProblem e) {
            run.commit(() -> {
                states.problem(place.account(), place.region(), api, e);
                return true;
            });
            return Optional.of(e);
        }
    }

    /** Whether a run counts it: that a Region is off for the account is no failure. */
    public static boolean isFailure(SourceProblem problem) {
        return problem.kind() != SourceProblem.Kind.OFF;
    }

    /** The API didn't answer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void problem(Place place, String api, SourceProblem problem) {
        states.problem(place.account(), place.region(), api, problem);
    }

    /** The API answered, but something is missing from the answer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void incomplete(Place place, String api, Problem missing) {
        states.store(place.account(), place.region(), api, State.INCOMPLETE, missing);
    }

    /** How each account, Region and API answered last, by account, Region and API. */
    @Transactional(readOnly = true)
    public List<PlaceState> states() {
        return states.all();
    }

    /** How many accounts answer. */
    @Transactional(readOnly = true)
    public ReachSummary summary() {
        Map<String, PlaceState> roles = states.all().stream()
                .filter(state -> state.api().equals(PlaceState.ROLE))
                .collect(Collectors.toMap(PlaceState::account, state -> state));
        List<Account> listed = listed();
        List<String> asked = accounts(own());
        return new ReachSummary(
                stored.settings().enabled(),
                asked.size(),
                (int) asked.stream()
                        .filter(id -> roles.containsKey(id) && roles.get(id).answers())
                        .count(),
                (int) listed.stream().filter(Reach::isClosed).count(),
                roles.values().stream()
                        .map(PlaceState::checkedAt)
                        .max(Comparator.<Instant>naturalOrder())
                        .orElse(null));
    }
}
