package dev.bursar.focus;

import org.springframework.beans.factory.BeanFactory;

/** Reads imports as the portal does, for tests of other modules. */
public final class StoredImports {
    private StoredImports() {}

    public static ImportRun latest(BeanFactory beans) {
        return beans.getBean(ImportJobs.class).latest().orElseThrow().run();
    }
}
