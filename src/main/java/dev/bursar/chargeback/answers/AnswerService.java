package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.answers.AnswerPage.Told;
import dev.bursar.chargeback.answers.AnswerRefused.Why;
import dev.bursar.chargeback.answers.Dispute.Settled.Kind;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import module java.base;
import org.joda.money.BigMoney;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers to issued statements. Those who lead the team accept the newest version or dispute lines of it; finance answers disputes.
 * Others' statements don't exist for a lead, and others' disputes neither.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class AnswerService {
    public static final int LONGEST_WHOSE = 200;
    public static final int LONGEST_WHY = 1_000;

    private final AnswerStore store;
    private final Answers answers;
    private final IssueStore issues;
    private final StatementService statements;
    private final StatementNews mails;
    private final LedgerMonths months;
    private final Organisation organisation;
    private final Actors actors;

    AnswerService(
            AnswerStore store,
            Answers answers,
            IssueStore issues,
            StatementService statements,
            StatementNews mails,
            LedgerMonths months,
            Organisation organisation,
            Actors actors) {
        this.store = store;
        this.answers = answers;
        this.issues = issues;
        this.statements = statements;
        this.mails = mails;
        this.months = months;
        this.organisation = organisation;
        this.actors = actors;
    }

    /**
     * What was said of an issued statement.
     *
     * @param version empty for the newest
     * @return empty of a draft, where there is none, and where the person may not see it
     */
    public Optional<AnswerPage> page(YearMonth month, int team, Optional<Integer> version) {
        List<IssuedStatement> versions = issues.versions(month, team);
        return versions.reversed().stream()
                .filter(one -> version.filter(any -> any != one.version()).isEmpty())
                .findFirst()
                .flatMap(one -> statements
                        .statement(month, team, Optional.of(one.version()))
                        .map(found -> page(one, versions, DisputeLine.of(found))));
    }

    private AnswerPage page(IssuedStatement one, List<IssuedStatement> versions, List<DisputeLine> lines) {
        Scope scope = actors.scope();
        boolean full = scope.visibility().everything();
        boolean newest = one.id() == versions.getLast().id();
        boolean leads = newest && answers(one);
        AnswerState state = store.state(versions.getLast());
        boolean issuedIt = one.issuedBy() == scope.actor().id().value();
        List<Dispute> all = store.disputes(one.id());
        List<Dispute> disputes = all.stream()
                .filter(dispute -> full || dispute.person().equals(scope.actor().id()))
                .toList();
        boolean closed = closed(one.month());
        boolean mayDispute = leads && open(state) && !actors.today().isAfter(one.answerBy());
        return new AnswerPage(
                one,
                versions,
                full ? state : own(state, disputes),
                closed,
                disputes,
                mayDispute
                        ? lines.stream()
                                .filter(line -> all.stream()
                                        .noneMatch(dispute ->
                                                dispute.open() && dispute.line().equals(line.key())))
                                .toList()
                        : List.of(),
                leads,
                leads && !issuedIt && open(state) && !(state instanceof AnswerState.Disputed),
                leads
                        && !closed
                        && store.acceptedBy(one.id())
                                .filter(scope.actor().id()::equals)
                                .isPresent(),
                issuedIt,
                newest && scope.has(Role.FINANCE),
                full ? mails.told(one.id()) : List.<Told>of(),
                actors.mails(),
                scope.actor().id());
    }

    private boolean closed(YearMonth month) {
        return months.find(month).flatMap(LedgerMonth::closed).isPresent();
    }

    private static boolean open(AnswerState state) {
        return switch (state) {
            case AnswerState.Awaiting any -> true;
            case AnswerState.Disputed any -> true;
            case AnswerState.Answered any -> true;
            case AnswerState.Accepted any -> false;
            case AnswerState.NoAnswer any -> false;
            case AnswerState.NotAsked any -> false;
        };
    }

    /** The same without the number of disputes that others have. */
    private static AnswerState own(AnswerState state, List<Dispute> own) {
        return switch (state) {
            case AnswerState.Disputed any ->
                new AnswerState.Disputed(
                        (int) own.stream().filter(Dispute::open).count());
            case AnswerState.Answered any ->
                new AnswerState.Answered((int)
                        own.stream().filter(dispute -> !dispute.withdrawn()).count());
            default -> state;
        };
    }

    /**
     * Accepts the newest version of a statement.
     *
     * @throws AnswerRefused where it can't be, and where the person isn't one of those who answer it
     */
    @Writes(Guard.LOCK)
    @PreAuthorize("hasRole('LEAD')")
    public void accept(YearMonth month, int team, int version) {
        IssuedStatement statement = answerable(month, team, version);
        if (statement.issuedBy() == actors.scope().actor().id().value()) {
            throw new AnswerRefused(Why.OWN_ISSUE);
        }
        if (store.state(statement) instanceof AnswerState.Disputed) {
            throw new AnswerRefused(Why.DISPUTED);
        }
        if (!store.answer(statement.id(), Optional.of(actors.scope().actor()), actors.now())) {
            throw new AnswerRefused(Why.ANSWERED);
        }
        actors.record(AnswerAction.STATEMENT_ACCEPTED, Answers.subject(statement), whole(statement));
    }

    /**
     * Takes the person's own acceptance back, as long as finance has neither replaced the version nor closed the month.
     *
     * @throws AnswerRefused where it can't be, and where the person isn't one of those who answer it
     */
    @Writes(Guard.LOCK)
    @PreAuthorize("hasRole('LEAD')")
    public void withdrawAcceptance(YearMonth month, int team, int version) {
        IssuedStatement statement = newest(month, team, version);
        if (closed(month)) {
            throw new AnswerRefused(Why.CLOSED);
        }
        PersonId by = store.acceptedBy(statement.id()).orElseThrow(() -> new AnswerRefused(Why.NOT_ACCEPTED));
        if (!by.equals(actors.scope().actor().id())) {
            throw new AnswerRefused(Why.ACCEPTED_BY_ANOTHER);
        }
        store.withdraw(statement.id(), actors.scope().actor(), actors.now());
        actors.record(AnswerAction.ACCEPTANCE_WITHDRAWN, Answers.subject(statement), whole(statement));
    }

    private Map<String, Object> whole(IssuedStatement statement) {
        return Map.of(
                "statement",
                Answers.called(statement),
                "team",
                statement.name(),
                "totals",
                statement.totals().stream().map(BigMoney::toString).toList(),
                "sha256",
                statement.sha256(),
                Seals.FIELD,
                actors.seals(Sealed.ANSWER, statement.id()));
    }

    /**
     * Disputes a line of the newest version; returns the dispute's number.
     *
     * @throws AnswerRefused with what is wrong of it, and as {@link #accept}
     */
    @Writes(Guard.LOCK)
    @PreAuthorize("hasRole('LEAD')")
    public long dispute(YearMonth month, int team, int version, DisputeDraft typed) {
        IssuedStatement statement = answerable(month, team, version);
        if (actors.today().isAfter(statement.answerBy())) {
            throw new AnswerRefused(Why.LATE);
        }
        var draft = new DisputeDraft(typed.line(), typed.amount(), clean(typed.whose()), clean(typed.why()));
        var wrong = EnumSet.noneOf(Why.class);
        Optional<DisputeLine> line =
                statements.statement(month, team, Optional.of(version)).map(DisputeLine::of).orElse(List.of()).stream()
                        .filter(one -> one.key().equals(draft.line()))
                        .findFirst();
        line.ifPresentOrElse(one -> checkAmount(one, draft, wrong), () -> wrong.add(Why.NO_LINE));
        if (store.disputes(statement.id()).stream()
                .anyMatch(dispute -> dispute.open() && dispute.line().equals(draft.line()))) {
            wrong.add(Why.LINE_DISPUTED);
        }
        if (draft.whose().length() > LONGEST_WHOSE) {
            wrong.add(Why.WHOSE_TOO_LONG);
        }
        if (draft.why().isEmpty()) {
            wrong.add(Why.NO_WHY);
        }
        if (draft.why().length() > LONGEST_WHY) {
            wrong.add(Why.WHY_TOO_LONG);
        }
        if (!wrong.isEmpty()) {
            throw new AnswerRefused(wrong);
        }
        long id = store.add(
                statement.id(), line.orElseThrow(), draft, actors.scope().actor(), actors.now());
        Map<String, Object> after =
                Answers.fields(statement, draft.line(), draft.amount().toPlainString());
        after.put("whose", draft.whose());
        after.put("why", draft.why());
        after.put(Seals.FIELD, actors.seals(Sealed.DISPUTE, id));
        actors.record(AnswerAction.LINE_DISPUTED, Answers.subject(statement), after);
        return id;
    }

    private static void checkAmount(DisputeLine line, DisputeDraft draft, EnumSet<Why> wrong) {
        var whole = line.amount().getAmount();
        if (draft.amount().signum() != whole.signum() || draft.amount().abs().compareTo(whole.abs()) > 0) {
            wrong.add(Why.AMOUNT);
        }
        if (draft.amount().stripTrailingZeros().scale()
                > Decimals.of(line.amount().getCurrencyUnit().getCode())) {
            wrong.add(Why.DECIMALS);
        }
    }

    private static String clean(String text) {
        return text.replace("\0", "").strip();
    }

    /**
     * Takes back a dispute that nobody has answered.
     *
     * @throws AnswerRefused where it is somebody else's, or there is none
     * @throws dev.bursar.kernel.StaleEdit where it was settled
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize("hasRole('LEAD')")
    public void withdraw(long dispute) {
        if (store.dispute(dispute)
                .filter(one -> one.person().equals(actors.scope().actor().id()))
                .isEmpty()) {
            throw actors.missing(MonthSubjects.KIND + ":dispute-" + dispute);
        }
        answers.settle(
                dispute, Kind.WITHDRAWN, "", actors.scope().actor(), actors.now(), AnswerAction.DISPUTE_WITHDRAWN);
    }

    /**
     * Rejects a dispute, with a reason for whoever disputed it.
     *
     * @throws AnswerRefused where the reason is missing or too long
     * @throws dev.bursar.kernel.StaleEdit where it was settled
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize("hasRole('FINANCE')")
    public void reject(long dispute, String reason) {
        String why = clean(reason);
        if (why.isEmpty()) {
            throw new AnswerRefused(Why.NO_WHY);
        }
        if (why.length() > LONGEST_WHY) {
            throw new AnswerRefused(Why.WHY_TOO_LONG);
        }
        answers.settle(
                dispute, Kind.REJECTED, why, actors.scope().actor(), actors.now(), AnswerAction.DISPUTE_REJECTED);
    }

    /** Sends a mail about a statement again; false where no mail can be sent. */
    @Writes(Guard.CONDITION)
    @PreAuthorize("hasRole('FINANCE')")
    public boolean sendAgain(YearMonth month, int team, int version, long news) {
        Optional<IssuedStatement> statement = version(month, team, version)
                .filter(one -> mails.told(one.id()).stream().anyMatch(told -> told.id() == news && told.failed()));
        if (statement.isEmpty() || !mails.sendAgain(news)) {
            return false;
        }
        actors.record(
                AnswerAction.NEWS_SENT_AGAIN,
                Answers.subject(statement.get()),
                Map.of("statement", Answers.called(statement.get())));
        return true;
    }

    private Optional<IssuedStatement> version(YearMonth month, int team, int version) {
        return issues.versions(month, team).stream()
                .filter(one -> one.version() == version)
                .findFirst();
    }

    /** The newest version, which nobody has answered, with its month locked. */
    private IssuedStatement answerable(YearMonth month, int team, int version) {
        IssuedStatement statement = newest(month, team, version);
        if (!open(store.state(statement))) {
            throw new AnswerRefused(Why.ANSWERED);
        }
        return statement;
    }

    /** The newest version, which the person answers, with its month locked. */
    private IssuedStatement newest(YearMonth month, int team, int version) {
        IssuedStatement statement = version(month, team, version)
                .filter(this::answers)
                .orElseThrow(() -> actors.missing(MonthSubjects.KIND + ":" + month));
        store.lock(month);
        if (issues.versions(month, team).getLast().version() != version) {
            throw new AnswerRefused(Why.NOT_NEWEST);
        }
        return statement;
    }

    private boolean answers(IssuedStatement statement) {
        return statement.team() != 0
                && AnswerLeads.include(
                        actors.scope().asLead(),
                        actors.today(),
                        StatementNews.day(statement),
                        new TeamId(statement.team()),
                        organisation.days().get(new TeamId(statement.team())));
    }
}
