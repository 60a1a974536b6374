package dev.bursar.charges.store;

import module java.base;

/** Rows of slices as they are stored, for one COPY. */
final class SliceRows {
    static final String COLUMNS =
            "charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges, export_id";
    /** A slice that no delivery brought. */
    static final int NO_DELIVERY = 0;

    private final BinaryRows rows = new BinaryRows(1 << 16);
    private final String source;
    private final long run;
    private final Instant now;

    /** @param run 0 where no run read the slices */
    SliceRows(String source, long run, Instant now) {
        this.source = source;
        this.run = run;
        this.now = now;
    }

    void add(LocalDate day, int account, String finality, byte[] hash, int charges, int delivery) {
        rows.row(9);
        rows.date(day);
        rows.integer(account);
        rows.text(source);
        rows.bigint(run);
        rows.moment(now);
        rows.text(finality);
        rows.bytes(hash);
        rows.integer(charges);
        rows.integer(delivery);
    }

    void copy(BinaryCopy copy, String table) {
        copy.into(table + " (" + COLUMNS + ")", Stream.of(rows));
    }
}
