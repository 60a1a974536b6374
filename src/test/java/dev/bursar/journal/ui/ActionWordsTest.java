package dev.bursar.journal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ActionWordsTest {
    private static final Pattern CALL = Pattern.compile("journal\\s*\\.\\s*(record|recordAs|denied)\\(");
    private static final Pattern ACTION = Pattern.compile("\"([a-z]+(-[a-z]+)*)\"");

    /** The action's argument of each call: the first one, after the actor where there is one. */
    private static List<String> actions(String source) {
        return CALL.matcher(source)
                .results()
                .flatMap(call -> {
                    int start = call.end();
                    if (call.group(1).equals("recordAs")) {
                        start = end(source, start) + 1;
                    }
                    return ACTION.matcher(source.substring(start, end(source, start)))
                            .results()
                            .map(found -> found.group(1));
                })
                .toList();
    }

    /** Where the argument that begins here ends. */
    private static int end(String source, int start) {
        int depth = 0;
        for (int i = start; i < source.length(); i++) {
            char c = source.charAt(i);
            if (depth == 0 && (c == ',' || c == ')')) {
                return i;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return source.length();
    }

    @Test
    void everyActionThatBursarRecordsHasWords() throws IOException {
        var recorded = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                recorded.addAll(actions(Files.readString(file)));
            }
        }
        assertThat(recorded).contains("signed-in", "person-enabled", "person-disabled", "sync-run-ended", "denied");
        assertThat(recorded)
                .allSatisfy(action -> assertThat(ActionNames.of(action)).isNotEqualTo(action));
    }

    @Test
    void anUnknownActionIsShownAsItIs() {
        assertThat(ActionNames.of("moved-mountains")).isEqualTo("moved-mountains");
    }
}
