package dev.bursar.chargeback;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.statement.Bridge;
import dev.bursar.charges.ChargeCategory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a team owes for a month, or what no team owns; a draft.
 *
 * @param team its number; 0 for Unallocated
 * @param ended the day after the team's last, where that lies before the month's end
 * @param full whether the person sees all costs; a lead sees only what is the team's
 * @param agrees whether AWS's documents of the month ask for what its charges come to
 * @param accounts names by id
 * @param mayChange what may still change it
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
        Around around) {
    public Statement {
        currencies = List.copyOf(currencies);
        accounts = Map.copyOf(accounts);
        mayChange = List.copyOf(mayChange);
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
     * The statement in one currency: direct, shared and corrections add up to the total.
     *
     * @param before the total of the month before; empty where that has no cut, or the person may not see its statement
     * @param direct of Unallocated what no team owns
     * @param comparable whether the month before has the same pools
     */
    public record InCurrency(
            String currency,
            BigDecimal total,
            Optional<BigDecimal> before,
            List<Direct> direct,
            List<Shared> shared,
            List<Direct> corrections,
            Bridge bridge,
            Map<Integer, String> pools,
            boolean comparable) {
        public InCurrency {
            direct = List.copyOf(direct);
            shared = List.copyOf(shared);
            corrections = List.copyOf(corrections);
            pools = Map.copyOf(pools);
        }

        /** What the total is compared with; empty where that would mislead. */
        public Optional<BigDecimal> comparedWith() {
            return before.filter(any -> comparable);
        }

        /**
         * Why it is not compared.
         *
         * @param last the month before, in words
         */
        public String notCompared(String last) {
            return before.isEmpty()
                    ? "No statement of " + last + " to compare with"
                    : "Not compared with " + last + ", which has other pools";
        }
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
            @Nullable BigDecimal before) {}

    /**
     * The team's part of a pool.
     *
     * @param rule how it is split, in words
     * @param total what all teams share; empty for a lead where fewer than four teams share it
     * @param share {@code 9.42%}, {@code 1 of 9}; empty with the total
     */
    public record Shared(
            int pool,
            String name,
            String rule,
            Optional<BigDecimal> total,
            Optional<String> share,
            BigDecimal amount,
            @Nullable BigDecimal before) {}
}
