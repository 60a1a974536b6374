package dev.bursar.billingdata;

import org.springframework.beans.factory.BeanFactory;

/** Reads imports as the portal does, for tests of other modules. */
public final class ImportedCharges {
    private ImportedCharges() {}

    public static ImportRun latest(BeanFactory beans) {
        return beans.getBean(ImportStore.class).latest().orElseThrow().run();
    }
}
