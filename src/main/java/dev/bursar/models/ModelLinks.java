package dev.bursar.models;

import module java.base;

/** Addresses of this module's page. */
public final class ModelLinks {
    public static final String MODELS = "spend/models";

    private ModelLinks() {}

    public static String of(YearMonth month) {
        return MODELS + "?month=" + month;
    }

    /** One model of the month, by its {@link Model#key}. */
    public static String of(YearMonth month, String model) {
        return of(month) + "&model=" + URLEncoder.encode(model, StandardCharsets.UTF_8);
    }
}
