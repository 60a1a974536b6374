package dev.bursar.spend;

import dev.bursar.spend.BilledCosts.Billed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Replaces whole slices and keeps the rollups equal to the charges, in the caller's transaction. */
@Component
class ChargeLoader {
    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final Terms terms;
    private final Rollups rollups;
    private final Clock clock;

    ChargeLoader(JdbcClient jdbc, DataSource dataSource, Terms terms, Rollups rollups, Clock clock) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.terms = terms;
        this.rollups = rollups;
        this.clock = clock;
    }

    /**
     * What a load did.
     *
     * @param slices slices that were replaced; the others had the same content
     * @param charges charges written
     */
    record Loaded(int slices, long charges) {}

    /** Replaces the slices whose content differs from what is stored; the others are left untouched. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Loaded replace(List<Slice> slices, String source, long run, Ownership ownership) {
        Map<SliceKey, Stored> stored = stored(slices);
        var changed = new ArrayList<Prepared>();
        var settled = new ArrayList<Slice>();
        for (Slice slice : slices) {
            List<Billed> billed = BilledCosts.of(slice.charges());
            byte[] hash = hash(billed);
            Stored before = stored.get(new SliceKey(slice.day(), slice.account()));
            if (before == null ? !billed.isEmpty() : !Arrays.equals(before.hash(), hash)) {
                changed.add(new Prepared(slice, billed, hash, before == null ? null : before.finality()));
            } else if (before != null && before.finality().equals("estimated") && !slice.estimated()) {
                settled.add(slice);
            }
        }
        settle(settled);
        if (changed.isEmpty()) {
            return new Loaded(0, 0);
        }
        Set<LocalDate> days = new TreeSet<>();
        changed.forEach(prepared -> days.add(prepared.slice().day()));
        days.stream().map(day -> day.withDayOfMonth(1)).distinct().forEach(this::ensurePartition);

        Numbers numbers = numbers(changed);
        delete(changed, stored, numbers);
        long charges = copy(changed, numbers, ownership);
        remember(changed, numbers, source, run);
        rollups.recompute(days);
        return new Loaded(changed.size(), charges);
    }

    /** What was estimated and has come final with the same content keeps its charges and its provenance. */
    private void settle(List<Slice> settled) {
        Map<LocalDate, List<String>> accounts = new HashMap<>();
        settled.forEach(slice ->
                accounts.computeIfAbsent(slice.day(), day -> new ArrayList<>()).add(slice.account()));
        accounts.forEach((day, ofDay) -> jdbc.sql("""
                        update charge_slice set finality = 'settled'
                         where charge_day = :day and account_id = any(:accounts) and finality = 'estimated'
                        """)
                .param("day", day)
                .param("accounts", terms.ids(Terms.Kind.ACCOUNT, ofDay).values().toArray(Integer[]::new))
                .update());
    }

    private void ensurePartition(LocalDate month) {
        jdbc.sql("select ensure_charge_partition(:month)")
                .param("month", month)
                .query((row, number) -> 0)
                .list();
    }

    private Map<SliceKey, Stored> stored(List<Slice> slices) {
        var found = new HashMap<SliceKey, Stored>();
        Set<LocalDate> days = new HashSet<>();
        slices.forEach(slice -> days.add(slice.day()));
        jdbc.sql("""
                        select s.charge_day, t.value account, s.content_hash, s.finality
                          from charge_slice s join term t on t.id = s.account_id
                         where s.charge_day = any(:days)
                        """)
                .param("days", days.stream().map(Date::valueOf).toArray(Date[]::new))
                .query((row, number) -> found.put(
                        new SliceKey(row.getDate("charge_day").toLocalDate(), row.getString("account")),
                        new Stored(row.getBytes("content_hash"), row.getString("finality"))))
                .list();
        return found;
    }

    private Numbers numbers(List<Prepared> changed) {
        Set<String> accounts = new HashSet<>();
        Set<String> services = new HashSet<>();
        Set<String> recordTypes = new HashSet<>();
        Set<String> tagValues = new HashSet<>();
        for (Prepared prepared : changed) {
            accounts.add(prepared.slice().account());
            for (Billed billed : prepared.billed()) {
                services.add(billed.charge().service());
                recordTypes.add(billed.charge().recordType());
                tagValues.add(billed.charge().tagValue());
            }
        }
        return new Numbers(
                terms.ids(Terms.Kind.ACCOUNT, accounts),
                terms.ids(Terms.Kind.SERVICE, services),
                terms.ids(Terms.Kind.RECORD_TYPE, recordTypes),
                terms.ids(Terms.Kind.TAG_VALUE, tagValues));
    }

    private void delete(List<Prepared> changed, Map<SliceKey, Stored> stored, Numbers numbers) {
        List<Prepared> old = changed.stream()
                .filter(prepared -> stored.containsKey(
                        new SliceKey(prepared.slice().day(), prepared.slice().account())))
                .toList();
        if (old.isEmpty()) {
            return;
        }
        Map<LocalDate, List<Integer>> accounts = new HashMap<>();
        for (Prepared prepared : old) {
            accounts.computeIfAbsent(prepared.slice().day(), day -> new ArrayList<>())
                    .add(numbers.account(prepared.slice().account()));
        }
        accounts.forEach((day, ids) -> {
            jdbc.sql("delete from charge where charge_day = :day and account_id = any(:accounts)")
                    .param("day", day)
                    .param("accounts", ids.toArray(Integer[]::new))
                    .update();
            jdbc.sql("delete from charge_slice where charge_day = :day and account_id = any(:accounts)")
                    .param("day", day)
                    .param("accounts", ids.toArray(Integer[]::new))
                    .update();
        });
    }

    private long copy(List<Prepared> changed, Numbers numbers, Ownership ownership) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                    copy charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                                 billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost,
                                 usage_quantity, usage_unit)
                    from stdin with (format binary)
                    """);
            try (var rows = new BinaryRows(copy)) {
                for (Prepared prepared : changed) {
                    for (Billed billed : prepared.billed()) {
                        write(rows, billed, numbers, ownership);
                    }
                }
                return rows.finish();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Charges could not be copied into the database", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void write(BinaryRows rows, Billed billed, Numbers numbers, Ownership ownership) throws IOException {
        SourceCharge charge = billed.charge();
        Ownership.Owner owner = ownership.of(charge.day(), charge.account(), charge.service(), charge.tagValue());
        rows.row(15);
        rows.date(charge.day());
        rows.integer(numbers.account(charge.account()));
        rows.integer(numbers.service(charge.service()));
        rows.integer(numbers.recordType(charge.recordType()));
        rows.integer(numbers.tagValue(charge.tagValue()));
        rows.integer(owner.team().value());
        rows.integer(owner.rule());
        rows.text(charge.amounts().currency());
        rows.numeric(billed.billedCost());
        rows.numeric(charge.amounts().netAmortized());
        rows.numeric(charge.amounts().unblended());
        rows.numeric(charge.amounts().amortized());
        rows.numeric(charge.amounts().netUnblended());
        rows.numeric(charge.amounts().usageQuantity());
        rows.text(charge.amounts().usageUnit());
    }

    private void remember(List<Prepared> changed, Numbers numbers, String source, long run) {
        List<Prepared> filled = changed.stream()
                .filter(prepared -> !prepared.billed().isEmpty())
                .toList();
        jdbc.sql("""
                        insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash,
                                                  charges)
                        select day, account, :source, :run, :now, finality, hash, charges
                          from unnest(:days, :accounts, :finalities, :hashes, :counts)
                               as new (day, account, finality, hash, charges)
                        """)
                .param("source", source)
                .param("run", run)
                .param("now", Timestamp.from(clock.instant()))
                .param(
                        "days",
                        filled.stream().map(p -> Date.valueOf(p.slice().day())).toArray(Date[]::new))
                .param(
                        "accounts",
                        filled.stream()
                                .map(p -> numbers.account(p.slice().account()))
                                .toArray(Integer[]::new))
                .param("finalities", filled.stream().map(Prepared::finality).toArray(String[]::new))
                .param("hashes", filled.stream().map(Prepared::hash).toArray(byte[][]::new))
                .param("counts", filled.stream().map(p -> p.billed().size()).toArray(Integer[]::new))
                .update();
    }

    private static byte[] hash(Collection<Billed> slice) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var text = new StringBuilder();
            for (Billed billed : slice) {
                SourceCharge charge = billed.charge();
                text.setLength(0);
                part(text, charge.service());
                part(text, charge.recordType());
                part(text, charge.tagValue());
                part(text, charge.amounts().currency());
                part(text, charge.amounts().unblended());
                part(text, charge.amounts().amortized());
                part(text, charge.amounts().netUnblended());
                part(text, charge.amounts().netAmortized());
                part(text, charge.amounts().usageQuantity());
                part(text, charge.amounts().usageUnit());
                digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void part(StringBuilder text, @Nullable String value) {
        text.append(value == null ? -1 : value.length()).append(':').append(value);
    }

    private static void part(StringBuilder text, @Nullable BigDecimal value) {
        part(text, value == null ? null : value.toString());
    }

    private record SliceKey(LocalDate day, String account) {}

    private record Stored(byte[] hash, String finality) {}

    private record Prepared(
            Slice slice,
            List<Billed> billed,
            byte[] hash,
            @Nullable String before) {
        /** What was settled and changes is restated; what was restated stays so. */
        String finality() {
            if (before != null && !before.equals("estimated")) {
                return "restated";
            }
            return slice.estimated() ? "estimated" : "settled";
        }
    }

    private record Numbers(
            Map<String, Integer> accounts,
            Map<String, Integer> services,
            Map<String, Integer> recordTypes,
            Map<String, Integer> tagValues) {
        int account(String text) {
            return number(accounts, text);
        }

        int service(String text) {
            return number(services, text);
        }

        int recordType(String text) {
            return number(recordTypes, text);
        }

        int tagValue(String text) {
            return number(tagValues, text);
        }

        private static int number(Map<String, Integer> numbers, String text) {
            Integer number = numbers.get(text);
            if (number == null) {
                throw new IllegalStateException("A text without a number");
            }
            return number;
        }
    }
}
