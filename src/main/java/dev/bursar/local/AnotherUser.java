package dev.bursar.local;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * As whom PostgreSQL's programs run, which refuse root: as the one who started Bursar, or, where that is root, as nobody.
 *
 * @param command what starts a program as that user; empty where it is the one who started Bursar
 * @param owner the number of the user who has to own the cluster; below 0 for the one who started Bursar
 */
record AnotherUser(List<String> command, int owner) {
    private static final int ROOT = 0;

    /** Only Linux has it. */
    static final Path SELF = Path.of("/proc/self");

    static final AnotherUser SAME = new AnotherUser(List.of(), -1);

    /** Root without a name, in a namespace of its own: to the files it is root still. */
    static final AnotherUser IN_NAMESPACE = new AnotherUser(List.of("unshare", "-U"), ROOT);

    private static final int NOBODY = 65534;

    /**
     * Reaches what only root may reach, such as folders below /root, as the one in the namespace does. Without the bit, programs that ask
     * whether they may open a file are told that they may not.
     */
    static final AnotherUser NOT_ROOT = new AnotherUser(
            List.of(
                    "setpriv",
                    "--securebits=+no_setuid_fixup",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override"),
            NOBODY);

    /** @throws IllegalStateException where root can run nothing as another user */
    static AnotherUser found() throws IOException {
        return isRoot() ? first(AnotherUser::works) : SAME;
    }

    /** By the owner of this process, else, as on macOS, by the user's name. */
    private static boolean isRoot() throws IOException {
        return Files.exists(SELF)
                ? Files.getAttribute(SELF, "unix:uid").equals(ROOT)
                : "root".equals(System.getProperty("user.name"));
    }

    /** The first that works: containers and some machines allow no user namespaces. */
    static AnotherUser first(Predicate<AnotherUser> works) {
        return List.of(IN_NAMESPACE, NOT_ROOT).stream()
                .filter(works)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "PostgreSQL does not run as root, and root may neither create a user namespace nor change the"
                                + " user here. Start Bursar as a user other than root, or set SPRING_DATASOURCE_URL to a"
                                + " PostgreSQL 16 or newer."));
    }

    private boolean works() {
        var words = new ArrayList<>(command);
        words.add("true");
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while programs were looked for", e);
        }
    }

    /** Gives a file or folder of a server that is not running to the user, where root has run it as the other one before. */
    void own(Path path) throws IOException {
        if (owner < 0 || Files.notExists(path)) {
            return;
        }
        Object now = Files.getAttribute(path, "unix:uid");
        if (now.equals(owner) || !now.equals(ROOT) && !now.equals(NOBODY)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            /** After what is in it, so that a walk that breaks off begins again. */
            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.setAttribute(folder, "unix:uid", owner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
