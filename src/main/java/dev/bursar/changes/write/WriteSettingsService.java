package dev.bursar.changes.write;

import dev.bursar.changes.write.WriteSettingsStore.Answer;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.MemberAccounts;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.ManualRequests;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.text.ProblemText;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final Surroundings around;

    /** What else it needs. */
    @org.springframework.stereotype.Component
    record Surroundings(TransactionTemplate transaction, Clock clock) {}

    WriteSettingsService(
            WriteSettingsStore store,
            Reach reach,
            MemberAccounts members,
            ManualRequests requests,
            List<ChangeExecutor> executors,
            Journal journal,
            Scope scope,
            Surroundings around) {
        this.store = store;
        this.reach = reach;
        this.members = members;
        this.requests = requests;
        this.executors =
                executors.stream().collect(Collectors.toUnmodifiableMap(ChangeExecutor::kind, Function.identity()));
        this.journal = journal;
        this.scope = scope;
        this.around = around;
    }

    /**
     * What is chosen and known; asks AWS nothing.
     *
     * @param payer the account of Bursar's own credentials; null before AWS has said it
     * @param accounts in use, by id with their names
     * @param answers how the role answered in those that were tested
     * @param actions that the role needs for what is chosen
     * @param mayChange whether the person may
     */
    public record State(
            WriteSettings tags,
            @Nullable String payer,
            String externalId,
            Map<String, String> accounts,
            Map<String, Answer> answers,
            List<String> actions,
            boolean mayChange) {}

    @Transactional(readOnly = true)
    public State state() {
        WriteSettings tags = store.of(WriteKind.TAGS);
        return new State(
                tags,
                reach.payer(),
                reach.externalId(),
                reach.inUse(),
                store.answers(),
                executor().actions(tags),
                scope.has(Role.ADMIN));
    }

    private ChangeExecutor executor() {
        return Objects.requireNonNull(executors.get(WriteKind.TAGS));
    }

    /**
     * @param wanted with the version that was seen
     * @throws dev.bursar.kernel.StaleEdit when somebody else changed it meanwhile
     */
    @Transactional
    @PreAuthorize("hasRole('ADMIN')")
    public void change(WriteSettings wanted) {
        WriteSettings before = store.of(WriteKind.TAGS);
        store.replace(
                WriteKind.TAGS, wanted, scope.actor().name(), around.clock().instant());
        journal.record(ChangeAction.WRITING_CHANGED, SUBJECT, words(before), words(wanted));
    }

    private static Map<String, Object> words(WriteSettings settings) {
        var words = new LinkedHashMap<String, Object>();
        words.put("tags", settings.enabled() ? "written" : "not written");
        words.put("approvedBy", settings.another() ? "another admin" : "an admin");
        words.put("role", settings.roleName());
        words.put("keys", settings.keys() == null ? "of policies" : settings.keys());
        words.put("types", settings.types() == null ? "all" : settings.types());
        words.put("accounts", settings.accounts() == null ? "all" : settings.accounts());
        words.put("resourcesAChange", settings.most());
        words.put("stacks", settings.stacks() ? "too" : "not");
        return words;
    }

    /** Asks AWS in each account whether the writing role lets Bursar in, and writes nothing. */
    @PreAuthorize("hasRole('ADMIN')")
    public void test() {
        WriteSettings tags = store.of(WriteKind.TAGS);
        @Nullable List<String> chosen = tags.accounts();
        List<String> accounts = reach.inUse().keySet().stream()
                .filter(account -> chosen == null || chosen.contains(account))
                .toList();
        var role = new MemberRole(
                tags.roleName(),
                reach.externalId(),
                new MemberRole.Use(
                        "bursar-test",
                        executor().sessionPolicy(),
                        Writers.identity(scope.actor().name())));
        RequestMeter meter = requests.meter();
        Map<String, Answer> answers = new TreeMap<>();
        Concurrently.each(
                ACCOUNTS_AT_A_TIME,
                accounts,
                account -> Map.entry(account, entered(account, role, meter)),
                entry -> answers.put(entry.getKey(), entry.getValue()));
        around.transaction().executeWithoutResult(status -> {
            store.answered(answers);
            journal.record(
                    ChangeAction.WRITER_TESTED,
                    SUBJECT,
                    null,
                    Map.of(
                            "accounts",
                            answers.size(),
                            "open",
                            answers.values().stream()
                                    .filter(one -> one.problem() == null)
                                    .count()));
        });
    }

    private Answer entered(String account, MemberRole role, RequestMeter meter) {
        @Nullable String problem = null;
        try {
            members.enter(account, role, meter);
        } catch (SourceProblem e) {
            problem = ProblemText.what(e.problem());
        }
        return new Answer(problem, around.clock().instant());
    }
}
