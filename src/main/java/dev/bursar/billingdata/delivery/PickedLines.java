package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.read.FoundLines;
import dev.bursar.spend.spi.LinesOfCharges.Lines;
import dev.bursar.spend.spi.LinesOfCharges.Sink;
import dev.bursar.spend.spi.LinesOfCharges.Sum;
import module java.base;

/** Lines of charges that were found in deliveries. */
record PickedLines(List<Part> parts, WantedCharges charged) implements Lines {

    /**
     * A delivery's.
     *
     * @param names the files' own names of the columns, by the names that the lines have them by; empty where those are the same
     */
    record Part(FoundLines lines, Map<String, String> names) {
        private String own(String name) {
            return names.getOrDefault(name, name);
        }

        private List<String> own(Collection<String> columns) {
            return columns.stream()
                    .filter(name -> names.isEmpty() || names.containsKey(name))
                    .map(this::own)
                    .toList();
        }

        private void each(Set<String> columns, Sink sink) throws IOException {
            Set<String> there = new HashSet<>(lines.columns());
            there.removeIf(name -> !columns.contains(own(name)) || !names.isEmpty() && !names.containsKey(name));
            lines.each(there, values -> {
                Map<String, String> line = new HashMap<>();
                values.forEach((name, value) -> {
                    if (there.contains(name)) {
                        line.put(own(name), value);
                    }
                });
                sink.line(line);
            });
        }
    }

    @Override
    public List<String> columns() {
        return all(FoundLines::columns);
    }

    @Override
    public List<String> usual() {
        return all(FoundLines::usual);
    }

    @Override
    public List<String> numbers() {
        return all(FoundLines::numbers);
    }

    private List<String> all(Function<FoundLines, Set<String>> names) {
        Set<String> all = new LinkedHashSet<>();
        parts.forEach(part -> all.addAll(part.own(names.apply(part.lines()))));
        return List.copyOf(all);
    }

    @Override
    public long lines() {
        return parts.stream().mapToLong(part -> part.lines().lines()).sum();
    }

    @Override
    public long charges() {
        return charged.charges();
    }

    @Override
    public long without() {
        return charged.without();
    }

    @Override
    public long ofNodes() {
        return charged.parts();
    }

    @Override
    public boolean covered() {
        return charged.covered();
    }

    @Override
    public List<Sum> sums() {
        return charged.sums();
    }

    @Override
    public void each(Sink sink) throws IOException {
        each(columns(), sink);
    }

    @Override
    public void each(List<String> columns, Sink sink) throws IOException {
        for (Part part : parts) {
            part.each(Set.copyOf(columns), sink);
        }
    }

    @Override
    public void close() {
        parts.forEach(part -> part.lines().close());
    }
}
