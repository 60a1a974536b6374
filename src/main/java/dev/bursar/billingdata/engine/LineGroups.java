package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.read.LineSchema;
import dev.bursar.files.StoredObject;
import module java.base;

/** Divides a delivery's files, the same delivery always alike: into tables of files that are alike, and into groups that are bounded. */
final class LineGroups {
    private static final int TABLE_DIGITS = 20;

    private final LineEngine engine;
    private final LineSource source;
    private final List<StoredObject> objects;
    private final LineSchema schema;
    private final GroupBounds bounds;
    private final List<LineTable> tables = new ArrayList<>();
    private final List<LineGroup> groups = new ArrayList<>();
    private final List<LinePart> parts = new ArrayList<>();
    private int files;
    private long addressBytes;
    private long bytes;
    private long rows;

    private LineGroups(EngineWork work, LineSource source, List<StoredObject> objects, LineSchema schema) {
        engine = work.engine();
        bounds = work.bounds();
        this.source = source;
        this.objects = objects;
        this.schema = schema;
    }

    /** Empty where the engine can't read some of the files. */
    static Optional<LineGroups> of(EngineWork work, LineSource source, List<StoredObject> objects, LineSchema schema) {
        var groups = new LineGroups(work, source, objects, schema);
        return groups.divide() ? Optional.of(groups) : Optional.empty();
    }

    List<LineTable> tables() {
        return tables;
    }

    List<LineGroup> groups() {
        return groups;
    }

    private boolean divide() {
        String digest = Digests.of(objects);
        Map<String, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            LineSchema.Chunk chunk = schema.chunks().get(i);
            alike.computeIfAbsent(
                            parent(objects.get(i)) + " " + chunk.names() + " " + chunk.types(),
                            any -> new ArrayList<>())
                    .add(i);
        }
        for (List<Integer> same : alike.values()) {
            String table = "bursar_" + digest.substring(0, TABLE_DIGITS) + "_" + tables.size();
            Optional<List<LineTable.Column>> columns = part(table, same).columns();
            if (columns.isEmpty()) {
                return false;
            }
            tables.add(
                    new LineTable(table, columns.get(), source.store().name() + parent(objects.get(same.getFirst()))));
            cut(table, same);
        }
        end();
        return true;
    }

    /** Puts files of one table into the group that is open, and opens others where it is full. */
    private void cut(String table, List<Integer> same) {
        if (parts.size() == bounds.parts()) {
            end();
        }
        List<Integer> some = new ArrayList<>();
        for (int file : same) {
            long length = address(file).getBytes(StandardCharsets.UTF_8).length;
            boolean full = files + 1 > bounds.files()
                    || addressBytes + length > bounds.addressBytes()
                    || bytes + schema.bytes(file) > bounds.bytes();
            if (files > 0 && full) {
                add(table, some);
                some = new ArrayList<>();
                end();
            }
            some.add(file);
            files++;
            addressBytes += length;
            bytes += schema.bytes(file);
            rows += schema.chunks().get(file).rows();
        }
        add(table, some);
    }

    private void add(String table, List<Integer> some) {
        if (!some.isEmpty()) {
            parts.add(part(table, some));
        }
    }

    private void end() {
        if (!parts.isEmpty()) {
            groups.add(new LineGroup(groups.size(), parts, rows, bytes));
        }
        parts.clear();
        files = 0;
        addressBytes = 0;
        bytes = 0;
        rows = 0;
    }

    private LinePart part(String table, List<Integer> some) {
        return new LinePart(
                table,
                schema,
                schema.chunks().get(some.getFirst()),
                some.stream().map(this::address).toList());
    }

    private String address(int file) {
        return engine.address(source.store().name() + objects.get(file).key());
    }

    private static String parent(StoredObject object) {
        return object.key().substring(0, object.key().lastIndexOf('/') + 1);
    }
}
