package dev.bursar.database;

import module java.base;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** A step of the schema; the checksum is that of its file. */
record Migration(String version, @Nullable Integer checksum) {
    /** What this program knows, in the order of their versions. */
    static List<Migration> known(Flyway flyway) {
        return of(Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState().isResolved()));
    }

    /** What the database has. */
    static List<Migration> applied(Flyway flyway) {
        return of(Arrays.stream(flyway.info().applied()));
    }

    MigrationVersion number() {
        return MigrationVersion.fromVersion(version);
    }

    private static List<Migration> of(Stream<MigrationInfo> migrations) {
        return migrations
                .filter(migration -> migration.getVersion() != null)
                .sorted((one, other) -> Objects.requireNonNull(one.getVersion()).compareTo(other.getVersion()))
                .map(migration -> new Migration(migration.getVersion().getVersion(), migration.getChecksum()))
                .toList();
    }
}
