package dev.bursar.tagging.ui.fixes;

import com.vaadin.flow.component.html.Span;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.ui.PlainText;

/** What is wrong with a tag, in words. Keys and values are shown as text in which every character can be seen. */
public final class ProblemText {
    private static final int LONGEST = 60;

    private ProblemText() {}

    /** {@code team is missing}, {@code team is “fruad”}, {@code team is “Fraud”: case or spaces}; for a cell. */
    public static String of(String key, Finding finding) {
        return finding.problem() == Problem.VALUE_CASE
                ? named(key) + " is " + quoted(finding) + ": case or spaces"
                : sentence(key, finding);
    }

    /** The same with what a reader may not know: {@code team is “Fraud”, which is allowed only as written in the policy}. */
    public static String sentence(String key, Finding finding) {
        return switch (finding.problem()) {
            case MISSING -> named(key) + " is missing";
            case EMPTY -> named(key) + " is empty";
            case VALUE -> named(key) + " is " + quoted(finding);
            case VALUE_CASE ->
                named(key) + " is " + quoted(finding) + ", which is allowed only as written in the policy";
            case KEY_CASE -> "the key is " + quoted(finding);
        };
    }

    /** {@link #of} with the whole key and value in a tooltip where they are cut. */
    public static Span cell(String key, Finding finding) {
        var cell = new Span(of(key, finding));
        cell.addClassName("plain-text");
        String whole = whole(key, finding);
        if (!whole.isEmpty()) {
            cell.setTitle(whole);
        }
        return cell;
    }

    /** The whole key and value where {@link #of} cuts them; else empty. */
    public static String whole(String key, Finding finding) {
        String found = finding.found() == null ? "" : finding.found();
        return isCut(key) || isCut(found)
                ? PlainText.full(key) + (found.isEmpty() ? "" : ": \u201C" + PlainText.full(found) + "\u201D")
                : "";
    }

    /** What a count is of: {@code Value is not allowed}. */
    public static String kind(Problem problem) {
        return switch (problem) {
            case MISSING -> "Tag is missing";
            case EMPTY -> "Value is empty";
            case VALUE -> "Value is not allowed";
            case VALUE_CASE -> "Value differs in case or spaces";
            case KEY_CASE -> "Key differs in case or spaces";
        };
    }

    private static String named(String key) {
        return PlainText.cut(key, LONGEST);
    }

    private static String quoted(Finding finding) {
        String found = finding.found() == null ? "" : finding.found();
        return "\u201C" + PlainText.cut(found, LONGEST) + "\u201D";
    }

    private static boolean isCut(String text) {
        return text.codePointCount(0, text.length()) > LONGEST;
    }
}
