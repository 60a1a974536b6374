package dev.bursar.efficiency.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.bursar.access.SignedInAs;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.efficiency.prices.MissingPrice;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.SectionTabs;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class PricesViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    private WorkloadRows rows;

    @BeforeEach
    void noPrices() {
        workers.forget();
        var owner = database.owner();
        WorkloadRows.clear(JdbcClient.create(owner));
        owner.destroy();
        rows = new WorkloadRows(database.jdbc());
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String open() {
        UI.getCurrent().navigate(EfficiencyLinks.PRICES);
        finish();
        return Texts.of(find(PricesView.class).single());
    }

    /** What the rows of the only table say; their buttons are there from then on. */
    @SuppressWarnings("unchecked")
    private String rows() {
        Grid<Object> grid = (Grid<Object>) find(Grid.class).single();
        return IntStream.range(0, test(grid).size())
                .boxed()
                .flatMap(row -> IntStream.range(0, grid.getColumns().size())
                        .mapToObj(
                                column -> grid.getColumns().get(column).getRenderer() instanceof ComponentRenderer<?, ?>
                                        ? Texts.of(test(grid).getCellComponent(row, column))
                                        : test(grid).getCellText(row, column)))
                .collect(Collectors.joining("|"));
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private void click(String button) {
        test(find(Button.class).withText(button).all().getLast()).click();
        finish();
    }

    private TextField field(String label) {
        return find(TextField.class)
                .withPropertyValue(TextField::getLabel, label)
                .single();
    }

    private String stored() {
        return database.jdbc().sql("""
            select coalesce(string_agg(usd_per_hour || ' ' || vcpus || ' ' || memory_gib || ' ' || gpus || ' ' || gpu_memory_gib || ' '
                              || gpu || ' ' || architecture, '; ' order by id), '')
              from ml_price_typed where ended_at is null
            """).query(String.class).single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsMissingIsTypedWithEachMistakeSaidAtItsField() {
        rows.endpoint("tide").add();
        assertThat(open())
                .contains("1 instance type without a price, used by 1 workload", "Instance types without a price")
                .as("no claim about prices that are not read")
                .contains("Bursar reads the prices of SageMaker instances from AWS");
        assertThat(rows()).contains("ml.m5.4xlarge", "Endpoints", "eu-central-1", "|1|");
        click("New price\u2026");
        assertThat(Texts.of(find(PriceDialog.class).single()))
                .as("what the price is of stands there, and isn't asked again")
                .contains("ml.m5.4xlarge, Endpoints \u00B7 eu-central-1");
        assertThat(find(TextField.class)
                        .withPropertyValue(TextField::getLabel, "Region")
                        .all())
                .isEmpty();
        field("On-Demand price per hour").setValue("0,922");
        field("vCPUs").setValue("many");
        field("Memory").setValue("64");
        field("GPUs").setValue("1.5");
        click("Save price");
        assertThat(field("On-Demand price per hour").getErrorMessage()).startsWith("Use a point for decimals");
        assertThat(field("vCPUs").getErrorMessage()).isEqualTo("Enter a number, such as 4.");
        assertThat(field("GPUs").getErrorMessage()).startsWith("Enter a whole number");
        field("On-Demand price per hour").setValue("0");
        field("vCPUs").setValue("16");
        field("GPUs").setValue("0");
        click("Save price");
        assertThat(field("On-Demand price per hour").getErrorMessage()).isEqualTo("Enter a price above 0.");
        assertThat(field("Memory").getValue()).as("nothing is lost").isEqualTo("64");
        field("On-Demand price per hour").setValue("0.922");
        click("Save price");
        assertThat(stored()).isEqualTo("0.922 16 64 0 0  x86_64");
        assertThat(find(PriceDialog.class).all()).as("the dialog is closed").isEmpty();
        assertThat(Texts.of(find(PricesView.class).single())).contains("1 custom price");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    @SuppressWarnings("unchecked")
    void theHeadersButtonAsksFirstWhichTypeAndThenForItsPriceOrForAnother() {
        rows.endpoint("tide").add();
        open();
        test(find(Button.class).withText("New price\u2026").all().getFirst()).click();
        finish();
        Select<Optional<MissingPrice>> which = find(Select.class)
                .withPropertyValue(Select::getLabel, "Instance type without a price")
                .single();
        assertThat(which.getValue().map(one -> one.place().type())).contains("ml.m5.4xlarge");
        assertThat(find(TextField.class)
                        .withPropertyValue(TextField::getLabel, "Region")
                        .all())
                .isEmpty();
        which.setValue(Optional.empty());
        assertThat(field("Region").getValue()).isEmpty();
        assertThat(field("Instance type").getValue()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void nobodysPriceIsOverwrittenAndOneIsRemovedAfterAQuestion() {
        database.jdbc().sql("""
            insert into ml_price_typed (region, component, instance_type, usd_per_hour, vcpus, memory_gib, gpus, gpu_memory_gib,
                   gpu, architecture, typed_by, typed_at)
            values ('eu-central-1', 'Hosting', 'ml.g5.xlarge', 1.408, 4, 16, 1, 24, 'NVIDIA A10G', 'x86_64', 'Ada', now())
            """).update();
        open();
        assertThat(rows())
                .contains("ml.g5.xlarge", "$1.408", "4 vCPUs, 16 GiB, 1 \u00D7 NVIDIA A10G with 24 GiB", "Ada", "yes");
        click("Edit\u2026");
        assertThat(field("Instance type").isReadOnly()).isTrue();
        field("On-Demand price per hour").setValue("1.5");
        // somebody else is faster
        database.jdbc().sql("update ml_price_typed set ended_at = now()").update();
        database.jdbc().sql("""
            insert into ml_price_typed (region, component, instance_type, usd_per_hour, vcpus, memory_gib, gpus, gpu_memory_gib,
                   gpu, architecture, typed_by, typed_at)
            values ('eu-central-1', 'Hosting', 'ml.g5.xlarge', 1.6, 4, 16, 1, 24, 'NVIDIA A10G', 'x86_64', 'Eve', now())
            """).update();
        click("Save price");
        assertThat(Texts.of(find(PriceDialog.class).single()))
                .contains(
                        "Someone changed this price",
                        "$1.60 an hour",
                        "$1.50 an hour",
                        "1 \u00D7 NVIDIA A10G with 24 GiB");
        assertThat(stored()).startsWith("1.6 ");
        click("Keep yours");
        click("Save price");
        assertThat(stored()).isEqualTo("1.5 4 16 1 24 NVIDIA A10G x86_64");

        assertThat(rows()).contains("$1.50");
        click("Remove\u2026");
        test(find(ConfirmDialog.class).single()).confirm();
        finish();
        assertThat(stored()).isEmpty();
        assertThat(Texts.of(find(PricesView.class).single())).contains("Custom prices fill the gaps");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whoIsNoAdminSeesPricesAndChangesNone() {
        assertThat(open()).contains("An admin of your organisation can add prices");
        rows.endpoint("tide").add();
        assertThat(open()).contains("1 instance type without a price");
        assertThat(rows()).contains("ml.m5.4xlarge");
        assertThat(find(SectionTabs.class).single().isVisible()).isTrue();
        assertThat(find(Button.class).withText("New price\u2026").all().stream().noneMatch(Button::isVisible))
                .isTrue();
    }
}
