package dev.bursar.tagging.ui.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.ui.fixes.FixScript.Form;
import dev.bursar.tagging.violations.Sign;
import dev.bursar.tagging.violations.TagFixes.Fix;
import dev.bursar.tagging.violations.TagFixes.Fixes;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.tagging.violations.ViolationState;
import dev.bursar.ui.SnippetText;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files that set many tags: what they do when they are run, and that nothing is left out of them in silence. */
class FixScriptTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String VISION = "111122223333";
    private static final String SEARCH = "444455556666";
    private static final String HOSTILE = "x'; id #\nrm -rf / $(id)";

    private static ViolationRow row(long resource, String account, String name) {
        return new ViolationRow(
                resource,
                1,
                "Team",
                resource,
                "arn:aws:ec2:eu-central-1:" + account + ":instance/" + name,
                name,
                "ec2:instance",
                account,
                account.equals(VISION) ? "vision\nprod" : account,
                "eu-central-1",
                TeamId.UNALLOCATED,
                null,
                false,
                new Finding(Problem.MISSING, null),
                "team",
                ViolationState.OPEN,
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 11, 1),
                null,
                null,
                true,
                null,
                null);
    }

    private static Fix fix(ViolationRow row, @Nullable String value, @Nullable String cli, @Nullable String terraform) {
        return new Fix(
                row,
                "values that name a team",
                value,
                value == null ? null : new Sign(Sign.Kind.COST, "", 0, 0),
                cli,
                terraform,
                value == null ? null : "tags = {\n  team = \"" + value + "\"\n}\n");
    }

    private static Fix set(ViolationRow row, String value) {
        return fix(
                row,
                value,
                "aws tag " + SnippetText.quoted(row.arn()) + " " + SnippetText.quoted(value),
                "resource \"aws_ec2_tag\" \"x\" {\n}\n");
    }

    private static final Fixes SOME = new Fixes(
            List.of(
                    set(row(1, VISION, "i-1"), "vision"),
                    set(row(2, VISION, HOSTILE), HOSTILE),
                    fix(row(3, VISION, "i-3"), null, null, null),
                    set(row(4, SEARCH, "i-4"), "search"),
                    fix(row(5, SEARCH, "stack"), "search", null, null),
                    fix(row(6, "777788889999", "i-6"), null, null, null)),
            7);

    /** A shell runs it with an AWS CLI that says what it is asked. */
    private static String run(String script, String account) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "aws() { if [ \"$1\" = sts ]; then echo " + account
                                + "; else for a in \"$@\"; do printf '[%s]' \"$a\"; done; echo; fi; }\n" + script)
                .start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String problems = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(problems).isZero();
        assertThat(problems).isEmpty();
        return read;
    }

    @Test
    void aScriptSetsOnlyTheTagsOfTheAccountThatItRunsIn() throws IOException, InterruptedException {
        String script = FixScript.of(Form.CLI, SOME, NOW).text();
        assertThat(run(script, VISION))
                .isEqualTo("[tag][arn:aws:ec2:eu-central-1:111122223333:instance/i-1][vision]\n"
                        + "[tag][arn:aws:ec2:eu-central-1:111122223333:instance/" + HOSTILE + "][" + HOSTILE + "]\n");
        assertThat(run(script, SEARCH))
                .isEqualTo("[tag][arn:aws:ec2:eu-central-1:444455556666:instance/i-4][search]\n");
        assertThat(run(script, "777788889999")).as("only comments").isEmpty();
    }

    @Test
    void whatIsNotSetIsNamedAndCounted() {
        FixScript cli = FixScript.of(Form.CLI, SOME, NOW);
        assertThat(cli.words())
                .isEqualTo(
                        "It sets 3 tags in 2 accounts. 1 tag is a comment: the Tagging API would change more than the"
                                + " tag. 2 violations have no likely value and are comments. 7 violations are left out: a"
                                + " file has at most 500. Filter the list to get the others.");
        assertThat(cli.text())
                .startsWith("#!/bin/sh\n# Tags proposed by Bursar on 24 Nov 2026, 08:00 UTC. It sets 3 tags")
                .contains("# Account vision prod (1111-2222-3333): 2 tags\n")
                .contains("instance/i-3: team is missing. No value is likely: the policy allows values that name a"
                        + " team.\n")
                .contains("instance/stack: team is missing \u2192 search. Most of its cost belongs to this team. Set it"
                        + " where the resource is made: the Tagging API would change more than the tag.\n");
    }

    @Test
    void aTerraformFileHasBlocksAndTheRestAsComments() {
        FixScript file = FixScript.of(Form.TERRAFORM, SOME, NOW);
        assertThat(file.sets()).isEqualTo(3);
        assertThat(file.byHand()).isEqualTo(1);
        assertThat(file.unknown()).isEqualTo(2);
        assertThat(file.text().lines().filter(line -> !line.isEmpty() && !line.startsWith("#")))
                .allMatch(line -> line.equals("resource \"aws_ec2_tag\" \"x\" {") || line.equals("}"))
                .hasSize(6);
        assertThat(file.text())
                .contains("# Account vision prod (1111-2222-3333), Region eu-central-1\n", "#   team = \"search\"");
    }

    /** Two policies may ask for the same tag: a Terraform file with it twice would not be valid. */
    @Test
    void aTagIsSetOnce() {
        var twice = new Fixes(List.of(set(row(1, VISION, "i-1"), "vision"), set(row(1, VISION, "i-1"), "vision")), 0);
        assertThat(FixScript.of(Form.TERRAFORM, twice, NOW).sets()).isEqualTo(1);
        assertThat(FixScript.of(Form.CLI, twice, NOW).words()).isEqualTo("It sets 1 tag in 1 account.");
    }
}
