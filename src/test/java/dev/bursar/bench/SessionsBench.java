package dev.bursar.bench;

import module java.base;
import java.lang.management.ManagementFactory;

/** What the sessions of 200 people hold on the heap, beside the same people on an empty page of the same layout. */
final class SessionsBench {
    private static final int PEOPLE = 200;
    /** Two large pages with their tables; an empty layout is 121 kB of it. */
    private static final double MOST_BYTES = 320_000;

    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;

    private SessionsBench() {}

    static void run(boolean quick) throws Exception {
        int people = quick ? PEOPLE / 10 : PEOPLE;
        try (var portal = new BenchPortal(quick ? 10 : 100)) {
            // classes, caches and compiled code are there before anything is weighed
            weigh(portal, 10, visitor -> {
                visitor.open("", "", "month-block");
                visitor.go("spend", "", "spend-block");
                visitor.go("admin/journal", "", "vaadin-grid");
                visitor.go("nothing-here", "", "h1");
            });
            double empty = weigh(portal, people, visitor -> visitor.open("nothing-here", "", "h1"));
            double pages = weigh(portal, people, visitor -> {
                visitor.open("", "", "month-block");
                visitor.go("spend", "", "spend-block");
            });
            print(
                    "Heap of a session, %d sessions: Overview, then Spend".formatted(people),
                    pages,
                    "an empty layout",
                    empty);
            System.out.printf(Locale.ROOT, "  bound %,.0f kB: %s%n", MOST_BYTES / 1000, word(pages <= MOST_BYTES));

            journal(portal, FEW);
            double few = weigh(portal, people, visitor -> visitor.open("admin/journal", "", "vaadin-grid"));
            journal(portal, MANY);
            double many = weigh(portal, people, visitor -> visitor.open("admin/journal", "", "vaadin-grid"));
            print("Heap of a session with a table of 1,000,000 rows", many, "1,000 rows", few);
            System.out.printf(
                    Locale.ROOT,
                    "  ratio %.3f, bound 0.90 to 1.10: %s%n",
                    many / few,
                    word(Math.abs(many / few - 1) <= 0.1));
        }
    }

    private static String word(boolean holds) {
        return holds ? "pass" : "over";
    }

    private static void print(String title, double ours, String peerName, double peer) {
        System.out.println(title);
        System.out.printf(Locale.ROOT, "  %-28s %,9.0f kB%n", "Bursar", ours / 1000);
        System.out.printf(Locale.ROOT, "  %-28s %,9.0f kB%n", peerName, peer / 1000);
    }

    /** The journal's rows, at least so many. */
    private static void journal(BenchPortal portal, int rows) throws Exception {
        portal.superuser("""
                set session_replication_role = replica; -- they needn't be sealed
                insert into journal (at, actor_id, actor_name, action, subject)
                select now() - number * interval '1 second', 1, 'somebody', 'views.save', 'view:' || number
                from generate_series(1, %d - (select count(*) from journal)) as number
                """.formatted(rows));
    }

    private interface Way {
        void walk(Visitor visitor) throws Exception;
    }

    /** Bytes that one session holds once its person has gone that way. */
    private static double weigh(BenchPortal portal, int people, Way way) throws Exception {
        long before = used();
        for (int i = 0; i < people; i++) {
            Visitor visitor = portal.visitor();
            way.walk(visitor);
            visitor.confirm();
        }
        return (used() - before) / (double) people;
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
