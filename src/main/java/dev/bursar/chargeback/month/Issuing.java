package dev.bursar.chargeback.month;

import dev.bursar.chargeback.ChargebackAction;
import dev.bursar.chargeback.answers.Answers;
import dev.bursar.chargeback.answers.StatementNews;
import dev.bursar.chargeback.corrections.CorrectionStore;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssueStore.NewStatement;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.ledger.Ledger;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerTransaction;
import dev.bursar.chargeback.ledger.Posting;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.chargeback.split.KeptJson;
import dev.bursar.chargeback.split.MonthSums;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Issued;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what is issued and posts it; who may is up to its callers. */
@Component
class Issuing {
    private final IssueStore store;
    private final CorrectionStore corrections;
    private final Ledger ledger;
    private final LedgerMonths months;
    private final Answers answers;
    private final StatementNews news;
    private final Journal journal;
    private final Seals seals;

    Issuing(
            IssueStore store,
            CorrectionStore corrections,
            Ledger ledger,
            LedgerMonths months,
            Answers answers,
            StatementNews news,
            Journal journal,
            Seals seals) {
        this.store = store;
        this.corrections = corrections;
        this.ledger = ledger;
        this.months = months;
        this.answers = answers;
        this.news = news;
        this.journal = journal;
        this.seals = seals;
    }

    /** Locks a month that can be issued; false where it is closed, or isn't the next one of the ledger. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean lock(YearMonth month) {
        return months.next().filter(month::equals).isPresent()
                && months.lock(month).closed().isEmpty();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void issue(Draft draft, String reason, LocalDate answerBy, Actor by, Instant at) {
        YearMonth month = draft.cut().month();
        long issue = store.add(
                month,
                draft.cut().id(),
                answerBy,
                reason,
                KeptJson.MAPPER.writeValueAsString(draft.allocations()),
                MonthSums.write(MonthSums.of(draft.allocations())),
                by,
                at);
        corrections.add(issue, draft.corrections());
        Map<Integer, IssuedStatement> before =
                draft.before().stream().collect(Collectors.toMap(IssuedStatement::team, Function.identity()));
        int next = draft.before().stream()
                .map(one -> one.number().substring(one.number().lastIndexOf('-') + 1))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        Map<String, String> statements = new TreeMap<>();
        Map<String, String> transactions = new TreeMap<>();
        var issuedNow = new ArrayList<Long>();
        var replaced = new ArrayList<Long>();
        for (Statement statement : draft.changed()) {
            Optional<IssuedStatement> last = Optional.ofNullable(before.get(statement.team()));
            String number = last.map(IssuedStatement::number).orElse("");
            if (number.isEmpty()) {
                number = month + "-%03d".formatted(statement.team() == 0 ? 0 : ++next);
            }
            int version = last.map(IssuedStatement::version).orElse(0) + 1;
            last.flatMap(IssuedStatement::transaction)
                    .ifPresent(old ->
                            add(transactions, ledger.reverse(old, "version " + version + " of the statement", by, at)));
            Optional<Long> posted = transaction(statement, number, version, reason)
                    .map(transaction -> ledger.post(transaction, by, at));
            posted.ifPresent(id -> add(transactions, id));
            Statement issued = statement.issued(new Issued(number, version, at, by.name(), answerBy, reason));
            String content = issued.kept();
            byte[] sha256 = Sha256.of(content);
            last.map(IssuedStatement::id).ifPresent(replaced::add);
            issuedNow.add(store.add(
                    issue,
                    new NewStatement(
                            month,
                            statement.team(),
                            statement.name(),
                            number,
                            version,
                            content,
                            sha256,
                            posted,
                            statement.currencies().stream()
                                    .collect(Collectors.toMap(InCurrency::currency, InCurrency::total)))));
            statements.put(number, HexFormat.of().formatHex(sha256));
        }
        answers.answeredByVersion(replaced, by, at);
        news.issued(issuedNow);
        journal.recordAs(
                by,
                ChargebackAction.STATEMENTS_ISSUED,
                MonthSubjects.subject(month),
                null,
                Map.of(
                        "month",
                        month.toString(),
                        "issue",
                        draft.number(),
                        "reason",
                        reason,
                        "statements",
                        statements,
                        "transactions",
                        transactions,
                        Seals.FIELD,
                        sealed(issue, draft.cut().id(), issuedNow, transactions.keySet())));
    }

    private Map<String, String> sealed(long issue, long cut, List<Long> statements, Set<String> transactions) {
        return Seals.all(
                seals.of(Sealed.ISSUE, issue),
                seals.of(Sealed.ALLOCATION, issue),
                seals.of(Sealed.CORRECTIONS, issue),
                seals.of(Sealed.CUT, cut),
                seals.of(Sealed.STATEMENT, statements),
                seals.of(
                        Sealed.TRANSACTION,
                        transactions.stream().map(Long::valueOf).toList()));
    }

    private void add(Map<String, String> transactions, long id) {
        transactions.put(String.valueOf(id), ledger.sha256(id));
    }

    /** What AWS's charges make the team owe; adjustments have transactions of their own. Empty where that is nothing. */
    private static Optional<LedgerTransaction> transaction(
            Statement statement, String number, int version, String reason) {
        var postings = new ArrayList<Posting>();
        LedgerAccount account = LedgerAccount.of(statement.team());
        for (InCurrency in : statement.currencies()) {
            Map<YearMonth, BigDecimal> amounts = new TreeMap<>();
            amounts.put(statement.month(), in.charged());
            in.closed().forEach(line -> amounts.merge(line.ofMonth(), line.amount(), BigDecimal::add));
            amounts.forEach((of, amount) -> postings.addAll(both(account, of, in.currency(), amount)));
        }
        return postings.isEmpty()
                ? Optional.empty()
                : Optional.of(new LedgerTransaction(
                        "statement:" + number + ":v" + version,
                        LedgerTransaction.Kind.STATEMENT,
                        statement.month(),
                        Optional.empty(),
                        reason,
                        postings));
    }

    private static List<Posting> both(LedgerAccount account, YearMonth of, String currency, BigDecimal amount) {
        if (amount.signum() == 0) {
            return List.of();
        }
        BigMoney money = BigMoney.of(CurrencyUnit.of(currency), amount);
        return List.of(
                new Posting(account, of, money, Optional.empty(), ""),
                new Posting(LedgerAccount.Fixed.AWS, of, money.negated(), Optional.empty(), ""));
    }
}
