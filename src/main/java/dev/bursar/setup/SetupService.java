package dev.bursar.setup;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.setup.KeyRefused.Reason;
import dev.bursar.setup.spi.AwsConnection;
import dev.bursar.setup.spi.ImportedTags;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the Set-up page shows and stores, for admins. AWS is asked by {@link SetupQuestions}. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class SetupService {
    /** What entries about setting up name in the journal. */
    public static final String SUBJECT = "set-up:aws";

    private static final String OF_CALLERS = "iamPrincipal/";
    private static final int LONGEST_KEY = 128;

    private final AwsConnection aws;
    private final Findings findings;
    private final TeamKey teamKey;
    private final ImportedTags imported;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    SetupService(
            AwsConnection aws,
            Findings findings,
            TeamKey teamKey,
            ImportedTags imported,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.aws = aws;
        this.findings = findings;
        this.teamKey = teamKey;
        this.imported = imported;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** What is known; asks AWS nothing. */
    public SetupState state() {
        TeamKey.Chosen chosen = teamKey.chosen();
        TeamKeys keys = teamKey.keys();
        Map<String, SpendOfKey> spends = findings.spends();
        Optional<ImportedTags.Month> newest = imported.newest();
        return new SetupState(
                aws.place(),
                findings.identity().orElse(null),
                findings.checks(),
                byKey(findings.keys()),
                newest.map(SetupService::keys).orElseGet(List::of),
                imported.besideCostsOfAws(),
                imported.nameCallers(),
                imported.unsplit(),
                chosen,
                keys,
                keys.single() ? spend(chosen, spends, newest) : newest.map(month -> spend(month, keys)));
    }

    /** What keys that don't count would tell of a month, see {@link ImportedTags#missed}. */
    public Map<String, Map<String, BigDecimal>> missed(YearMonth month) {
        TeamKeys keys = teamKey.keys();
        return keys.keys().isEmpty() ? Map.of() : imported.missed(keys, month);
    }

    /** Of one key: as AWS said it, else as imported charges do. */
    private Optional<SpendOfKey> spend(
            TeamKey.Chosen chosen, Map<String, SpendOfKey> spends, Optional<ImportedTags.Month> newest) {
        return Optional.ofNullable(chosen.key())
                .flatMap(key -> Optional.ofNullable(spends.get(key))
                        .or(() -> newest.filter(month -> imported.has(key))
                                .map(month -> spend(month, TeamKeys.of(key)))));
    }

    private SpendOfKey spend(ImportedTags.Month month, TeamKeys keys) {
        return new SpendOfKey(month.month(), month.at(), imported.values(keys));
    }

    private static List<ImportedKey> keys(ImportedTags.Month newest) {
        return newest.keys().stream()
                .map(key -> new ImportedKey(key.key(), newest.month(), key.values(), sums(newest.totals(), key)))
                .toList();
    }

    private static Map<String, SpendOfKey.Sum> sums(Map<String, BigDecimal> totals, ImportedTags.Key key) {
        var sums = new TreeMap<String, SpendOfKey.Sum>();
        totals.forEach((currency, total) -> sums.put(
                currency,
                new SpendOfKey.Sum(total, total.subtract(key.costs().getOrDefault(currency, BigDecimal.ZERO)))));
        return sums;
    }

    private String clean(String key) {
        String clean = key.strip();
        Reason why = whyNot(clean);
        if (why != null) {
            throw new KeyRefused(why, key);
        }
        return clean;
    }

    private @Nullable Reason whyNot(String key) {
        if (key.isEmpty()) {
            return Reason.EMPTY;
        }
        if (key.length() > LONGEST_KEY) {
            return Reason.TOO_LONG;
        }
        if (key.indexOf('$') >= 0 || key.chars().anyMatch(Character::isISOControl)) {
            return Reason.NOT_A_KEY;
        }
        if (imported.has(key) || !isListed()) {
            return null;
        }
        // AWS may list a caller's key without its prefix
        String bare = key.startsWith(OF_CALLERS) ? key.substring(OF_CALLERS.length()) : key;
        List<Boolean> active = findings.keys().stream()
                .map(FoundKey::tag)
                .filter(tag -> tag.key().equals(key) || tag.key().equals(bare))
                .map(tag -> tag.active())
                .toList();
        return active.isEmpty() ? Reason.NOT_LISTED : active.contains(true) ? null : Reason.NOT_ACTIVE;
    }

    /** Of two keys of one name the active one. */
    private static List<FoundKey> byKey(List<FoundKey> found) {
        Map<String, FoundKey> keys = new LinkedHashMap<>();
        found.forEach(key ->
                keys.merge(key.tag().key(), key, (one, other) -> one.tag().active() ? one : other));
        return List.copyOf(keys.values());
    }

    private boolean isListed() {
        Check check = findings.checks().get(Permission.LIST_COST_ALLOCATION_TAGS);
        return check != null && check.outcome() == Check.Outcome.GRANTED;
    }

    /**
     * Whether these keys may name teams in this order, as far as is known.
     *
     * @return the keys without spaces around them
     * @throws KeyRefused when one of them can't be, with that key
     */
    public TeamKeys requireKeys(TeamKeys keys) {
        if (keys.keys().isEmpty()) {
            throw new KeyRefused(Reason.EMPTY);
        }
        if (keys.keys().size() > TeamKeys.MOST) {
            throw new KeyRefused(Reason.TOO_MANY);
        }
        var seen = new HashSet<String>();
        return new TeamKeys(keys.keys().stream()
                .map(key -> {
                    String clean = clean(key.key());
                    if (!seen.add(clean)) {
                        throw new KeyRefused(Reason.TWICE, clean);
                    }
                    return new TeamKeys.Key(clean, key.from());
                })
                .toList());
    }

    /**
     * Has the values of these tags name teams, in this order; Cost Explorer's from the next question to AWS on.
     *
     * @param version of the choice that was seen
     * @throws KeyRefused when one of them can't be
     * @throws dev.bursar.kernel.StaleEdit when somebody else chose meanwhile; nothing was changed
     */
    @Writes(Guard.CONDITION)
    public void choose(TeamKeys keys, int version) {
        TeamKeys clean = requireKeys(keys);
        TeamKeys before = teamKey.keys();
        teamKey.choose(clean, version, scope.actor().name(), clock.instant());
        boolean order = !before.single() || !clean.single();
        journal.record(SetupAction.TEAM_KEY_CHOSEN, SUBJECT, fields(before, order), fields(clean, order));
    }

    /** @param order whether keys are told as an order, though they be one alone */
    private static @Nullable Map<String, Object> fields(TeamKeys keys, boolean order) {
        return keys.keys().isEmpty()
                ? null
                : order ? Map.of("keys", keys.text().lines().toList()) : Map.of("key", keys.first());
    }

    /** No team is made for these values of any key that names teams; others that were left out before no longer are. */
    @Writes(Guard.ANY_ORDER)
    public void leaveOut(List<String> values) {
        List<String> before = teamKey.leftOut().stream().sorted().toList();
        List<String> after = values.stream().distinct().sorted().toList();
        if (before.equals(after)) {
            return;
        }
        TeamKeys keys = teamKey.keys();
        if (keys.keys().isEmpty()) {
            throw new KeyRefused(Reason.EMPTY);
        }
        teamKey.leaveOut(keys, after);
        var fields = new LinkedHashMap<String, Object>(Objects.requireNonNull(fields(keys, !keys.single())));
        fields.put("values", after);
        journal.record(SetupAction.TAG_VALUES_LEFT_OUT, SUBJECT, Map.of("values", before), fields);
    }
}
