package dev.bursar.local;

import java.util.Locale;
import java.util.Optional;

/** Which PostgreSQL runs on a machine: by its system and processor, as the archives of binaries are named. */
record Platform(String system, String processor) {
    /** {@code Linux} and {@code amd64}, {@code Mac OS X} and {@code aarch64}, as Java names them; empty where there are no binaries. */
    static Optional<Platform> of(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT);
        String known = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
        String width = switch (processor.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> "";
        };
        return known.isEmpty() || width.isEmpty() ? Optional.empty() : Optional.of(new Platform(known, width));
    }

    static Optional<Platform> here() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** Of the archive that the build has put on the class path. */
    String archive() {
        return "/postgres-" + system + "-" + processor + ".txz";
    }
}
