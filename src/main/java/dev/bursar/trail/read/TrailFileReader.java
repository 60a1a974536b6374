package dev.bursar.trail.read;

import dev.bursar.trail.event.EventReader;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.read.LogFileProblem.Fault;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a log file record by record. Where it breaks off, what came before counts. */
final class TrailFileReader {
    private static final long MOST_BYTES = 1L << 30;
    private static final int EVENTS_AT_ONCE = 500;

    private final Origin origin;
    private final boolean reads;
    private final Consumer<List<TrailEvent>> events;
    private final List<TrailEvent> waiting = new ArrayList<>();
    private final Map<EventReader.Reason, Long> skipped = new EnumMap<>(EventReader.Reason.class);
    private int records;

    /** @param events told of some at a time */
    TrailFileReader(Origin origin, boolean reads, Consumer<List<TrailEvent>> events) {
        this.origin = origin;
        this.reads = reads;
        this.events = events;
    }

    int records() {
        return records;
    }

    Map<EventReader.Reason, Long> skipped() {
        return skipped;
    }

    /** @return why the file could not be read to its end; null where it could */
    @Nullable
    Fault read(Path file) throws IOException {
        @Nullable Fault problem = null;
        try (InputStream in = unpacked(file);
                JsonParser parser = EventReader.parser(in)) {
            problem = records(parser);
        } catch (JacksonException | IOException e) {
            problem = Fault.DAMAGED;
        }
        flush();
        return problem;
    }

    private @Nullable Fault records(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Fault.NO_LOG_FILE;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = "Records".equals(parser.currentName());
            if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    record(parser);
                }
            } else {
                parser.skipChildren();
            }
        }
        return null;
    }

    private void record(JsonParser parser) {
        Reading reading = EventReader.ofLog(parser, origin);
        records++;
        switch (reading) {
            case Reading.Read(var event) -> {
                if (reads || !event.readOnly()) {
                    waiting.add(event);
                }
            }
            case Reading.Skipped(var reason) -> skipped.merge(reason, 1L, Long::sum);
        }
        if (waiting.size() >= EVENTS_AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            events.accept(List.copyOf(waiting));
            waiting.clear();
        }
    }

    /** By its first bytes: what was fetched through a proxy may be unpacked already. */
    private static InputStream unpacked(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return new Bounded(packed ? new GZIPInputStream(in, 1 << 16) : in);
    }

    /** Ends a file that unpacks to more than any log file has. */
    private static final class Bounded extends java.io.FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            return counted(read, read);
        }

        private int counted(int answer, int bytes) throws IOException {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new IOException("The file unpacks to more than a gigabyte");
            }
            return answer;
        }
    }
}
