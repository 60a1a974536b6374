package dev.bursar.simulator.faults;

import dev.bursar.simulator.http.Call;
import dev.bursar.simulator.http.Caller;
import module java.base;

/** The faults in force; which request they strike depends on their seed and on the order of requests only. */
public final class Faults {
    private static final int MILLION = 1_000_000;

    private final List<InForce> inForce = new ArrayList<>();
    private Random random = new Random(1);

    private static final class InForce {
        private final Fault fault;
        private int spared;
        private int strikes;

        InForce(Fault fault) {
            this.fault = fault;
        }

        boolean strikes(Random random) {
            var threshold =
                    fault.probability().multiply(BigDecimal.valueOf(MILLION)).intValue();
            if (threshold < MILLION && random.nextInt(MILLION) >= threshold) {
                return false;
            }
            if (spared < fault.after()) {
                spared++;
                return false;
            }
            strikes++;
            return true;
        }

        boolean spent() {
            return strikes >= fault.times();
        }
    }

    public Faults() {}

    public synchronized void add(Fault fault) {
        inForce.add(new InForce(fault));
    }

    /** Starts the chance of probabilities anew. */
    public synchronized void seed(long seed) {
        random = new Random(seed);
    }

    public synchronized void clear() {
        inForce.clear();
    }

    public synchronized List<Fault> active() {
        return inForce.stream().map(active -> active.fault).toList();
    }

    public synchronized List<Effect> strike(Call call, Caller caller) {
        var effects = new ArrayList<Effect>();
        for (var active : inForce) {
            if (active.fault.concerns(call, caller) && active.strikes(random)) {
                effects.add(active.fault.effect());
            }
        }
        inForce.removeIf(InForce::spent);
        return effects;
    }
}
