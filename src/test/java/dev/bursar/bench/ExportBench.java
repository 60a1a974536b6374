package dev.bursar.bench;

import dev.bursar.charges.RecordType;
import dev.bursar.files.Export;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportState;
import dev.bursar.files.FilesLinks;
import module java.base;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A million charges as CSV, from the question to the last byte over HTTP, beside a bare COPY of the same rows in the same
 * words through the driver: of any order, and to nowhere.
 *
 * <p>So many rows always come from the background: the export is started as the Spend page's "Charges as CSV" starts it, is
 * made by the portal's own scheduler, and fetched by its link with the session of the person who asked.
 *
 * <p>Heap growth is what can be reached: the heap is collected again and again while one more export is made and fetched, and
 * what is left each time is held against what was left before. What is garbage by then is no growth, whatever the collector
 * lets lie.
 */
final class ExportBench {
    private static final int ACCOUNTS = 100;
    private static final int ROWS = 1_000_000;
    private static final double BOUND = 2;
    private static final long HEAP_BOUND = 64L << 20;
    /** Whoever collects all the time lets nobody else work. */
    private static final int BETWEEN_LOOKS_MILLIS = 300;

    private final BenchPortal portal;
    private final ExportService exports;
    private final Visitor visitor;
    private final LocalDate from;
    private final LocalDate to = LocalDate.now(ZoneOffset.UTC);
    private UUID last = new UUID(0, 0);
    private long size;

    private ExportBench(BenchPortal portal, int rows) throws Exception {
        this.portal = portal;
        exports = portal.context.getBean(ExportService.class);
        visitor = portal.visitor();
        from = beginning(rows);
    }

    static void run(boolean quick) throws Exception {
        int rows = quick ? ROWS / 20 : ROWS;
        try (var portal = new BenchPortal(quick ? ACCOUNTS / 20 : ACCOUNTS, true)) {
            var bench = new ExportBench(portal, rows);
            bench.agree();
            Comparison.print(
                    "CSV of %,d charges, %,d bytes, from the question to the last byte over HTTP"
                            .formatted(bench.rows(), bench.size),
                    1,
                    "export, made and fetched",
                    bench.new Ours(),
                    "bare COPY of the same rows",
                    () -> bench.copy(OutputStream.nullOutputStream()),
                    BOUND);
            bench.printHeap();
        }
    }

    /** The last day on which as many charges begin. */
    private LocalDate beginning(int rows) {
        return portal.context
                .getBean(JdbcClient.class)
                .sql("""
                        select max(charge_day) from (
                          select charge_day, sum(count(*)) over (order by charge_day desc) later from charge
                           where charge_day < :to group by charge_day) days
                         where later >= :rows
                        """)
                .param("to", to)
                .param("rows", rows)
                .query(LocalDate.class)
                .single();
    }

    private long rows() {
        return portal.context
                .getBean(JdbcClient.class)
                .sql("select count(*) from charge where charge_day >= :from and charge_day < :to")
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }

    /** Both sides write the same texts: the export's lines end in two characters instead of one. */
    private void agree() throws Exception {
        export();
        long copied = copy(OutputStream.nullOutputStream());
        if (size != copied + rows() + 1) {
            throw new IllegalStateException("The export has %,d bytes, its peer %,d".formatted(size, copied));
        }
    }

    private final class Ours implements Comparison.Side {
        @Override
        public void prepare() {
            forget();
        }

        @Override
        public void run() throws Exception {
            export();
        }
    }

    private void export() throws Exception {
        String question = """
                {"content":"CHARGES","view":"DAILY","question":{"from":"%s","to":"%s","granularity":"DAILY",
                 "cost":"EFFECTIVE","groupBy":"TEAM","thenBy":null,"without":[],"before":null,"filters":[]}}
                """.formatted(from, to);
        last = portal.asVisitor(() -> exports.start("spend", ExportFormat.CSV, question));
        while (state().underWay()) {
            Thread.sleep(10);
        }
        size = visitor.fetch("/" + FilesLinks.file(last));
    }

    private ExportState state() {
        return portal.asVisitor(exports::mine).stream()
                .filter(export -> export.id().equals(last))
                .map(Export::state)
                .findFirst()
                .orElseThrow();
    }

    private void forget() {
        portal.asVisitor(() -> {
            exports.delete(last);
            return last;
        });
    }

    /** The bytes that were copied. */
    private long copy(OutputStream out) throws Exception {
        var counted = new Counted(out);
        try (var connection = portal.context.getBean(DataSource.class).getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + sameRows() + ") to stdout (format csv, header)", counted);
        }
        return counted.bytes;
    }

    private String sameRows() throws SQLException {
        String categories = Stream.of("Usage", "SavingsPlanCoveredUsage", "SavingsPlanNegation", "Credit", "Tax")
                .map(type -> "when '%s' then '%s'"
                        .formatted(type, RecordType.category(type).label()))
                .collect(Collectors.joining(" "));
        return """
                select c.charge_day "Day", coalesce(team.name, 'Unallocated') "Team", c.team_id "Team number",
                       coalesce(named.name, account.value) "Account", account.value "SubAccountId", service.value "Service",
                       case record_type.value %s end "ChargeCategory", record_type.value "Record type",
                       nullif(tag.value, '') "Tag value", case tag.value when '' then 'no' else 'yes' end "Tagged",
                       c.currency "Currency", c.billed_cost "BilledCost", c.effective_cost "EffectiveCost"
                  from charge c
                  join term account on account.id = c.account_id
                  join term service on service.id = c.service_id
                  join term record_type on record_type.id = c.record_type_id
                  join term tag on tag.id = c.tag_value_id
                  left join team on team.id = c.team_id
                  left join account named on named.id = account.value
                 where c.charge_day >= '%s' and c.charge_day < '%s'
                """.formatted(categories, from, to);
    }

    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private long bytes;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws java.io.IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws java.io.IOException {
            out.write(some, from, length);
            bytes += length;
        }
    }

    private void printHeap() throws Exception {
        forget();
        long before = Math.min(used(), used());
        long most = before;
        int looks = 0;
        try (var executor = Executors.newSingleThreadExecutor()) {
            var export = executor.submit(() -> {
                export();
                return size;
            });
            while (!export.isDone()) {
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
                most = Math.max(most, used());
                looks++;
            }
            export.get();
        }
        long grown = most - before;
        System.out.printf(
                Locale.ROOT,
                "  heap growth %.1f MB over %.1f MB, the most of %d looks, bound %d MB: %s%n",
                grown / 1048576.0,
                before / 1048576.0,
                looks,
                HEAP_BOUND >> 20,
                grown <= HEAP_BOUND ? "pass" : "over");
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
