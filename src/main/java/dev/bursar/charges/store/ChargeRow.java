package dev.bursar.charges.store;

import dev.bursar.charges.spi.Owners.Owner;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A charge as it is stored, whichever source it is of: the columns that both fill, in the order in which COPY takes them.
 *
 * @param tagValue the number of the value that names the team
 * @param effective EffectiveCost, like the costs that follow null where the source doesn't say
 */
record ChargeRow(
        int account,
        int service,
        int recordType,
        int tagValue,
        String currency,
        BigDecimal billed,
        BigDecimal effective,
        @Nullable BigDecimal unblended,
        @Nullable BigDecimal amortized,
        @Nullable BigDecimal netUnblended,
        @Nullable BigDecimal quantity,
        @Nullable String unit) {
    /** How many columns {@link #COLUMNS} are. */
    static final int COUNT = 15;

    static final String COLUMNS = """
            charge_day, account_id, team_id, rule_id, service_id, record_type_id, tag_value_id, currency,
            billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit""";

    private static final int NUMBER_BYTES = 8;

    /**
     * Begins a row and writes the columns.
     *
     * @param more how many columns of its own the source writes after them
     * @return where the charge's content begins, after what says where and whose it is
     */
    int write(BinaryRows rows, int more, LocalDate day, Owner owner) {
        rows.row(COUNT + more);
        rows.date(day);
        rows.integer(account);
        rows.integer(owner.team().value());
        rows.integer(owner.rule());
        int content = rows.length();
        rows.integer(service);
        rows.integer(recordType);
        rows.integer(tagValue);
        rows.text(currency);
        rows.numeric(billed);
        rows.numeric(effective);
        rows.numeric(unblended);
        rows.numeric(amortized);
        rows.numeric(netUnblended);
        rows.numeric(quantity);
        rows.text(unit);
        return content;
    }

    /** Adds a row's content to a slice's digest but for the value that names the team, which is among the tags of an export. */
    static void digestWithoutTagValue(MessageDigest digest, BinaryRows rows, int content) {
        int tagged = content + 2 * NUMBER_BYTES;
        int rest = tagged + NUMBER_BYTES;
        digest.update(rows.array(), content, tagged - content);
        digest.update(rows.array(), rest, rows.length() - rest);
    }

    void addTo(DaySums sums, Owner owner) {
        sums.add(owner.team().value(), account, service, recordType, currency, billed, effective);
    }
}
