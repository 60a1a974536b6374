package dev.bursar.chargeback.month;

import dev.bursar.chargeback.corrections.Receivable.LateDocument;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.differences.AcceptedDifferences;
import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.CountedDocument;
import dev.bursar.chargeback.documents.DocumentTotals;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerSums;
import dev.bursar.chargeback.ledger.LedgerSums.Key;
import dev.bursar.chargeback.ledger.LedgerTransaction;
import dev.bursar.chargeback.ledger.Posting;
import dev.bursar.chargeback.statement.FigureMaker;
import dev.bursar.chargeback.statement.Figures;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;

/**
 * What closing a month posts: AWS's documents of all months up to it as far as they aren't posted yet, what AWS rounded, and what documents
 * and statements differ by. With them each month's documents are its statements, rounding, accepted difference and AWS receivable, and the
 * AWS account of the month that is closed comes to 0.00.
 */
@Component
class ClosingPlans {
    private final CutStore cuts;
    private final FigureMaker figures;
    private final DocumentTotals documents;
    private final LedgerMonths ledger;
    private final LedgerSums sums;
    private final AcceptedDifferences differences;

    ClosingPlans(
            CutStore cuts,
            FigureMaker figures,
            DocumentTotals documents,
            LedgerMonths ledger,
            LedgerSums sums,
            AcceptedDifferences differences) {
        this.cuts = cuts;
        this.figures = figures;
        this.documents = documents;
        this.ledger = ledger;
        this.sums = sums;
        this.differences = differences;
    }

    /**
     * What closing posts.
     *
     * @param receivable what documents and statements differ by, by month, as it changes
     * @param over accepted differences of the month that have changed since: they are reversed
     */
    record Plan(
            List<CountedDocument> documents,
            Map<Key, BigDecimal> rounding,
            Map<Key, BigDecimal> receivable,
            List<AcceptedDifference> over) {
        Plan {
            documents = List.copyOf(documents);
            rounding = Map.copyOf(rounding);
            receivable = Map.copyOf(receivable);
            over = List.copyOf(over);
        }

        /** What it posts; empty for nothing. */
        Optional<LedgerTransaction> transaction(YearMonth month) {
            List<Posting> postings = postings();
            return postings.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LedgerTransaction(
                            "close:" + month, LedgerTransaction.Kind.DOCUMENTS, month, Optional.empty(), "", postings));
        }

        /** In a stable order; each with its opposite. */
        List<Posting> postings() {
            var postings = new ArrayList<Posting>();
            for (CountedDocument one : documents) {
                postings.add(new Posting(Fixed.AWS, one.ofMonth(), one.amount(), Optional.of(one.id()), one.number()));
                postings.add(new Posting(
                        Fixed.AWS_PAYABLE, one.ofMonth(), one.amount().negated(), Optional.of(one.id()), one.number()));
            }
            add(postings, Fixed.AWS_ROUNDING, rounding);
            add(postings, Fixed.AWS_RECEIVABLE, receivable);
            return postings;
        }

        private static void add(List<Posting> postings, LedgerAccount account, Map<Key, BigDecimal> amounts) {
            amounts.entrySet().stream()
                    .filter(entry -> entry.getValue().signum() != 0)
                    .sorted(Map.Entry.comparingByKey(
                            Comparator.comparing(Key::month).thenComparing(Key::currency)))
                    .forEach(entry -> {
                        BigMoney amount =
                                BigMoney.of(CurrencyUnit.of(entry.getKey().currency()), entry.getValue());
                        YearMonth of = entry.getKey().month();
                        postings.add(new Posting(account, of, amount, Optional.empty(), ""));
                        postings.add(new Posting(Fixed.AWS, of, amount.negated(), Optional.empty(), ""));
                    });
        }
    }

    /** @param month the earliest open one */
    Plan plan(YearMonth month) {
        Map<Key, BigDecimal> asked = new HashMap<>();
        List<CountedDocument> counted = counted(month, asked);
        Map<Key, BigDecimal> charged = sums.charged();
        Map<Key, BigDecimal> roundedBefore = sums.rounding();
        Map<Key, BigDecimal> receivableBefore = sums.receivable();
        Map<Key, BigDecimal> accepted = sums.accepted();
        List<AcceptedDifference> over = over(month);
        over.forEach(one -> accepted.merge(
                new Key(one.month(), one.currency()), one.amount().negate(), BigDecimal::add));
        Map<Key, BigDecimal> rounding = new HashMap<>();
        Map<Key, BigDecimal> receivable = new HashMap<>();
        for (Key key : keys(month, asked, charged, roundedBefore, receivableBefore, accepted)) {
            BigDecimal rounded = of(roundedBefore, key);
            // of a closed month it stays what it was
            BigDecimal now = key.month().equals(month) ? rounding(key).orElse(rounded) : rounded;
            BigDecimal open =
                    of(asked, key).subtract(of(charged, key)).subtract(now).subtract(of(accepted, key));
            rounding.put(key, now.subtract(rounded));
            receivable.put(key, open.subtract(of(receivableBefore, key)));
        }
        return new Plan(counted, rounding, receivable, over);
    }

    private List<AcceptedDifference> over(YearMonth month) {
        List<AcceptedDifference> standing = differences.standing(month);
        if (standing.isEmpty()) {
            return List.of();
        }
        List<Figures> figures = cuts.find(month).map(this.figures::of).orElse(List.of());
        return standing.stream()
                .filter(one -> figures.stream()
                        .noneMatch(now -> now.currency().equals(one.currency())
                                && now.accepted().compareTo(one.amount()) == 0))
                .toList();
    }

    /** @param asked takes what all documents of each month ask for, whenever they were posted */
    private List<CountedDocument> counted(YearMonth month, Map<Key, BigDecimal> asked) {
        Map<Long, LedgerSums.Document> posted = sums.documents();
        YearMonth first = ledger.start().orElse(month);
        var counted = new ArrayList<CountedDocument>();
        for (YearMonth of = first; !of.isAfter(month); of = of.plusMonths(1)) {
            for (AwsDocument document : documents.documents(of)) {
                document.amount().ifPresent(amount -> {
                    LedgerSums.Document before = posted.get(document.id());
                    asked.merge(
                            new Key(
                                    document.billingMonth(),
                                    amount.getCurrencyUnit().getCode()),
                            amount.getAmount(),
                            BigDecimal::add);
                    BigMoney rest = before == null
                            ? amount
                            : amount.minus(BigMoney.of(amount.getCurrencyUnit(), before.amount()));
                    if (!rest.isZero()) {
                        counted.add(
                                new CountedDocument(document.id(), document.number(), document.billingMonth(), rest));
                    }
                    posted.remove(document.id());
                });
            }
        }
        // those that no longer count
        posted.values().stream()
                .filter(document -> document.amount().signum() != 0)
                .sorted(Comparator.comparing(LedgerSums.Document::id))
                .forEach(document -> counted.add(new CountedDocument(
                        document.id(),
                        document.note(),
                        document.key().month(),
                        BigMoney.of(
                                CurrencyUnit.of(document.key().currency()),
                                document.amount().negate()))));
        return counted;
    }

    @SafeVarargs
    private static Set<Key> keys(YearMonth month, Map<Key, BigDecimal>... all) {
        var keys = new HashSet<Key>();
        Stream.of(all).forEach(one -> keys.addAll(one.keySet()));
        keys.removeIf(key -> key.month().isAfter(month));
        return keys;
    }

    /** What AWS rounded on a month's documents; empty where these agree neither with the newest costs nor with those that were issued. */
    private Optional<BigDecimal> rounding(Key key) {
        return cuts.find(key.month())
                .flatMap(cut -> figures.of(cut).stream()
                        .filter(figures -> figures.currency().equals(key.currency()) && figures.agrees())
                        .findFirst()
                        .flatMap(Figures::rounding));
    }

    /** What documents and statements of a closed month differ by now, by currency; none where they don't. */
    Map<String, BigDecimal> receivable(YearMonth month) {
        Map<String, BigDecimal> open = new TreeMap<>();
        documents
                .of(month)
                .forEach(total -> open.put(
                        total.total().getCurrencyUnit().getCode(), total.total().getAmount()));
        for (Map<Key, BigDecimal> less : List.of(sums.charged(), sums.rounding(), sums.accepted())) {
            less.forEach((key, amount) -> {
                if (key.month().equals(month)) {
                    open.merge(key.currency(), amount.negate(), BigDecimal::add);
                }
            });
        }
        open.values().removeIf(amount -> amount.signum() == 0);
        return open;
    }

    /** By what a closed month's documents ask for more or less than when it was closed. */
    List<LateDocument> late(YearMonth month, String currency) {
        Map<Long, LedgerSums.Document> then = sums.closedWith(month);
        var late = new ArrayList<LateDocument>();
        for (AwsDocument document : documents.documents(month)) {
            BigDecimal before = Optional.ofNullable(then.remove(document.id()))
                    .map(LedgerSums.Document::amount)
                    .orElse(BigDecimal.ZERO);
            if (document.total().getCurrencyUnit().getCode().equals(currency)) {
                BigDecimal now = document.amount().map(BigMoney::getAmount).orElse(BigDecimal.ZERO);
                late.add(new LateDocument(document.number(), now.subtract(before)));
            }
        }
        then.values().stream()
                .filter(document -> document.key().currency().equals(currency))
                .sorted(Comparator.comparing(LedgerSums.Document::id))
                .forEach(document -> late.add(
                        new LateDocument(document.note(), document.amount().negate())));
        return late;
    }

    private static BigDecimal of(Map<Key, BigDecimal> amounts, Key key) {
        return amounts.getOrDefault(key, BigDecimal.ZERO);
    }
}
