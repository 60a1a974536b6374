package dev.bursar.costexplorer;

import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads back what AWS has forecast. */
@Component
public class Forecasts {
    private final JdbcClient jdbc;

    Forecasts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest forecast for the month that begins on this day. */
    public Optional<StoredForecast> of(LocalDate month) {
        return jdbc.sql("""
                        select asked_on, currency, mean, lower_bound as lower, upper_bound as upper from cost_forecast
                         where period >= :month and period < :next order by asked_on desc limit 1
                        """)
                .param("month", month)
                .param("next", month.plusMonths(1))
                .query(RecordMapper.of(StoredForecast.class))
                .optional();
    }
}
