package dev.bursar.simulator.invoicing;

import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Product;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the months that are over. What they ask together is the sum of the month's lines as they were when the month
 * ended: a document stays as it was issued, whatever becomes of the charges.
 */
final class Documents {
    private static final String AWS = "Amazon Web Services, Inc.";
    private static final String MARKETPLACE = "AWS Marketplace";

    private static final String SUPPORT = "AWS Support";
    private static final String TAX = "Tax";
    private static final LocalTime MORNING = LocalTime.of(9, 12);
    private static final Duration PAYMENT_TERM = Duration.ofDays(30);
    private static final Duration UNTIL_PAID = Duration.ofDays(7);

    /** Of three months in a row each has something that the others don't. */
    private static final int KINDS_OF_MONTHS = 3;

    /** Numbers of documents that come later follow; none is ever given twice. */
    private static final int LAST_USUAL_NUMBER = 10;

    private static final int WITH_SUPPORT_APART = 0;
    private static final int PAID_IN_EUROS = 1;
    private static final int WITH_CREDIT_MEMO = 2;

    private final Organisation organisation;
    private final Clock clock;
    private final Map<YearMonth, List<Document>> issued = new TreeMap<>();
    private final Map<YearMonth, BigDecimal> off = new HashMap<>();
    private final List<Later> later = new ArrayList<>();
    private final Map<String, Correction> corrected = new HashMap<>();
    private final Map<String, String> withdrawn = new HashMap<>();
    private int lastNumber = LAST_USUAL_NUMBER;
    private int rates;

    /** @param change what it was issued for; empty where for all that changed */
    private record Later(String change, Document document) {}

    private record Correction(YearMonth month, BigDecimal amount) {}

    Documents(Organisation organisation, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
    }

    /** All that are issued by now and not withdrawn, the oldest first. */
    List<Document> all() {
        var now = clock.instant();
        var months = new TreeSet<>(issued.keySet());
        months.addAll(organisation.months());
        var usual = months.stream()
                .filter(month -> !now.isBefore(moment(month, 1)))
                .flatMap(month -> of(month).stream())
                .map(this::shown);
        return Stream.concat(usual, later.stream().map(Later::document))
                .filter(document -> !document.issued().isAfter(now))
                .filter(document -> !withdrawn.containsValue(document.id()))
                .sorted(Comparator.comparing(Document::issued).thenComparing(Document::id))
                .toList();
    }

    private Document shown(Document document) {
        var month = document.month();
        if (!document.id().equals(mainId(month))) {
            return document;
        }
        return document.plus(corrected.values().stream()
                .filter(correction -> correction.month().equals(month))
                .map(Correction::amount)
                .reduce(off.getOrDefault(month, BigDecimal.ZERO), BigDecimal::add));
    }

    /** Has all documents have so many rounded lines for each usage type, operation and Region. */
    void roundFiner(int linesOfEach) {
        rates = linesOfEach;
        issued.clear();
    }

    /** Has the month's main invoice ask for so much more than its lines, or less. */
    void off(YearMonth month, BigDecimal amount) {
        off.put(month, amount);
    }

    /** Issues a further invoice or a credit memo for what the month's charges have become since its documents were issued. */
    void issueChanges(YearMonth month) {
        var now = clock.instant();
        if (now.isBefore(moment(month, 3))) {
            throw new IllegalArgumentException("The month has no invoice yet");
        }
        var asked = all().stream()
                .filter(document -> document.month().equals(month))
                .map(Document::counted)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .subtract(off.getOrDefault(month, BigDecimal.ZERO));
        further("", month, month, charged(month).subtract(asked));
    }

    /** What the lines of the month's charges are together by now. */
    BigDecimal charged(YearMonth month) {
        return lines(month, clock.instant()).sum();
    }

    /** Issues an invoice of the month, or a credit memo of another month's invoice where the amount is negative. */
    void further(String change, YearMonth month, YearMonth original, BigDecimal amount) {
        if (amount.signum() != 0) {
            var more = amount.signum() > 0;
            lastNumber++;
            later.add(new Later(
                    change,
                    document(
                            id(month, lastNumber),
                            more ? Document.INVOICE : Document.CREDIT_MEMO,
                            month,
                            clock.instant(),
                            amount.abs(),
                            more ? null : mainId(original))));
        }
    }

    /** Has the month's main invoice ask for so much more; one that is not made up yet does so by itself. */
    void correct(String change, YearMonth month, BigDecimal amount) {
        if (!clock.instant().isBefore(moment(month, 1))) {
            corrected.put(change, new Correction(month, amount));
        }
    }

    /** Lists a document no longer. */
    void withdraw(String change, String number) {
        if (all().stream().noneMatch(document -> document.id().equals(number))) {
            throw new IllegalArgumentException("No document has the number " + number);
        }
        withdrawn.put(change, number);
    }

    /** Has the documents be as if the change had never been. */
    void undo(String change) {
        later.removeIf(one -> one.change().equals(change));
        corrected.remove(change);
        withdrawn.remove(change);
        issued.keySet().removeIf(organisation.months()::contains);
    }

    private List<Document> of(YearMonth month) {
        return issued.computeIfAbsent(month, this::issue);
    }

    private InvoiceLines lines(YearMonth month, Instant moment) {
        return InvoiceLines.of(
                organisation.linesAsOf(month.atDay(1), month.plusMonths(1).atDay(1), moment), rates);
    }

    private List<Document> issue(YearMonth month) {
        var lines = lines(month, moment(month, 1));
        if (lines.lines().isEmpty()) {
            return List.of();
        }
        var kind = Math.floorMod(month.getYear() * 12 + month.getMonthValue() - 1, KINDS_OF_MONTHS);
        var documents = new ArrayList<Document>();
        var marketplace = lines.sum(Product::isOfModels);
        var main = lines.sum().subtract(marketplace).subtract(apart(month));
        if (kind == WITH_SUPPORT_APART) {
            var support = lines.sum(service -> service.startsWith(SUPPORT));
            main = main.subtract(support);
            if (support.signum() != 0) {
                documents.add(document(id(month, 2), Document.INVOICE, month, moment(month, 1), support, null));
            }
        }
        var memo = kind == WITH_CREDIT_MEMO
                ? BigDecimal.valueOf(18_250L + 100L * month.getMonthValue(), 2)
                : BigDecimal.ZERO;
        var invoice = new Document(
                mainId(month),
                Document.INVOICE,
                AWS,
                month,
                moment(month, 3),
                moment(month, 3).plus(PAYMENT_TERM),
                null,
                main.add(memo),
                lines.sum(TAX::equals),
                kind == PAID_IN_EUROS ? BigDecimal.valueOf(9_120L + month.getMonthValue(), 4) : null);
        documents.add(invoice);
        if (marketplace.signum() != 0) {
            documents.add(new Document(
                    id(month, 3),
                    Document.INVOICE,
                    MARKETPLACE,
                    month,
                    moment(month, 3),
                    moment(month, 3).plus(PAYMENT_TERM),
                    null,
                    marketplace,
                    BigDecimal.ZERO.setScale(2),
                    null));
        }
        if (memo.signum() != 0) {
            // at once, so that the month's documents agree with its lines whenever somebody looks
            documents.add(document(id(month, 4), Document.CREDIT_MEMO, month, moment(month, 3), memo, mainId(month)));
        }
        if (kind == WITH_SUPPORT_APART) {
            documents.add(document(
                    id(month, 5),
                    Document.PAYMENT_RECEIPT,
                    month,
                    moment(month, 3).plus(UNTIL_PAID),
                    invoice.total(),
                    mainId(month)));
        }
        return List.copyOf(documents);
    }

    /** What documents asked for already when the month's lines were made up, of which it is a part. */
    private BigDecimal apart(YearMonth month) {
        return later.stream()
                .map(Later::document)
                .filter(document -> document.month().equals(month))
                .filter(document -> document.issued().isBefore(moment(month, 1)))
                .map(Document::counted)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Document document(
            String id, String type, YearMonth month, Instant issued, BigDecimal total, @Nullable String original) {
        return new Document(
                id,
                type,
                AWS,
                month,
                issued,
                issued.plus(PAYMENT_TERM),
                original,
                total,
                BigDecimal.ZERO.setScale(2),
                null);
    }

    /** A morning of the month after. */
    private static Instant moment(YearMonth month, int day) {
        return month.plusMonths(1).atDay(day).atTime(MORNING).toInstant(ZoneOffset.UTC);
    }

    private static String mainId(YearMonth month) {
        return id(month, 1);
    }

    private static String id(YearMonth month, int number) {
        return String.valueOf(
                1_900_000_000L + (month.getYear() % 100 * 12L + month.getMonthValue()) * 271_829 + number);
    }

    /** The lines of a month's invoices: what each account owes for each service, or for each rate of it, rounded as on a consolidated bill. */
    record InvoiceLines(List<InvoiceLine> lines) {
        private static final BigDecimal CENT = new BigDecimal("0.01");

        record InvoiceLine(String account, String service, BigDecimal amount) {}

        /** @param usage what is used of the service; empty where its lines aren't that fine */
        private record Place(String account, String service, String usage) {
            static final Comparator<Place> ORDER = Comparator.comparing(Place::account)
                    .thenComparing(Place::service)
                    .thenComparing(Place::usage);

            static Place of(Cell cell, int rates) {
                return new Place(
                        cell.account(),
                        cell.service(),
                        rates > 0 ? String.join("\n", cell.usageType(), cell.operation(), cell.region()) : "");
            }
        }

        /** @param rates how many lines each usage type, operation and Region has, as tiers of prices do; 0 where a service has one in all */
        static InvoiceLines of(List<Line> charges, int rates) {
            var sums = new TreeMap<Place, BigDecimal>(Place.ORDER);
            for (var charge : charges) {
                sums.merge(Place.of(charge.cell(), rates), charge.costs().netUnblended(), BigDecimal::add);
            }
            return new InvoiceLines(sums.entrySet().stream()
                    .flatMap(sum -> tiers(sum.getValue(), Math.max(1, rates)).stream()
                            .map(part -> new InvoiceLine(
                                    sum.getKey().account(), sum.getKey().service(), rounded(part))))
                    .toList());
        }

        /** Parts of an amount, each larger than the one before. */
        private static List<BigDecimal> tiers(BigDecimal amount, int rates) {
            var whole = BigDecimal.valueOf(rates * (rates + 1L) / 2);
            var parts = new ArrayList<BigDecimal>();
            var rest = amount;
            for (var tier = 1; tier < rates; tier++) {
                var part = amount.multiply(BigDecimal.valueOf(tier))
                        .divide(whole, Math.max(amount.scale(), 2), RoundingMode.DOWN);
                parts.add(part);
                rest = rest.subtract(part);
            }
            parts.add(rest);
            return parts;
        }

        /** To whole cents, but less than a cent is one. */
        private static BigDecimal rounded(BigDecimal amount) {
            return amount.signum() != 0 && amount.abs().compareTo(CENT) < 0
                    ? CENT.multiply(BigDecimal.valueOf(amount.signum()))
                    : amount.setScale(2, RoundingMode.HALF_UP);
        }

        BigDecimal sum() {
            return sum(service -> true);
        }

        BigDecimal sum(Predicate<String> service) {
            return lines.stream()
                    .filter(line -> service.test(line.service()))
                    .map(InvoiceLine::amount)
                    .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        }
    }

    /**
     * An invoice, a credit memo or a payment receipt; the totals of all three are positive.
     *
     * @param original the invoice that a credit memo belongs to
     * @param total in USD, including the taxes
     * @param euros what a US dollar is in euros, where it is paid in euros
     */
    record Document(
            String id,
            String type,
            String entity,
            YearMonth month,
            Instant issued,
            Instant due,
            @Nullable String original,
            BigDecimal total,
            BigDecimal taxes,
            @Nullable BigDecimal euros) {
        static final String INVOICE = "INVOICE";
        static final String CREDIT_MEMO = "CREDIT_MEMO";

        /** A type that AWS's documentation names and its SDK doesn't. */
        static final String PAYMENT_RECEIPT = "PAYMENT_RECEIPT";

        Document plus(BigDecimal amount) {
            return new Document(id, type, entity, month, issued, due, original, total.add(amount), taxes, euros);
        }

        /** What it adds to what the month's documents ask. */
        BigDecimal counted() {
            return switch (type) {
                case INVOICE -> total;
                case CREDIT_MEMO -> total.negate();
                default -> BigDecimal.ZERO;
            };
        }
    }
}
