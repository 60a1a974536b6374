package dev.bursar.charges.cache;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which version of each month's charges is stored. Every change of charges, of their teams or of their sums gives its month
 * another one in the same transaction, and none ever returns: whoever reads a version and then derives something from its
 * month may use that for as long as the version is there.
 */
public final class ChargeVersions {
    private final JdbcClient jdbc;

    public ChargeVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The versions of the months that begin in the range; a month without charges has none. */
    public Map<LocalDate, UUID> of(LocalDate from, LocalDate to) {
        var versions = new HashMap<LocalDate, UUID>();
        jdbc.sql("select charge_month, version from charge_month where charge_month >= :from and charge_month < :to")
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    versions.put(row.getObject("charge_month", LocalDate.class), row.getObject("version", UUID.class));
                });
        return versions;
    }
}
