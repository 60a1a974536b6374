package dev.bursar.simulator.exports;

import dev.bursar.simulator.http.ChunkWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A table that exports are taken from: its columns, and the rows that a line is. */
record ExportTable<R>(List<ExportColumn<R>> columns, Function<ExportLine, Stream<R>> rowsOf) {

    int chunks(List<ExportLine> lines, int rowsPerChunk) {
        var rows = (int) rows(lines).count();
        return Math.max(1, Math.ceilDiv(rows, rowsPerChunk));
    }

    /** The bytes of a chunk, which is counted from 1. */
    byte[] write(List<ExportLine> lines, int chunk, int rowsPerChunk, boolean csv) {
        var rows = rows(lines)
                .skip((long) (chunk - 1) * rowsPerChunk)
                .limit(rowsPerChunk)
                .toList();
        return csv ? ChunkWriter.csv(columns, rows) : ChunkWriter.parquet(columns, rows);
    }

    private Stream<R> rows(List<ExportLine> lines) {
        return lines.stream().flatMap(rowsOf);
    }
}
