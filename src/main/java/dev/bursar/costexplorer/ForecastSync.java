package dev.bursar.costexplorer;

import dev.bursar.costexplorer.spi.CostForecast;
import dev.bursar.costexplorer.spi.CostSource;
import dev.bursar.kernel.rows.Params;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks AWS once a day what the rest of the month will cost as a whole. */
@Component
class ForecastSync implements SyncJob {
    private static final BigDecimal PAGE_USD = new BigDecimal("0.01");
    private final CostSource source;
    private final AwsReadiness readiness;
    private final JdbcClient jdbc;

    ForecastSync(CostSource source, AwsReadiness readiness, JdbcClient jdbc) {
        this.source = source;
        this.readiness = readiness;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public String title() {
        return "Read AWS's forecast";
    }

    @Override
    public int everyHours() {
        return 24;
    }

    @Override
    public List<String> after() {
        return List.of("costs", "ownership");
    }

    @Override
    public Optional<BigDecimal> dailyCostUsd() {
        return Optional.of(PAGE_USD);
    }

    /** A forecast needs no tag, but it is paid for, so the job waits until somebody has set Bursar up. */
    @Override
    public Optional<Prerequisite> waitsFor() {
        return readiness.paid();
    }

    @Override
    public int run(Run run) {
        LocalDate today = LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC);
        LocalDate end = today.withDayOfMonth(1).plusMonths(1);
        String payer = source.payer(run.meter());
        if (asked(payer, today)) {
            run.report(run.progress().doing("Already requested today"));
            return 0;
        }
        run.report(run.progress().doing(StepText.FORECASTING));
        Optional<CostForecast> forecast = source.forecast(today, end, run.meter());
        if (forecast.isEmpty()) {
            run.report(run.progress().doing(StepText.NO_FORECAST));
            return 0;
        }
        run.commit(() -> store(payer, today, forecast.get()));
        return 0;
    }

    private boolean asked(String payer, LocalDate today) {
        return jdbc.sql("select count(*) from cost_forecast where payer = :payer and asked_on = :today")
                        .param("payer", payer)
                        .param("today", today)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private int store(String payer, LocalDate today, CostForecast forecast) {
        return jdbc.sql("""
                        insert into cost_forecast
                               (payer, asked_on, period, currency, metric, mean, lower_bound, upper_bound)
                        values (:payer, :today, :from, :currency, 'EffectiveCost', :mean, :lower, :upper)
                        on conflict do nothing
                        """)
                .params(Params.of(forecast).and("payer", payer).and("today", today))
                .update();
    }
}
