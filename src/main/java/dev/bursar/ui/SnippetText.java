package dev.bursar.ui;

/**
 * Texts of AWS or of a person in what somebody copies into a shell, into Terraform or into CloudFormation: they mean nothing there, and
 * nothing of them is hidden or reordered.
 */
public final class SnippetText {
    private SnippetText() {}

    /** For a POSIX shell: nothing within single quotes means anything. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** A string of JSON, which YAML takes too. What can't be seen is escaped, since YAML ends lines at U+0085, U+2028 and U+2029 too. */
    public static String json(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (isUnseen(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** A string of Terraform's language, in which a dollar or percent sign before a brace begins an expression. */
    public static String hcl(String text) {
        return json(text).replace("${", "$${").replace("%{", "%%{");
    }

    /** Within a comment, on one line. */
    public static String comment(String text) {
        var comment = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isUnseen(text.charAt(i))) {
                comment.setCharAt(i, ' ');
            }
        }
        return comment.toString();
    }

    private static boolean isUnseen(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
