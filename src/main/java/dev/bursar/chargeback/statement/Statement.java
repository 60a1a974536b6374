package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.split.Bridge;
import dev.bursar.chargeback.split.KeptJson;
import dev.bursar.charges.ChargeCategory;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a team owes for a month, or what no team owns; a draft until it is issued.
 *
 * @param team its number; 0 for Unallocated
 * @param ended the day after the team's last, where that lies before the month's end
 * @param full whether the person sees all costs; a lead sees only what is the team's
 * @param agrees whether AWS's documents of the month ask for what its charges come to, without a difference that finance accepted
 * @param accounts names by id
 * @param mayChange what may still change it
 * @param issued when, by whom; empty of a draft
 * @param around what the person can go on to
 */
public record Statement(
        YearMonth month,
        int team,
        String name,
        Optional<String> costCentre,
        Optional<LocalDate> ended,
        Cut cut,
        boolean full,
        boolean shown,
        boolean agrees,
        List<InCurrency> currencies,
        Map<String, String> accounts,
        List<MayChange> mayChange,
        Optional<Issued> issued,
        Around around) {
    public Statement {
        currencies = List.copyOf(currencies);
        accounts = Map.copyOf(accounts);
        mayChange = List.copyOf(mayChange);
    }

    /**
     * A version of a statement that was issued.
     *
     * @param number the same of all versions, {@code 2026-10-007}
     * @param answerBy the last day on which whoever pays it is asked to answer
     * @param reason why it was issued: of a later version, or in spite of a warning; empty where none was asked for
     */
    public record Issued(String number, int version, Instant at, String by, LocalDate answerBy, String reason) {}

    /** As it is kept. */
    public String kept() {
        return KeptJson.MAPPER.writeValueAsString(this);
    }

    public static Statement read(String kept) {
        return KeptJson.MAPPER.readValue(kept, Statement.class);
    }

    /** The same as it is issued: nothing may change it any more. */
    public Statement issued(Issued as) {
        return copy(full, shown, currencies, List.of(), Optional.of(as), around);
    }

    /** The same with what the person may see and go on to. */
    Statement with(boolean full, boolean shown, List<InCurrency> currencies, Around around) {
        return copy(full, shown, currencies, mayChange, issued, around);
    }

    private Statement copy(
            boolean full,
            boolean shown,
            List<InCurrency> currencies,
            List<MayChange> mayChange,
            Optional<Issued> issued,
            Around around) {
        return new Statement(
                month,
                team,
                name,
                costCentre,
                ended,
                cut,
                full,
                shown,
                agrees,
                currencies,
                accounts,
                mayChange,
                issued,
                around);
    }

    /** What may still change a statement, in the order in which it is said. */
    public enum MayChange {
        NEW_TEAM,
        /** Charges have changed since the cut was made. */
        CHARGES_CHANGED,
        /** They were read last before the month ended. */
        READ_EARLY,
        ESTIMATED,
        NO_INVOICE,
        DRAFT
    }

    /**
     * Other statements that the person may see.
     *
     * @param months in which the team is there, the newest first
     * @param teams that have a statement of this month, in the order of their names; 0, Unallocated, comes last
     */
    public record Around(List<YearMonth> months, List<Neighbour> teams) {
        public Around {
            months = List.copyOf(months);
            teams = List.copyOf(teams);
        }
    }

    /** @param team its number; 0 for Unallocated */
    public record Neighbour(int team, String name) {}

    /**
     * The statement in one currency: direct, shared, corrections and adjustments add up to the total.
     *
     * @param before the total of the month before; empty where that has no cut, or the person may not see its statement
     * @param direct of Unallocated what no team owns
     * @param corrections that AWS charges in this month
     * @param closed corrections of closed months
     * @param adjustments by finance
     * @param comparable whether the month before has the same pools
     */
    public record InCurrency(
            String currency,
            BigDecimal total,
            Optional<BigDecimal> before,
            List<Direct> direct,
            List<Shared> shared,
            List<Direct> corrections,
            List<OfClosed> closed,
            List<Adjusted> adjustments,
            Bridge bridge,
            Map<Integer, String> pools,
            boolean comparable) {
        public InCurrency {
            direct = List.copyOf(direct);
            shared = List.copyOf(shared);
            corrections = List.copyOf(corrections);
            closed = List.copyOf(closed);
            adjustments = List.copyOf(adjustments);
            pools = Map.copyOf(pools);
        }

        /** What AWS's charges of the month come to, without what stands beside them. */
        public BigDecimal charged() {
            return Stream.of(
                            closed.stream().map(OfClosed::amount),
                            adjustments.stream().map(Adjusted::amount))
                    .flatMap(amounts -> amounts)
                    .reduce(total, BigDecimal::subtract);
        }

        /** All lines, with what they are. */
        public Stream<Map.Entry<Kind, Line>> lines() {
            return Stream.of(
                            Map.entry(Kind.DIRECT, direct),
                            Map.entry(Kind.SHARED, shared),
                            Map.entry(Kind.CORRECTION, corrections),
                            Map.entry(Kind.CLOSED, closed),
                            Map.entry(Kind.ADJUSTMENT, adjustments))
                    .flatMap(lines -> lines.getValue().stream().map(line -> Map.entry(lines.getKey(), line)));
        }

        /** The same without the month before, for whoever may not see it. */
        InCurrency withoutBefore() {
            return new InCurrency(
                    currency,
                    total,
                    Optional.empty(),
                    direct.stream().map(line -> line.withBefore(null)).toList(),
                    shared.stream().map(Shared::withoutBefore).toList(),
                    corrections.stream().map(line -> line.withBefore(null)).toList(),
                    closed,
                    adjustments,
                    bridge,
                    pools,
                    false);
        }

        /** The same for a lead: of a pool that few share only their part. */
        public InCurrency forLead(int fewestSharers) {
            return new InCurrency(
                    currency,
                    total,
                    before,
                    direct,
                    shared.stream()
                            .map(line -> line.sharers() < fewestSharers ? line.closed() : line)
                            .toList(),
                    corrections,
                    closed,
                    adjustments.stream().map(Adjusted::forLead).toList(),
                    bridge,
                    pools,
                    comparable);
        }

        /** What the total is compared with; empty where that would mislead. */
        public Optional<BigDecimal> comparedWith() {
            return before.filter(any -> comparable);
        }
    }

    /** Something that the total is made of. */
    public sealed interface Line {
        BigDecimal amount();
    }

    /** A line of charges that AWS names a service and an account of. */
    public sealed interface Charged extends Line {
        String service();

        String account();

        ChargeCategory category();
    }

    /** What a line is; by these names disputes of lines are kept. */
    public enum Kind {
        DIRECT,
        SHARED,
        /** Of charges that AWS billed for an earlier month. */
        CORRECTION,
        /** Of a closed month. */
        CLOSED,
        ADJUSTMENT
    }

    /**
     * Charges of a service in an account.
     *
     * @param chargeMonth of the days of a correction's charges
     * @param before null where the month before has no cut
     */
    public record Direct(
            String service,
            String account,
            ChargeCategory category,
            YearMonth chargeMonth,
            BigDecimal amount,
            @Nullable BigDecimal before)
            implements Charged {
        Direct withBefore(@Nullable BigDecimal amountBefore) {
            return new Direct(service, account, category, chargeMonth, amount, amountBefore);
        }
    }

    /**
     * What AWS changed of a closed month, as far as the team pays it.
     *
     * @param ofMonth the closed month
     * @param statement the number of the statement that it corrects; empty where the team had none
     * @param was the team that had it, where that is another one now; empty otherwise
     * @param pool the pool's name; empty of direct charges, which have a service and an account
     */
    public record OfClosed(
            YearMonth ofMonth,
            String statement,
            String was,
            String pool,
            String service,
            String account,
            ChargeCategory category,
            BigDecimal amount)
            implements Charged {}

    /**
     * An amount that finance moved.
     *
     * @param ofMonth that it is about
     * @param other the other account in words, for finance; a lead doesn't see which other team
     */
    public record Adjusted(long id, YearMonth ofMonth, String other, String reason, BigDecimal amount) implements Line {
        /** The same without whose the amount was or is. */
        public Adjusted forLead() {
            return new Adjusted(id, ofMonth, "", reason, amount);
        }
    }

    /**
     * The team's part of a pool.
     *
     * @param rule how it is split, in words
     * @param plainRule the same without a number of teams
     * @param total what all teams share; empty for a lead where fewer than four teams share it
     * @param share {@code 9.42%}, {@code 1 of 9}; empty with the total
     * @param sharers how many teams share it
     */
    public record Shared(
            int pool,
            String name,
            String rule,
            String plainRule,
            Optional<BigDecimal> total,
            Optional<String> share,
            long sharers,
            BigDecimal amount,
            @Nullable BigDecimal before)
            implements Line {
        Shared withoutBefore() {
            return new Shared(pool, name, rule, plainRule, total, share, sharers, amount, null);
        }

        /** The same without anything of other teams. */
        Shared closed() {
            return new Shared(pool, name, plainRule, plainRule, Optional.empty(), Optional.empty(), 0, amount, before);
        }
    }
}
