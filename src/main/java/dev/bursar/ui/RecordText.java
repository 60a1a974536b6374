package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import module java.base;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An event's record as indented JSON, of which a search leaves the lines that match and those around them. */
public final class RecordText extends Div {
    private static final int AROUND = 2;
    private static final int MOST_LINES = 5_000;
    private static final int LONGEST = 400_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private final List<String> lines;
    private final Span found = new Span();
    private final Pre text = new Pre();
    private final SearchField search = new SearchField("Search this record", "Search this record", this::show);

    public RecordText(String record) {
        String pretty = pretty(record);
        lines = pretty.lines().limit(MOST_LINES).map(RecordText::visible).toList();
        addClassName("code-block");
        found.addClassName("note");
        found.getElement().setAttribute("role", "status");
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", "Record");
        var head = Styled.div("record-head", search, Buttons.copy("Copy", pretty));
        add(head, found, text);
        show();
    }

    private static String pretty(String record) {
        try {
            var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
            String pretty = JSON.writer().with(printer).writeValueAsString(JSON.readTree(record));
            return pretty.length() <= LONGEST ? pretty : record;
        } catch (JacksonException e) {
            return record;
        }
    }

    /** The line with its indentation, and with what can't be seen made visible. */
    private static String visible(String line) {
        String rest = line.stripLeading();
        return " ".repeat(line.length() - rest.length()) + PlainText.clean(rest);
    }

    private void show() {
        if (search.getValue().isBlank()) {
            found.setVisible(false);
            text.setText(String.join("\n", lines));
            return;
        }
        var shown = new boolean[lines.size()];
        int matches = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (search.matches(Stream.of(lines.get(i)))) {
                matches++;
                for (int near = Math.max(0, i - AROUND); near <= Math.min(lines.size() - 1, i + AROUND); near++) {
                    shown[near] = true;
                }
            }
        }
        found.setText(matches == 1 ? "1 line matches" : Formats.count(matches) + " lines match");
        found.setVisible(true);
        text.setText(String.join("\n", only(shown)));
    }

    private List<String> only(boolean[] shown) {
        var kept = new ArrayList<String>();
        for (int i = 0; i < shown.length; i++) {
            if (shown[i]) {
                kept.add(lines.get(i));
            } else if (!kept.isEmpty() && !kept.getLast().equals("\u2026")) {
                kept.add("\u2026");
            }
        }
        return kept;
    }
}
