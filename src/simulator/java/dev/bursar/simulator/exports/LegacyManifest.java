package dev.bursar.simulator.exports;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.MonthState;
import dev.bursar.simulator.organisation.Organisation;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** The manifest of a legacy Cost and Usage Report, which knows its billing period and its columns' categories. */
final class LegacyManifest {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd'T000000.000Z'");

    private LegacyManifest() {}

    /** @param data the keys of the data files */
    static String of(Export export, MonthState state, List<? extends ExportColumn<?>> columns, List<String> data) {
        var json = Json.object();
        json.put(
                "assemblyId",
                UUID.nameUUIDFromBytes((export + state.toString()).getBytes(StandardCharsets.UTF_8))
                        .toString());
        json.put("account", Organisation.PAYER);
        var array = json.putArray("columns");
        for (var column : columns) {
            var slash = column.name().indexOf('/');
            array.addObject()
                    .put("category", column.name().substring(0, slash))
                    .put("name", column.name().substring(slash + 1));
        }
        json.put("charset", "UTF-8").put("compression", "GZIP").put("contentType", "text/csv");
        json.put("reportName", export.exportName());
        json.putObject("billingPeriod")
                .put("start", day(state.month()))
                .put("end", day(state.month().plusMonths(1)));
        json.put("bucket", Export.BUCKET);
        var keys = json.putArray("reportKeys");
        data.forEach(keys::add);
        return json.toPrettyString();
    }

    private static String day(YearMonth month) {
        return DAY.format(month.atDay(1));
    }
}
