package dev.bursar.chargeback.documents;

import module java.base;

/** Addresses of the pages of AWS's documents, for pages of others. */
public final class DocumentLinks {
    public static final String DOCUMENTS = "chargeback/documents";
    public static final String MONTH = "month";

    private DocumentLinks() {}

    /** The documents of one billing month. */
    public static String month(YearMonth month) {
        return DOCUMENTS + "?" + MONTH + "=" + month;
    }
}
