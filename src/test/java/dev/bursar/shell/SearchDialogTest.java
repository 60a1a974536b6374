package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.dom.DebouncePhase;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** The search as it is used by keyboard, with what a browser would send. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class SearchDialogTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void teams() {
        ChargeFixture.load(portal);
        UI.getCurrent().navigate("glossary");
        roundTrip();
        workers.forget();
        send(find(MainLayout.class).single(), "bursar-search", Map.of());
        roundTrip();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private static void send(Component to, String event, Map<String, String> data) {
        var json = JsonNodeFactory.instance.objectNode();
        data.forEach(json::put);
        if (event.equals("input")) {
            json.put("for", DebouncePhase.TRAILING.getIdentifier());
        }
        // what the listeners of keys ask the browser first
        to.getElement().getNode().getFeature(ElementListenerMap.class).getExpressions(event).stream()
                .filter(expression -> expression.contains("includes(event.key)"))
                .forEach(filter -> json.put(filter, true));
        to.getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(to.getElement(), event, json));
    }

    private Input field() {
        return find(Input.class).withClassName("search-field").single();
    }

    private void type(String words) {
        send(field(), "input", Map.of("element.value", words));
    }

    private void press(String key, String words) {
        send(field(), "keydown", Map.of("element.value", words, "event.key", key));
    }

    private void answer() {
        workers.run();
        roundTrip();
    }

    private Stream<Element> options() {
        return find(Anchor.class).all().stream()
                .map(Component::getElement)
                .filter(element -> "option".equals(element.getAttribute("role")));
    }

    private List<String> found() {
        return options().map(option -> option.getChild(0).getTextRecursively()).toList();
    }

    private String chosen() {
        var chosen = options()
                .filter(option -> "true".equals(option.getAttribute("aria-selected")))
                .toList();
        assertThat(chosen).hasSize(1);
        assertThat(field().getElement().getAttribute("aria-activedescendant"))
                .isEqualTo(chosen.getFirst().getAttribute("id"));
        return chosen.getFirst().getChild(0).getTextRecursively();
    }

    private boolean open() {
        return find(SearchDialog.class).all().stream().anyMatch(SearchDialog::isOpened);
    }

    private static String path() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPath();
    }

    private String words() {
        return Texts.of(find(SearchDialog.class).single());
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void withNothingTypedItShowsThePagesThatThePersonMayOpen() {
        assertThat(open()).isTrue();
        assertThat(found())
                .startsWith("Overview", "Spend", "Anomalies", "Chargeback", "Budgets", "Violations")
                .contains("What changed", "Glossary", "Account")
                .doesNotContain("People", "Sync", "Admin");
        assertThat(chosen()).isEqualTo("Overview");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void arrowsChooseAndEnterOpens() {
        type("vision");
        answer();
        assertThat(chosen()).isEqualTo("Vision");
        type("s");
        answer();
        assertThat(found().subList(0, 2)).containsExactly("Spend", "Sync");
        press("ArrowDown", "s");
        assertThat(chosen()).isEqualTo("Sync");
        press("ArrowUp", "s");
        press("ArrowUp", "s");
        assertThat(chosen()).isEqualTo(found().getLast());
        press("ArrowDown", "s");
        press("ArrowDown", "s");
        press("Enter", "s");
        assertThat(open()).isFalse();
        assertThat(path()).isEqualTo("sync");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void enterBeforeTheAnswerOpensTheBestOfWhatWasTypedLast() {
        type("sp");
        answer();
        press("Enter", "vision");
        assertThat(open()).isTrue();
        answer();
        assertThat(open()).isFalse();
        assertThat(path()).startsWith("admin/teams/");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void whereNothingIsFoundItSaysWhatWasSearched() {
        for (var words : List.of("fraud", "<b>no</b>", "\u202Etxet")) {
            type(words);
            answer();
            assertThat(found()).isEmpty();
            assertThat(field().getElement().getAttribute("aria-expanded")).isEqualTo("false");
            assertThat(words())
                    .contains("Nothing found for \u201C", "Searched by name or id: pages, teams, accounts, workloads")
                    .doesNotContain("people");
        }
        assertThat(words()).contains("\u2039U+202E\u203Atxet");
        press("Enter", "\u202Etxet");
        assertThat(open()).isTrue();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aKindThatCouldNotBeSearchedIsNamedAndTheOthersAreShown() {
        try (var owner = database.owner()) {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql("alter table ml_workload rename to ml_workload_away").update();
            try {
                type("vision");
                answer();
            } finally {
                jdbc.sql("alter table ml_workload_away rename to ml_workload").update();
            }
        }
        assertThat(found()).contains("Vision");
        assertThat(words()).contains("Workloads could not be searched. Reference ");
    }
}
