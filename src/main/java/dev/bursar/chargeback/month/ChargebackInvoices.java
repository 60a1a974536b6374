package dev.bursar.chargeback.month;

import dev.bursar.spend.InvoicedMonths;
import module java.base;
import org.springframework.stereotype.Component;

/** Tells the pages of costs whether a month matches AWS's documents. */
@Component
class ChargebackInvoices implements InvoicedMonths {
    private final ChargebackService service;

    ChargebackInvoices(ChargebackService service) {
        this.service = service;
    }

    @Override
    public List<Invoiced> of(YearMonth month) {
        return service.figures(month).stream()
                .map(figures -> new Invoiced(
                        figures.currency(),
                        figures.total(),
                        figures.documentCount(),
                        figures.documents(),
                        figures.rounding(),
                        figures.accepted(),
                        figures.difference()))
                .toList();
    }
}
