package dev.bursar.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.By;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.stereotype.Component;

/** Prints exact sums as CSV, to be compared or piped; texts are as AWS gave them. */
@Component
class TotalsCommand implements Command {
    private final ChargeTotals totals;
    private final BackgroundScope background;

    TotalsCommand(ChargeTotals totals, BackgroundScope background) {
        this.totals = totals;
        this.background = background;
    }

    @Override
    public String name() {
        return "totals";
    }

    @Override
    public String usage() {
        return "bursar totals --from DAY --to DAY (excluded) --by team,account,service,record-type,tag,region,usage-type,"
                + "pricing-category,commitment,resource,caller,day,month"
                + " [--cost billed|effective|unblended|amortized|net-unblended|net-amortized]";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        Options options = Options.of(arguments, List.of("--from", "--to", "--by", "--cost"), List.of());
        LocalDate from = day(options, "--from");
        LocalDate to = day(options, "--to");
        if (!from.isBefore(to)) {
            throw new Usage("--to is the day after the last one, so it must be later than --from.");
        }
        List<By> by = options.list("--by").stream()
                .map(text -> word(By.class, "--by", text))
                .toList();
        Cost cost = word(Cost.class, "--cost", options.value("--cost").orElse("billed"));
        List<ChargeTotals.Total> rows = background.call(() -> totals.totals(from, to, by, cost));
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                CsvWriter csv = CsvWriter.builder().build(writer)) {
            var header = new ArrayList<String>();
            by.forEach(key -> header.add(spelled(key)));
            header.addAll(List.of("currency", cost.label()));
            csv.writeRecord(header);
            for (ChargeTotals.Total row : rows) {
                var line = new ArrayList<>(row.values());
                line.add(row.currency());
                line.add(row.amount().toPlainString());
                csv.writeRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private static LocalDate day(Options options, String name) {
        try {
            return LocalDate.parse(options.required(name));
        } catch (DateTimeException e) {
            throw new Usage(name + " takes a date such as 2026-11-01.");
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String option, String text) {
        for (E value : type.getEnumConstants()) {
            if (spelled(value).equals(text)) {
                return value;
            }
        }
        throw new Usage(option + " does not accept \"" + text + "\".");
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
