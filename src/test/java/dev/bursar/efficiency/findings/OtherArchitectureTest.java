package dev.bursar.efficiency.findings;

import static dev.bursar.efficiency.findings.JudgedWorkload.offer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.sizing.Offer;
import module java.base;
import org.junit.jupiter.api.Test;

/** No type of another processor architecture is proposed unasked, whatever its price list leaves out. */
class OtherArchitectureTest {
    private static final Target ALLOWED = new Target(1, null, 0.2, 0.2, 0.2, 0.2, null, true);
    private static final Offer PRESENT = offer(JudgedWorkload.TYPE, 16, 64, "0.922");
    private static final Offer SMALL = offer("ml.m5.large", 2, 8, "0.115");
    private static final Offer GRAVITON = offer("ml.m7g.large", 2, 8, "0.098");
    private static final Offer UNKNOWN = offer("ml.m9.large", 2, 8, "0.05");

    /** 5 % of 16 vCPUs and 10 % of 64 GiB. */
    private static Finding judge(Target target, Offer... offers) {
        Instant now = JudgedWorkload.NOW;
        return new JudgedWorkload(Instant.parse("2026-06-01T00:00:00Z"))
                .offered(offers)
                .asked(target)
                .hours(
                        now.minus(Duration.ofDays(15)),
                        now,
                        point -> point.cpu(80.0, 80.0).memory(10.0, 10.0).requests(100.0))
                .judge();
    }

    private static ProposedChange only(Finding finding) {
        assertThat(finding.proposals()).hasSize(1);
        return finding.proposals().getFirst();
    }

    @Test
    void aCheaperTypeOfTheOtherArchitectureIsNamedAndNotProposed() {
        ProposedChange proposal = only(judge(Target.USUAL, PRESENT, SMALL, GRAVITON, UNKNOWN));

        assertThat(proposal.toType()).isEqualTo("ml.m5.large");
        assertThat(JudgedWorkload.assumptions(proposal))
                .contains(
                        "It stays on x86_64. If container and model are also built for arm64, set that in its requirements:"
                                + " 1 \u00d7 ml.m7g.large at $0.098 an hour would be enough.");
    }

    @Test
    void whereTheOtherArchitectureIsAllowedTheProposalSaysThatItChanges() {
        ProposedChange proposal = only(judge(ALLOWED, PRESENT, SMALL, GRAVITON, UNKNOWN));

        assertThat(proposal.toType()).isEqualTo("ml.m7g.large");
        assertThat(JudgedWorkload.assumptions(proposal))
                .anyMatch(line -> line.startsWith("It changes the processor architecture from x86_64 to arm64:"));
    }

    @Test
    void aTypeOfUnknownArchitectureIsNeverProposedAcross() {
        assertThat(judge(ALLOWED, PRESENT, UNKNOWN).proposals()).isEmpty();
    }

    @Test
    void aLoadOnATypeOfUnknownArchitectureStaysInItsFamily() {
        Instant now = JudgedWorkload.NOW;
        Finding finding = new JudgedWorkload(Instant.parse("2026-06-01T00:00:00Z"))
                .on("ml.m9.4xlarge")
                .offered(offer("ml.m9.4xlarge", 16, 64, "0.922"), SMALL, GRAVITON)
                .hours(
                        now.minus(Duration.ofDays(15)),
                        now,
                        point -> point.cpu(80.0, 80.0).memory(10.0, 10.0).requests(100.0))
                .judge();

        assertThat(finding.proposals()).isEmpty();
        assertThat(JudgedWorkload.reason(finding)).contains("only types of its family are compared");
    }
}
