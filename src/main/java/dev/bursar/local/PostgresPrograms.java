package dev.bursar.local;

import module java.base;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** Unpacks the programs of PostgreSQL that the build carries for this machine. */
final class PostgresPrograms {
    private PostgresPrograms() {}

    /** The folder with the programs; unpacked there by whoever comes first. */
    static Path unpacked(Path programs) throws IOException {
        try (FileChannel lock = LocalPostgres.open(programs.resolveSibling("postgresql.lock"));
                FileLock ignored = lock.lock()) {
            if (Files.isDirectory(programs)) {
                return programs;
            }
            Path fresh = programs.resolveSibling("postgresql.part");
            FileSystemUtils.deleteRecursively(fresh);
            try (InputStream packed = packed()) {
                unpack(packed, fresh);
            }
            Files.move(fresh, programs, StandardCopyOption.ATOMIC_MOVE);
            return programs;
        }
    }

    /** The binaries of the machine on which the build was made; another one has others. */
    private static InputStream packed() {
        return Platform.here()
                .map(platform -> PostgresPrograms.class.getResourceAsStream(platform.archive()))
                .orElseThrow(() -> new IllegalStateException(
                        "This build contains no PostgreSQL for this machine. Build it on this machine (Linux or macOS,"
                                + " x86-64 or arm64), or set SPRING_DATASOURCE_URL to a PostgreSQL 16 or newer."));
    }

    private static void unpack(InputStream packed, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("A name outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Path linked = into.resolve(entry.getLinkName()).normalize();
                    if (!linked.startsWith(into)) {
                        throw new IOException("A link outside the archive: " + entry.getName());
                    }
                    Files.createDirectories(target.getParent());
                    Files.createLink(target, linked);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

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
}
