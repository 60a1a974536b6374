package dev.bursar;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verify says at its end, from reports as Maven's plugins write them. */
class VerifyReportTest {
    @TempDir
    Path target;

    private void suite(String kind, String name, String time, String content) throws IOException {
        var folder = Files.createDirectories(target.resolve(kind + "-reports"));
        Files.writeString(folder.resolve("TEST-" + name + ".xml"), """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2" name="%s" time="%s" tests="1">
              <properties>
                <property name="java.class.path" value="a:b"/>
              </properties>
            %s
            </testsuite>
            """.formatted(name, time, content));
    }

    private String report(String... options) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(
                java.util.List.of(Path.of(".ci/report").toAbsolutePath().toString(), target.toString()));
        command.addAll(java.util.List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void itSaysWhatTookLong() throws Exception {
        for (int i = 1; i <= 11; i++) {
            suite("surefire", "dev.bursar.Quick" + i + "Test", "0." + (10 + i), "");
        }
        suite("surefire", "dev.bursar.SlowTest", "1,031.5", "");
        suite("surefire", "dev.bursar.AlmostTest", "30.0", "");
        suite("failsafe", "dev.bursar.LongJourney", "90.6", "");
        suite("failsafe", "dev.bursar.UsualJourney", "80", "");
        Files.writeString(target.resolve("verify-phases"), "3 start\n60 build\n400 JVM tests\n5 build\n");

        assertThat(report()).isEqualTo("""
            Time of each phase:
              start          0:03
              build          1:05
              JVM tests      6:40
              all            7:48
            The slowest classes, of 15:
               1031.5 s  dev.bursar.SlowTest
                 90.6 s  dev.bursar.LongJourney
                 80.0 s  dev.bursar.UsualJourney
                 30.0 s  dev.bursar.AlmostTest
                  0.2 s  dev.bursar.Quick10Test
                  0.2 s  dev.bursar.Quick11Test
                  0.2 s  dev.bursar.Quick6Test
                  0.2 s  dev.bursar.Quick7Test
                  0.2 s  dev.bursar.Quick8Test
                  0.2 s  dev.bursar.Quick9Test
            Slow, JVM tests that take over 30 s and journeys that take over 90: 2
              dev.bursar.SlowTest takes 1032 s
              dev.bursar.LongJourney takes 91 s
            Flakes, which failed and passed when they were run again: 0
            """);
        assertThat(report("--full")).contains("over 90: 1\n").doesNotContain("SlowTest takes");
    }

    @Test
    void whatTestsPrintIsNotTakenForTheirTime() throws Exception {
        suite("surefire", "dev.bursar.OneTest", "2.5", """
            <testcase name="works" classname="dev.bursar.OneTest" time="2.5">
              <system-out><![CDATA[<testsuite name="dev.bursar.Forged" time="999">]]></system-out>
            </testcase>\
            """);
        suite("failsafe", "dev.bursar.TwoJourney", "5", """
            <testcase name="wavers" classname="dev.bursar.TwoJourney" time="5">
              <flakyFailure message="once" type="x"/>
            </testcase>\
            """);
        assertThat(report())
                .contains("of 2:", "2.5 s  dev.bursar.OneTest", "run again: 1\n  dev.bursar.TwoJourney.wavers")
                .doesNotContain("Forged", "Time of each phase");
    }

    @Test
    void withoutAnyReportThereIsNothingToSay() throws Exception {
        suite("surefire", "dev.bursar.BrokenTest", "much", "");
        Files.writeString(target.resolve("surefire-reports/TEST-empty.xml"), "");
        assertThat(report()).isEqualTo("Flakes, which failed and passed when they were run again: 0\n");
    }
}
