package dev.bursar.tagging.ui.fixes;

import static dev.bursar.ui.SnippetText.comment;
import static dev.bursar.ui.SnippetText.quoted;

import dev.bursar.tagging.violations.TagFixes.Fix;
import dev.bursar.tagging.violations.TagFixes.Fixes;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One file that sets many tags. Nothing of AWS's texts means anything in it, and a violation whose fix isn't known stands in it as a
 * comment.
 *
 * @param sets how many tags the file sets by itself
 * @param byHand how many have a value, but must be set elsewhere
 * @param unknown how many have no likely value
 * @param accounts in which it sets some
 * @param left how many were chosen and are not in it
 */
record FixScript(Form form, String text, int sets, int byHand, int unknown, int accounts, long left) {
    /** What a file is for. */
    enum Form {
        CLI("AWS CLI script", "sh", "text/x-shellscript;charset=utf-8"),
        TERRAFORM("Terraform file", "tf", "text/plain;charset=utf-8");

        private final String label;
        private final String ending;
        private final String contentType;

        Form(String label, String ending, String contentType) {
            this.label = label;
            this.ending = ending;
            this.contentType = contentType;
        }

        String label() {
            return label;
        }

        String contentType() {
            return contentType;
        }

        String fileName() {
            return "bursar-tags." + ending;
        }
    }

    static FixScript of(Form form, Fixes fixes, Instant now) {
        return new Writer(form, fixes, now).write();
    }

    /** {@code It sets 18 tags in 2 accounts. 2 violations have no likely value and are comments.} */
    String words() {
        var words = new ArrayList<String>();
        words.add(
                sets == 0
                        ? "It sets no tag by itself."
                        : "It sets " + Formats.count(sets, "tag", "tags") + " in "
                                + Formats.count(accounts, "account", "accounts") + ".");
        if (byHand > 0) {
            words.add(Formats.count(byHand, "tag is a comment", "tags are comments") + ": "
                    + (form == Form.CLI
                            ? "the Tagging API would change more than the tag."
                            : "copy " + (byHand == 1 ? "it into its" : "each into its") + " resource\u2019s block."));
        }
        if (unknown > 0) {
            words.add(Formats.count(
                            unknown, "violation has no likely value and is", "violations have no likely value and are")
                    + (unknown == 1 ? " a comment." : " comments."));
        }
        if (left > 0) {
            words.add(Formats.count(left, "violation is", "violations are")
                    + " left out: a file has at most 500. Filter the list to get the others.");
        }
        return String.join(" ", words);
    }

    private static final class Writer {
        private final Form form;
        private final Fixes fixes;
        private final Instant now;
        private final Set<String> done = new HashSet<>();
        private final Set<String> places = new HashSet<>();
        private int sets;
        private int byHand;
        private int unknown;

        Writer(Form form, Fixes fixes, Instant now) {
            this.form = form;
            this.fixes = fixes;
            this.now = now;
        }

        FixScript write() {
            Map<String, List<Fix>> byPlace = fixes.fixes().stream()
                    .collect(Collectors.groupingBy(
                            fix -> form == Form.CLI
                                    ? fix.row().account()
                                    : fix.row().account() + " " + fix.row().region(),
                            LinkedHashMap::new,
                            Collectors.toList()));
            var parts = new StringBuilder();
            byPlace.values().forEach(place -> parts.append(form == Form.CLI ? shell(place) : blocks(place)));
            var script = new FixScript(form, "", sets, byHand, unknown, places.size(), fixes.left());
            String text = (form == Form.CLI ? "#!/bin/sh\n" : "") + "# Tags proposed by Bursar on "
                    + Formats.momentWithYear(now) + ". " + script.words() + "\n" + head() + parts;
            return new FixScript(form, text, sets, byHand, unknown, places.size(), fixes.left());
        }

        private String head() {
            return form == Form.CLI
                    ? "# Read it before you run it. Run it once with the credentials of each account: it sets only the"
                            + " tags of the account that it runs in.\n"
                            + "# AWS lists the resources that it refuses to tag under FailedResourcesMap.\n\n"
                            + "account=$(aws sts get-caller-identity --query Account --output text) || exit 1\n"
                    : "# aws_ec2_tag sets a tag of a resource that Terraform doesn't manage. Where Terraform manages"
                            + " the resource, put the tag into its block instead.\n"
                            + "# Each part needs a provider of its account and Region.\n";
        }

        private String shell(List<Fix> place) {
            var lines = new StringBuilder();
            int before = sets;
            for (Fix fix : place) {
                lines.append("# ").append(comment(about(fix))).append('\n');
                @Nullable String cli = fix.cli();
                if (counted(fix, cli) && cli != null) {
                    lines.append(cli).append('\n');
                }
            }
            int here = sets - before;
            ViolationRow first = place.getFirst().row();
            String title = "\n# Account " + account(first) + ": " + Formats.count(here, "tag", "tags") + "\n";
            if (here == 0) { // a shell takes no condition without a command
                return title + lines;
            }
            places.add(first.account());
            return title + "if [ \"$account\" = " + quoted(first.account()) + " ]; then\n" + lines + "fi\n";
        }

        private String blocks(List<Fix> place) {
            var lines = new StringBuilder();
            int before = sets;
            for (Fix fix : place) {
                lines.append("\n# ").append(comment(about(fix))).append('\n');
                @Nullable String alone = fix.terraform();
                @Nullable String within = fix.within();
                if (!counted(fix, alone)) {
                    continue;
                }
                if (alone != null) {
                    lines.append(alone);
                } else if (within != null) {
                    within.lines()
                            .forEach(line ->
                                    lines.append("# ").append(comment(line)).append('\n'));
                }
            }
            if (sets > before) {
                places.add(place.getFirst().row().account());
            }
            ViolationRow first = place.getFirst().row();
            return "\n# Account " + account(first) + ", Region " + comment(first.region()) + "\n" + lines;
        }

        /** Whether there is something to write. Two policies may ask for the same tag: the first one sets it. */
        private boolean counted(Fix fix, @Nullable String line) {
            if (fix.value() == null) {
                unknown++;
                return false;
            }
            if (!done.add(fix.row().resource() + " " + fix.row().key())) {
                return false;
            }
            if (line == null) {
                byHand++;
            } else {
                sets++;
            }
            return true;
        }

        private static String account(ViolationRow row) {
            String id = Formats.account(row.account());
            return row.accountName().equals(row.account()) ? id : comment(row.accountName()) + " (" + id + ")";
        }

        /** What is wrong with a resource, and why the value is likely or what is allowed. */
        private String about(Fix fix) {
            String what = fix.row().arn() + ": "
                    + ProblemText.of(fix.row().key(), fix.row().finding());
            if (fix.value() == null) {
                return what + ". No value is likely: the policy allows " + fix.allowed() + ".";
            }
            return what + " \u2192 " + PlainText.cut(fix.value(), 60) + ". " + SignText.of(fix.sign())
                    + (form == Form.CLI && fix.cli() == null
                            ? " Set it where the resource is made: the Tagging API would change more than the tag."
                            : "");
        }
    }
}
