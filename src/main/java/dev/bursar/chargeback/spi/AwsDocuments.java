package dev.bursar.chargeback.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;

/** Where AWS's invoices are listed; free requests. Errors: {@link dev.bursar.sync.SourceProblem}. */
public interface AwsDocuments {
    /** All documents of a billing month of the account whose credentials Bursar has; none while AWS has issued none. */
    List<InvoiceSummary> of(YearMonth billingMonth, RequestMeter meter);
}
