package dev.bursar.bench;

import dev.bursar.charges.SyntheticYears;
import module java.base;

/** Fifty people who look at pages while costs are loaded in the same portal, beside the same people while nothing is. */
final class BrowsingBench {
    private static final int PEOPLE = 50;
    private static final int ACCOUNTS = 300;
    private static final int ROUNDS = 3;
    private static final int LONGEST_THOUGHT_MILLIS = 10_000;
    private static final double BOUND = 2;

    private BrowsingBench() {}

    static void run(boolean quick) throws Exception {
        int pages = quick ? 4 : 12;
        try (var portal = new BenchPortal(quick ? ACCOUNTS / 10 : ACCOUNTS)) {
            List<Walk> walks = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                Visitor visitor = portal.visitor();
                visitor.open("", "", Walk.OVERVIEW);
                walks.add(new Walk(visitor, new Random(i)));
            }
            var loads = SyntheticYears.reloads(portal.context, quick ? ACCOUNTS / 10 : ACCOUNTS);
            List<Double> idle = new ArrayList<>();
            List<Double> loading = new ArrayList<>();
            browse(walks, pages / 2); // warms up
            int loaded = 0;
            for (int round = 0; round < ROUNDS; round++) {
                idle.addAll(browse(walks, pages));
                var stop = new AtomicBoolean();
                try (var executor = Executors.newSingleThreadExecutor()) {
                    var load = executor.submit(() -> {
                        int days = 0;
                        while (!stop.get()) {
                            loads.run();
                            days++;
                        }
                        return days;
                    });
                    loading.addAll(browse(walks, pages));
                    stop.set(true);
                    loaded += load.get();
                }
            }
            double ratio = Comparison.percentile(loading, 0.95) / Comparison.percentile(idle, 0.95);
            System.out.printf(
                    Locale.ROOT,
                    "%d people, a page each %d s: %,d pages while nothing is loaded, %,d while %d days of all accounts are%n",
                    PEOPLE,
                    LONGEST_THOUGHT_MILLIS / 2000,
                    idle.size(),
                    loading.size(),
                    loaded);
            print("while costs are loaded", loading);
            print("while nothing is", idle);
            System.out.printf(
                    Locale.ROOT,
                    "  ratio of p95 %.3f, bound %.2f: %s%n",
                    ratio,
                    BOUND,
                    ratio <= BOUND ? "pass" : "over");
        }
    }

    private static void print(String name, List<Double> millis) {
        System.out.printf(
                Locale.ROOT,
                "  %-28s p95 %9.2f ms (median %.2f)%n",
                name,
                Comparison.percentile(millis, 0.95),
                Comparison.percentile(millis, 0.5));
    }

    /** All of them at once, each so many pages; milliseconds of every page. */
    private static List<Double> browse(List<Walk> walks, int pages) throws Exception {
        List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = walks.stream()
                    .map(walk -> executor.submit((Callable<Void>) () -> {
                        for (int page = 0; page < pages; page++) {
                            Thread.sleep(walk.thought());
                            millis.add(walk.step());
                        }
                        return null;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
        return millis;
    }

    /** One person's way: the Overview and questions of Spend, in an order of their own. */
    private record Walk(Visitor visitor, Random random) {
        private static final String OVERVIEW = "month-block";
        private static final List<String> QUESTIONS = List.of(
                "",
                "period=last-month",
                "period=last-month&by=service",
                "period=last-12-months&view=monthly",
                "period=last-month&by=account&cost=billed",
                "period=last-30-days&by=charge-category");

        int thought() {
            return random.nextInt(LONGEST_THOUGHT_MILLIS);
        }

        double step() throws Exception {
            int choice = random.nextInt(QUESTIONS.size() + 2);
            long start = System.nanoTime();
            if (choice < QUESTIONS.size()) {
                visitor.go("spend", QUESTIONS.get(choice), "spend-block");
            } else {
                visitor.go("", "", OVERVIEW);
            }
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
