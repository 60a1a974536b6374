package dev.bursar.simulator.exports;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.MonthState;
import dev.bursar.simulator.organisation.Organisation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The Manifest.json of a delivery, by which consumers know that it is there and whole. */
final class ExportManifest {

    private ExportManifest() {}

    /** @param data the keys of the data files */
    static String of(Export export, MonthState state, List<? extends ExportColumn<?>> columns, List<String> data) {
        var json = Json.object();
        json.put("executionId", state.since() + "-" + id(export + state.toString()));
        json.put(
                "exportArn",
                "arn:aws:bcm-data-exports:us-east-1:" + Organisation.PAYER + ":export/" + export.exportName() + "-"
                        + id(export.exportName()));
        var array = json.putArray("columns");
        for (var column : columns) {
            array.addObject().put("name", column.name()).put("type", column.type().inManifest);
        }
        json.put("compression", export.csv ? "GZIP" : "PARQUET");
        json.put("contentType", export.csv ? "TEXT_OR_CSV" : "PARQUET");
        var files = json.putArray("dataFiles");
        data.forEach(key -> files.add("s3://" + Export.BUCKET + "/" + key));
        return json.toPrettyString();
    }

    private static UUID id(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    }
}
