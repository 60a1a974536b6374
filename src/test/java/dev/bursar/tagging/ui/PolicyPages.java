package dev.bursar.tagging.ui;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of policies and exemptions, with resources of {@link ResourceRows}. */
abstract class PolicyPages extends SpringBrowserlessTest {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    ResourceRows resources;

    @BeforeEach
    void noPolicies() {
        var owner = database.owner();
        ResourceRows.clear(JdbcClient.create(owner));
        owner.destroy();
        resources = new ResourceRows(database.jdbc());
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    void go(String address) {
        String[] parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length > 1 ? parts[1] : ""));
        finish();
    }

    void finish() {
        workers.run();
        roundTrip();
    }

    void click(String button) {
        test(find(Button.class).withText(button).single()).click();
        finish();
    }

    boolean offers(String button) {
        return !find(Button.class).withText(button).all().isEmpty();
    }

    String notices() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    String told(Class<? extends Component> view) {
        return Texts.of(find(view).single());
    }

    TextField field(String label) {
        return find(TextField.class)
                .withPropertyValue(TextField::getLabel, label)
                .single();
    }

    void enter(String label, String text) {
        test(field(label)).setValue(text);
        finish();
    }

    void write(String label, String text) {
        test(find(TextArea.class).withPropertyValue(TextArea::getLabel, label).single())
                .setValue(text);
        finish();
    }

    @SuppressWarnings("unchecked")
    void radio(String label, String words) {
        test((RadioButtonGroup<Object>) find(RadioButtonGroup.class)
                        .withPropertyValue(RadioButtonGroup::getLabel, label)
                        .single())
                .selectItem(words);
        finish();
    }

    /** What a table's row shows, column by column. */
    @SuppressWarnings("unchecked")
    String row(int at) {
        Grid<Object> grid = (Grid<Object>) find(Grid.class).single();
        return IntStream.range(0, grid.getColumns().size())
                .mapToObj(column -> grid.getColumns().get(column).getRenderer() instanceof ComponentRenderer<?, ?>
                        ? Texts.of(test(grid).getCellComponent(at, column))
                        : test(grid).getCellText(at, column))
                .collect(Collectors.joining(" | "));
    }
}
