package dev.bursar.changes.write;

import dev.bursar.changes.write.WriteSettingsStore.Answer;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.setup.reach.OwnPrincipal;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.MemberAccounts;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.sync.text.ProblemText;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Which kinds of changes Bursar may write to AWS: admins see and choose it, auditors see it. */
@Service
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class WriteSettingsService {
    /** What entries about it name in the journal. */
    public static final String SUBJECT = "set-up:aws-changes";

    private static final int ACCOUNTS_AT_A_TIME = 8;

    private final WriteSettingsStore store;
    private final Reach reach;
    private final MemberAccounts members;
    private final ManualRequests requests;
    private final Map<WriteKind, ChangeExecutor> executors;
    private final Journal journal;
    private final Scope scope;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Writers writers;

    WriteSettingsService(
            WriteSettingsStore store,
            Reach reach,
            MemberAccounts members,
            ManualRequests requests,
            List<ChangeExecutor> executors,
            Journal journal,
            Scope scope,
            TransactionTemplate transaction,
            Clock clock,
            Writers writers) {
        this.store = store;
        this.reach = reach;
        this.members = members;
        this.requests = requests;
        this.executors =
                executors.stream().collect(Collectors.toUnmodifiableMap(ChangeExecutor::kind, Function.identity()));
        this.journal = journal;
        this.scope = scope;
        this.transaction = transaction;
        this.clock = clock;
        this.writers = writers;
    }

    /**
     * What is chosen and known; asks AWS nothing.
     *
     * @param kinds those that this portal can write
     * @param payer the account of Bursar's own credentials; null before AWS has said it
     * @param principal whose these credentials are; null where AWS has not said it, or named neither a user nor a role
     * @param accounts in use, by id with their names
     * @param mayChange whether the person may
     */
    public record State(
            SortedMap<WriteKind, OfKind> kinds,
            @Nullable String payer,
            @Nullable OwnPrincipal principal,
            String externalId,
            Map<String, String> accounts,
            boolean mayChange) {
        public WriteSettings tags() {
            return of(WriteKind.TAGS).settings();
        }

        public OfKind of(WriteKind kind) {
            return Objects.requireNonNull(kinds.get(kind));
        }
    }

    /**
     * One kind.
     *
     * @param answers how the role answered in the accounts that were tested
     * @param actions that the role needs for what is chosen
     */
    public record OfKind(WriteSettings settings, Map<String, Answer> answers, List<String> actions) {}

    @Transactional(readOnly = true)
    public State state() {
        var kinds = new TreeMap<WriteKind, OfKind>();
        executors.forEach((kind, executor) -> {
            WriteSettings settings = store.of(kind);
            kinds.put(kind, new OfKind(settings, store.answers(kind), executor.actions(settings)));
        });
        return new State(
                kinds, reach.payer(), reach.principal(), reach.externalId(), reach.inUse(), scope.has(Role.ADMIN));
    }

    /**
     * @param wanted with the version that was seen
     * @throws dev.bursar.kernel.StaleEdit when somebody else changed it meanwhile
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize("hasRole('ADMIN')")
    public void change(WriteKind kind, WriteSettings wanted) {
        WriteSettings before = store.of(kind);
        store.replace(kind, wanted, scope.actor().name(), clock.instant());
        journal.record(ChangeAction.WRITING_CHANGED, SUBJECT, words(kind, before), words(kind, wanted));
    }

    private static Map<String, Object> words(WriteKind kind, WriteSettings settings) {
        var words = new LinkedHashMap<String, Object>();
        words.put(kind.stored(), settings.enabled() ? "written" : "not written");
        words.put("approvedBy", settings.another() ? "another admin" : "an admin");
        words.put("role", settings.roleName());
        if (kind.isEverywhere()) {
            words.put("keys", settings.keys() == null ? "of policies" : settings.keys());
            words.put("types", settings.types() == null ? "all" : settings.types());
            words.put("accounts", settings.accounts() == null ? "all" : settings.accounts());
            words.put("stacks", settings.stacks() ? "too" : "not");
        }
        words.put("resourcesAChange", settings.most());
        return words;
    }

    /** Asks AWS in each account of a kind whether the writing role lets Bursar in, and writes nothing. */
    @PreAuthorize("hasRole('ADMIN')")
    public void test(WriteKind kind) {
        WriteSettings settings = store.of(kind);
        List<String> accounts = accounts(kind, settings);
        var role = new MemberRole(
                settings.roleName(),
                reach.externalId(),
                new MemberRole.Use(
                        "bursar-test",
                        Objects.requireNonNull(executors.get(kind)).sessionPolicy(),
                        writers.identity(scope.actor())));
        RequestMeter meter = requests.meter();
        Map<String, Answer> answers = new TreeMap<>();
        Concurrently.each(
                ACCOUNTS_AT_A_TIME,
                accounts,
                account -> Map.entry(account, entered(account, role, meter)),
                entry -> answers.put(entry.getKey(), entry.getValue()));
        transaction.executeWithoutResult(status -> {
            store.answered(kind, answers);
            journal.record(
                    ChangeAction.WRITER_TESTED,
                    SUBJECT,
                    null,
                    Map.of(
                            "kind",
                            kind.stored(),
                            "accounts",
                            answers.size(),
                            "open",
                            answers.values().stream()
                                    .filter(one -> one.problem() == null)
                                    .count()));
        });
    }

    private List<String> accounts(WriteKind kind, WriteSettings settings) {
        if (!kind.isEverywhere()) {
            @Nullable String payer = reach.payer();
            return payer == null ? List.of() : List.of(payer);
        }
        @Nullable List<String> chosen = settings.accounts();
        return reach.inUse().keySet().stream()
                .filter(account -> chosen == null || chosen.contains(account))
                .toList();
    }

    private Answer entered(String account, MemberRole role, RequestMeter meter) {
        @Nullable String problem = null;
        try {
            members.enter(account, role, meter);
        } catch (SourceProblem e) {
            problem = ProblemText.what(e.problem());
        }
        return new Answer(problem, clock.instant());
    }
}
