package dev.bursar.billingdata.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.LineSchema;
import dev.bursar.billingdata.read.PrivateFolder;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.Readings;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStore;
import dev.bursar.files.StoredObject;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A delivery is always divided alike, and no statement about a group is longer than Athena takes. */
class LineGroupsTest {
    private static final int ATHENA = 262_144;

    @TempDir
    Path work;

    /** Some files of each of some kinds, which have other types. */
    private List<LineGroup> divided(LineFormat format, int kinds, int each, GroupBounds bounds) throws IOException {
        var ends = new ArrayList<ChargeFile>();
        var objects = new ArrayList<StoredObject>();
        for (int kind = 0; kind < kinds; kind++) {
            var lines = ChargeLinesFile.random(format, kind, 3).with("number_" + kind, "varchar");
            Path file = lines.parquet(work.resolve(format + "-" + kind + ".parquet"));
            for (int i = 0; i < each; i++) {
                // as long as a key may be
                String name = "exports/" + "long-".repeat(170)
                        + "/BILLING_PERIOD=2026-11/part-%d-%05d.parquet".formatted(kind, i);
                ends.add(new ChargeFile(name, file));
                objects.add(new StoredObject(name, "tag", Files.size(file), Instant.EPOCH));
            }
        }
        var source = new LineSource(ObjectStore.folder(work), () -> objects, EngineReadingContract.FREE);
        LineEngine engine = new NoEngine();
        var place = new ObjectPlace(ObjectStore.folder(work), "");
        try (var folder = new PrivateFolder(work.resolve("work"), 100)) {
            LineSchema schema = LineSchema.ofEnds(ends, Set.of(), folder, Readings.LIMITS, ReadListener.NONE);
            var with = new EngineWork(engine, place, KeptResults.NONE, bounds, 0, progress -> {});
            List<LineGroup> groups =
                    LineGroups.of(with, source, objects, schema).orElseThrow().groups();
            for (LineGroup group : groups) {
                var sql = new LineSql(schema, group.parts());
                assertThat(bytes(sql.totals())).isLessThan(ATHENA);
                assertThat(bytes(sql.chargesCheck().added(sql.charges()))).isLessThan(ATHENA);
                group.parts()
                        .forEach(part -> assertThat(bytes(part.oddCheck().added(part.oddLines())))
                                .isLessThan(ATHENA));
            }
            assertThat(groups.stream().mapToLong(LineGroup::rows).sum()).isEqualTo(schema.rows());
            return groups;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @ParameterizedTest
    @EnumSource
    void noStatementOfAFullGroupIsTooLong(LineFormat format) throws IOException {
        assertThat(divided(format, 5, 30, GroupBounds.of(EngineName.ATHENA))).hasSizeGreaterThan(1);
    }

    @Test
    void filesAndBytesAndKindsEndAGroup() throws IOException {
        assertThat(divided(
                        LineFormat.FOCUS,
                        1,
                        7,
                        GroupBounds.of(EngineName.ATHENA).files(3)))
                .hasSize(3);
        assertThat(divided(LineFormat.FOCUS, 3, 2, new GroupBounds(100, 90_000, 1 << 30, 2)))
                .hasSize(2);
        assertThat(divided(LineFormat.FOCUS, 1, 4, new GroupBounds(100, 90_000, 1, 4)))
                .as("a file is never divided")
                .hasSize(4);
    }

    @Test
    void theSameDeliveryIsDividedAlike() throws IOException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            StringBuilder text = new StringBuilder();
            for (LineGroup group : divided(
                    LineFormat.FOCUS, 3, 4, GroupBounds.of(EngineName.ATHENA).files(5))) {
                group.parts().forEach(part -> text.append(group.number()).append(part.from()));
            }
            texts.add(text.toString());
        }
        assertThat(texts.get(0)).isEqualTo(texts.get(1));
    }

    /** Only has names. */
    private final class NoEngine implements LineEngine {
        @Override
        public EngineName name() {
            return EngineName.TRINO;
        }

        @Override
        public String results() {
            return work + "/";
        }

        @Override
        public String address(String address) {
            return "s3://a-rather-long-name-of-a-bucket" + address;
        }

        @Override
        public Scan create(LineTable table, Statement statement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Scan drop(String table, Statement statement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Answer ask(String query, Statement statement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Unloaded unload(String query, String folder, Statement statement) {
            throw new UnsupportedOperationException();
        }
    }
}
