package dev.bursar.efficiency.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.efficiency.formula.Hardware.CpuScale;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.formula.Spec.Vendor;
import dev.bursar.efficiency.sizing.Candidate.Need;
import dev.bursar.efficiency.sizing.Sizing.Cheaper;
import dev.bursar.efficiency.sizing.Sizing.Confidence;
import dev.bursar.efficiency.sizing.Sizing.Ground;
import dev.bursar.efficiency.sizing.Sizing.None;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightsizingTest {
    private static final Duration LONG = Duration.ofDays(14);
    private static final Measure NONE = Measure.notKnown(Reason.NO_METRICS);
    private static final Spec LARGE = Instances.spec("ml.m5.4xlarge");

    /** 5 % of 16 vCPUs and 10 % of 64 GiB. */
    private static final Demand SMALL = demand(Measure.of(0.8), Measure.of(6.4), NONE, NONE);

    @Test
    void aNearlyIdleInstanceOfSixteenCoresFitsOnOneOfTwo() {
        Demand measured = Demand.of(
                new MeasuredHours(
                        HourPoints.row(336, (i, point) -> point.cpu(40.0, 80.0).memory(8.0, 10.0)), 60),
                LARGE,
                CpuScale.SUM_OF_CORES);
        Cheaper proposal = cheaper(load(LARGE, 1, measured, Headroom.DEFAULT));
        assertThat(proposal.best().offer().type()).isEqualTo("ml.m5.large");
        assertThat(proposal.best().instances()).isOne();
        assertThat(proposal.savedShare()).isEqualByComparingTo("0.875271");
        assertThat(proposal.confidence()).isEqualTo(Confidence.NORMAL);
        assertThat(proposal.best().tightest()).isEqualTo(Need.MEMORY);
        assertThat(proposal.best().fill().get(Need.MEMORY)).isCloseTo(0.96, within(1e-9));
        assertThat(proposal.best().fill().get(Need.CPU)).isCloseTo(0.48, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.10, 0.20, 0.25})
    void memoryHeadroomUpToTwentyFivePercentStaysOnTheSameType(double headroom) {
        Cheaper proposal = cheaper(load(LARGE, 1, SMALL, new Headroom(0.2, headroom, 0.2, 0.2, 0.2)));
        assertThat(proposal.best().offer().type()).isEqualTo("ml.m5.large");
    }

    @Test
    void memoryHeadroomOfThirtyPercentNeedsAMemoryType() {
        Cheaper proposal = cheaper(load(LARGE, 1, SMALL, new Headroom(0.2, 0.3, 0.2, 0.2, 0.2)));
        assertThat(proposal.best().offer().type()).isEqualTo("ml.r5.large");
        assertThat(proposal.savedShare()).isEqualByComparingTo("0.836226");
    }

    @Test
    void burstableTypesFallOnTheirBaseline() {
        List<Candidate> candidates =
                Rightsizing.candidates(load(LARGE, 1, SMALL, Headroom.DEFAULT), Instances.hosting());
        assertThat(candidates)
                .filteredOn(candidate -> candidate.offer().type().matches("ml\\.t[23]\\.large"))
                .extracting(Candidate::instances)
                .as("0.96 vCPU over a baseline of 0.6")
                .containsExactly(2, 2);
    }

    @Test
    void aBurstableTypeWithoutAPublishedBaselineIsNotProposed() {
        var unknown = new Spec("ml.t9.large", 2, 8, 0, 0, null, "x86_64", null);
        var offers = new ArrayList<>(Instances.hosting());
        offers.add(new Offer(unknown, "Hosting", "us-east-1", new BigDecimal("0.001"), null));
        assertThat(Rightsizing.candidates(load(LARGE, 1, SMALL, Headroom.DEFAULT), offers))
                .extracting(candidate -> candidate.offer().type())
                .isNotEmpty()
                .doesNotContain("ml.t9.large");
    }

    @Test
    void aNotebookGetsWhatIsOfferedForNotebooksAndStaysOneInstance() {
        var load = new Workload(LARGE, "Notebook", "us-east-1", 1, 1, 1, SMALL, Headroom.DEFAULT, false, null);
        var offers = new ArrayList<>(Instances.hosting());
        offers.addAll(Instances.notebooks());
        var proposal = (Cheaper) Rightsizing.propose(load, offers);
        assertThat(proposal.best().offer().type()).isEqualTo("ml.m5d.large");
        assertThat(proposal.best().offer().component()).isEqualTo("Notebook");
        assertThat(proposal.best().instances()).isOne();
    }

    @Test
    void offersOfOtherRegionsAreLeftOut() {
        var offers = new ArrayList<>(Instances.hosting());
        offers.add(new Offer(Instances.spec("ml.m5.large"), "Hosting", "eu-west-1", new BigDecimal("0.01"), null));
        var proposal = (Cheaper) Rightsizing.propose(load(LARGE, 1, SMALL, Headroom.DEFAULT), offers);
        assertThat(proposal.best().offer().region()).isEqualTo("us-east-1");
    }

    @Test
    void theArchitectureStaysTheSame() {
        Cheaper proposal =
                cheaper(load(LARGE, 1, demand(Measure.of(0.1), Measure.of(6.4), NONE, NONE), Headroom.DEFAULT));
        assertThat(proposal.best().offer().spec().architecture()).isEqualTo("x86_64");
        Cheaper arm = cheaper(load(
                Instances.spec("ml.m6g.xlarge"),
                1,
                demand(Measure.of(0.5), Measure.of(2), NONE, NONE),
                Headroom.DEFAULT));
        assertThat(arm.best().offer().type()).isEqualTo("ml.c6g.large");
    }

    @Test
    void twoInstancesStayTwoAndTheLeastCountIsKept() {
        assertThat(cheaper(load(LARGE, 3, SMALL, Headroom.DEFAULT)).best().instances())
                .isEqualTo(2);
        var load = new Workload(LARGE, "Hosting", "us-east-1", 5, 4, null, SMALL, Headroom.DEFAULT, false, null);
        assertThat(((Cheaper) Rightsizing.propose(load, Instances.hosting()))
                        .best()
                        .instances())
                .isEqualTo(4);
    }

    @Test
    void missingMemoryNeedsAsMuchAsThePresentTypeHas() {
        Cheaper proposal = cheaper(load(LARGE, 1, demand(Measure.of(0.8), NONE, NONE, NONE), Headroom.DEFAULT));
        assertThat(proposal.best().offer().type()).isEqualTo("ml.r5.2xlarge");
        assertThat(proposal.best().fill()).doesNotContainKey(Need.MEMORY);
    }

    @Test
    void anAcceleratorStaysWithItsVendor() {
        Spec gpu = Instances.spec("ml.g5.12xlarge");
        Cheaper proposal = cheaper(
                load(gpu, 1, demand(Measure.of(1), Measure.of(5), Measure.of(0.3), Measure.of(6)), Headroom.DEFAULT));
        assertThat(proposal.best().offer().type()).isEqualTo("ml.g4dn.xlarge");
        Cheaper more = cheaper(
                load(gpu, 1, demand(Measure.of(1), Measure.of(5), Measure.of(0.3), Measure.of(18)), Headroom.DEFAULT));
        assertThat(more.best().offer().type()).isEqualTo("ml.g5.xlarge");
    }

    @Test
    void withoutMetricsOfTheAcceleratorItStaysTheSameAndAsMany() {
        Spec gpu = Instances.spec("ml.g4dn.4xlarge");
        Cheaper proposal =
                cheaper(load(gpu, 2, demand(Measure.of(1), Measure.of(5), NONE, Measure.of(1)), Headroom.DEFAULT));
        assertThat(proposal.best().offer().type()).isEqualTo("ml.g4dn.xlarge");
        assertThat(proposal.best().instances()).isEqualTo(2);
        Cheaper three = cheaper(load(gpu, 3, demand(Measure.of(1), Measure.of(5), NONE, NONE), Headroom.DEFAULT));
        assertThat(three.best().instances()).isEqualTo(3);
    }

    @Test
    void equalCostGoesToFewerInstancesThenNewerGenerationThenName() {
        // c5.large and c6i.large cost the same
        Cheaper newer = cheaper(load(LARGE, 1, demand(Measure.of(1.5), Measure.of(2), NONE, NONE), Headroom.DEFAULT));
        assertThat(newer.best().offer().type()).isEqualTo("ml.c6i.large");
        // two c6i.large cost as much as one c6i.xlarge
        Cheaper fewer = cheaper(load(LARGE, 1, demand(Measure.of(3), Measure.of(2), NONE, NONE), Headroom.DEFAULT));
        assertThat(fewer.best().offer().type()).isEqualTo("ml.c6i.xlarge");
        assertThat(fewer.best().instances()).isOne();
    }

    @Test
    void theNextOnesInOrderAreAlternatives() {
        Cheaper proposal = cheaper(load(LARGE, 1, SMALL, Headroom.DEFAULT));
        assertThat(proposal.alternatives())
                .hasSize(4)
                .isSortedAccordingTo(Candidate.ORDER)
                .allSatisfy(candidate -> {
                    assertThat(Candidate.ORDER.compare(proposal.best(), candidate))
                            .isNegative();
                    assertThat(candidate.usdPerHour()).isLessThan(new BigDecimal("0.922"));
                });
    }

    @Test
    void bothPricesAreKnown() {
        Candidate best = cheaper(load(LARGE, 2, SMALL, Headroom.DEFAULT)).best();
        assertThat(best.usdPerHour())
                .isEqualByComparingTo(best.offer().usdPerHour().multiply(new BigDecimal(2)));
        Candidate eligible = cheaper(load(LARGE, 1, SMALL, Headroom.DEFAULT)).best();
        assertThat(eligible.planUsdPerHour()).isEqualByComparingTo("0.0736");
    }

    @Test
    void whyNothingIsProposedIsSaid() {
        assertThat(propose(load(LARGE, 1, hours(SMALL, 29, LONG), Headroom.DEFAULT)))
                .isEqualTo(new None(Ground.TOO_FEW_HOURS));
        assertThat(propose(load(LARGE, 1, demand(NONE, Measure.of(1), NONE, NONE), Headroom.DEFAULT)))
                .isEqualTo(new None(Ground.CPU_NOT_KNOWN));
        assertThat(propose(load(LARGE, 1, demand(Measure.of(1), Measure.of(900), NONE, NONE), Headroom.DEFAULT)))
                .isEqualTo(new None(Ground.LOAD_OUTGROWS_ALL));
        assertThat(propose(load(
                        Instances.spec("ml.m5.large"),
                        1,
                        demand(Measure.of(1.2), Measure.of(6), NONE, NONE),
                        Headroom.DEFAULT)))
                .isEqualTo(new None(Ground.ALREADY_CHEAPEST));
        assertThat(propose(load(
                        Instances.spec("ml.m5.large"),
                        1,
                        demand(Measure.of(1.9), Measure.of(7), NONE, NONE),
                        Headroom.DEFAULT)))
                .isEqualTo(new None(Ground.NONE_CHEAPER));
        var elsewhere = new Workload(LARGE, "Hosting", "eu-west-1", 1, 1, null, SMALL, Headroom.DEFAULT, false, null);
        assertThat(propose(elsewhere)).isEqualTo(new None(Ground.NO_PRICE));
    }

    @Test
    void fewerThanFourteenDaysAreOfLowConfidence() {
        Demand week = hours(SMALL, 30, Duration.ofDays(14).minusHours(1));
        assertThat(cheaper(load(LARGE, 1, week, Headroom.DEFAULT)).confidence()).isEqualTo(Confidence.LOW);
        assertThat(cheaper(load(LARGE, 1, hours(SMALL, 30, LONG), Headroom.DEFAULT))
                        .confidence())
                .isEqualTo(Confidence.NORMAL);
    }

    @Test
    void aPromisedLatencyNeedsEnoughInstancesForThePeak() {
        // 16 vCPUs answer 40 a second; 2 are estimated to answer 5; a peak of 9 with headroom is 10.8
        Cheaper proposal = cheaper(load(level(40, Measure.of(0.9)), Measure.of(9)));
        assertThat(proposal.best().evidence()).isEqualTo(Evidence.ESTIMATED);
        assertThat(proposal.best().instances()
                        * level(40, Measure.of(0.9))
                                .rate(proposal.best().offer().spec())
                                .perSecond()
                                .number()
                                .orElseThrow())
                .isGreaterThanOrEqualTo(10.8);
        Candidate large =
                Rightsizing.candidates(load(level(40, Measure.of(0.9)), Measure.of(9)), Instances.hosting()).stream()
                        .filter(candidate -> candidate.offer().type().equals("ml.m5.large"))
                        .findFirst()
                        .orElseThrow();
        assertThat(large.instances()).isEqualTo(3);
        assertThat(large.fill().get(Need.REQUESTS)).isCloseTo(10.8 / 15, within(1e-9));
    }

    @Test
    void withoutKnownRatesNothingIsProposedUnderAPromise() {
        Workload load = load(
                new ServiceLevel(
                        100, LARGE, Measure.notKnown(Reason.LATENCY_ABOVE_LIMIT), Measure.of(0.9), Map.of(), Map.of()),
                Measure.of(9));
        assertThat(propose(load)).isEqualTo(new None(Ground.RATE_NOT_KNOWN));
        assertThat(propose(load(level(40, Measure.of(0.9)), Measure.notKnown(Reason.NO_REQUESTS))))
                .isEqualTo(new None(Ground.RATE_NOT_KNOWN));
    }

    @Test
    void whatIsProposedIsWhatAnExhaustiveSearchFinds() {
        var random = new Random(19);
        int proposals = 0;
        for (int i = 0; i < 300; i++) {
            Workload load = random(random);
            Optional<Choice> expected = exhaustive(load);
            List<Candidate> candidates = Rightsizing.candidates(load, Instances.hosting());
            if (expected.isEmpty()) {
                assertThat(candidates).as("%s", load).isEmpty();
                continue;
            }
            Candidate best = candidates.getFirst();
            assertThat(new Choice(best.offer(), best.instances()))
                    .as("%s", load)
                    .isEqualTo(expected.get());
            BigDecimal present =
                    Instances.find(load.current().type()).usdPerHour().multiply(BigDecimal.valueOf(load.instances()));
            Sizing proposal = Rightsizing.propose(load, Instances.hosting());
            if (best.usdPerHour().compareTo(present) < 0) {
                assertThat(proposal)
                        .isInstanceOfSatisfying(
                                Cheaper.class,
                                cheaper -> assertThat(cheaper.best()).isEqualTo(best));
                proposals++;
            } else {
                assertThat(proposal).isInstanceOf(None.class);
            }
        }
        assertThat(proposals).isBetween(50, 290);
    }

    private record Choice(Offer offer, int instances) {
        BigDecimal cost() {
            return offer.usdPerHour().multiply(BigDecimal.valueOf(instances));
        }
    }

    /** Tries every type with every count up to a bound that no load of these needs, and checks each rule by itself. */
    private static Optional<Choice> exhaustive(Workload load) {
        var enough = new ArrayList<Choice>();
        for (Offer offer : Instances.hosting()) {
            for (int n = 1; n <= 1500; n++) {
                if (enough(load, offer.spec(), n)) {
                    enough.add(new Choice(offer, n));
                }
            }
        }
        return enough.stream()
                .min(Comparator.comparing(Choice::cost)
                        .thenComparing(Choice::instances)
                        .thenComparing(choice ->
                                -Integer.parseInt(choice.offer().type().replaceFirst("ml\\.[a-z]+(\\d).*", "$1")))
                        .thenComparing(choice -> choice.offer().type()));
    }

    private static boolean enough(Workload load, Spec type, int n) {
        Spec now = load.current();
        Demand demand = load.demand();
        if (n < load.leastInstances() || load.instances() >= 2 && n < 2) {
            return false;
        }
        if (!type.architecture().equals(now.architecture())) {
            return false;
        }
        double cores = switch (type.type()) {
            case "ml.t2.medium", "ml.t3.medium" -> 0.4;
            case "ml.t2.large", "ml.t3.large" -> 0.6;
            case "ml.t2.xlarge" -> 0.9;
            case "ml.t2.2xlarge" -> 1.36;
            case "ml.t3.xlarge" -> 1.6;
            case "ml.t3.2xlarge" -> 3.2;
            default -> type.vcpus();
        };
        if (n * cores < number(demand.cpu()) * (1 + load.headroom().cpu()) - 1e-9) {
            return false;
        }
        boolean memory = demand.memory().isKnown()
                ? type.memoryGib()
                        >= number(demand.memory()) * (1 + load.headroom().memory()) - 1e-9
                : type.memoryGib() >= now.memoryGib();
        if (!memory) {
            return false;
        }
        if (now.gpus() > 0) {
            if (demand.gpu().isKnown() && demand.gpuMemory().isKnown()) {
                if (type.vendor() != now.vendor() || type.vendor() == Vendor.NONE) {
                    return false;
                }
            } else if (!now.gpu().equals(type.gpu()) || now.gpus() != type.gpus() || n < load.instances()) {
                return false;
            }
            if (demand.gpu().isKnown()
                    && n * type.gpus()
                            < number(demand.gpu()) * (1 + load.headroom().gpu()) - 1e-9) {
                return false;
            }
            if (demand.gpuMemory().isKnown()
                    && type.gpus() * type.gpuMemoryGibEach()
                            < number(demand.gpuMemory()) * (1 + load.headroom().gpuMemory()) - 1e-9) {
                return false;
            }
        }
        if (load.serviceLevel() != null) {
            Measure rate = load.serviceLevel().rate(type).perSecond();
            return rate.isKnown()
                    && n * number(rate)
                            >= number(demand.peakRate()) * (1 + load.headroom().rate()) - 1e-9;
        }
        return true;
    }

    private static double number(Measure measure) {
        return measure.number().orElseThrow();
    }

    private static Workload random(Random random) {
        List<Offer> offers = Instances.hosting();
        Spec current = offers.get(random.nextInt(offers.size())).spec();
        int instances = 1 + random.nextInt(6);
        double share = random.nextDouble() * random.nextDouble();
        Measure cpu = Measure.of(current.vcpus() * instances * share);
        Measure memory = random.nextInt(5) == 0 ? NONE : Measure.of(current.memoryGib() * random.nextDouble());
        Measure gpu = current.gpus() == 0 || random.nextInt(4) == 0
                ? NONE
                : Measure.of(current.gpus() * instances * random.nextDouble());
        Measure gpuMemory = current.gpus() == 0 || random.nextInt(6) == 0
                ? NONE
                : Measure.of(current.gpus() * current.gpuMemoryGibEach() * random.nextDouble());
        double peak = random.nextDouble() * 50;
        var demand = new Demand(cpu, memory, gpu, gpuMemory, Measure.of(peak), 336, LONG);
        ServiceLevel level = random.nextBoolean()
                ? null
                : new ServiceLevel(
                        100,
                        current,
                        Measure.of(1 + random.nextDouble() * 40),
                        random.nextInt(4) == 0 ? Measure.notKnown(Reason.NO_FIT) : Measure.of(0.8),
                        random.nextBoolean() ? Map.of() : Map.of("ml.c5.xlarge", 12.0, "ml.g4dn.xlarge", 30.0),
                        random.nextBoolean() ? Map.of() : Map.of("ml.m5.large", 3.0, "ml.m5.xlarge", 20.0));
        var headroom = new Headroom(
                random.nextDouble() * 0.4,
                random.nextDouble() * 0.4,
                random.nextDouble() * 0.4,
                random.nextDouble() * 0.4,
                random.nextDouble() * 0.4);
        return new Workload(
                current,
                "Hosting",
                "us-east-1",
                instances,
                1 + random.nextInt(3),
                null,
                demand,
                headroom,
                false,
                level);
    }

    private static ServiceLevel level(double rate, Measure fit) {
        return new ServiceLevel(100, LARGE, Measure.of(rate), fit, Map.of(), Map.of());
    }

    private static Workload load(@Nullable ServiceLevel level, Measure peak) {
        var demand = new Demand(SMALL.cpu(), SMALL.memory(), NONE, NONE, peak, 336, LONG);
        return new Workload(LARGE, "Hosting", "us-east-1", 1, 1, null, demand, Headroom.DEFAULT, false, level);
    }

    private static Workload load(Spec current, int instances, Demand demand, Headroom headroom) {
        return new Workload(current, "Hosting", "us-east-1", instances, 1, null, demand, headroom, false, null);
    }

    private static Demand demand(Measure cpu, Measure memory, Measure gpu, Measure gpuMemory) {
        return new Demand(cpu, memory, gpu, gpuMemory, Measure.notKnown(Reason.NO_REQUESTS), 336, LONG);
    }

    private static Demand hours(Demand demand, int hours, Duration span) {
        return new Demand(
                demand.cpu(), demand.memory(), demand.gpu(), demand.gpuMemory(), demand.peakRate(), hours, span);
    }

    private static Sizing propose(Workload load) {
        return Rightsizing.propose(load, Instances.hosting());
    }

    private static Cheaper cheaper(Workload load) {
        return (Cheaper) propose(load);
    }
}
