package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.inventory.Arn;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.list.AddressReader;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.policy.Exemption;
import dev.bursar.tagging.policy.ExemptionService;
import dev.bursar.tagging.policy.ExemptionService.Draft;
import dev.bursar.tagging.policy.PolicyService;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** What tag policies leave alone, until when and why. */
@Route(TagLinks.EXEMPTIONS)
@PageTitle("Tag exemptions")
@Menu(order = 5.4, title = "Exemptions")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ExemptionsView extends Div implements AfterNavigationObserver {
    private static final int SHORT = 60;
    private static final int LONGEST_ARN = 2_048;

    private final ExemptionService service;
    private final PolicyService policies;
    private final Clock clock;
    private final boolean admin;
    private final PageHeader header = new PageHeader("Tag exemptions");
    private final AddressNotice notice = new AddressNotice();
    private final Button exempt;
    private final LoadedPart<Loaded> content;
    private Optional<String> resource = Optional.empty();
    private Optional<Integer> policy = Optional.empty();
    private List<TagPolicy> offered = List.of();

    ExemptionsView(ExemptionService service, PolicyService policies, Scope scope, Workers workers, Clock clock) {
        this.service = service;
        this.policies = policies;
        this.clock = clock;
        admin = scope.has(Role.ADMIN);
        exempt = Buttons.primary("New exemption\u2026", click -> dialog().open());
        exempt.setVisible(false);
        header.actions(exempt);
        content = new LoadedPart<>(workers, clock, this::load, this::shown)
                .failure("Exemptions could not be loaded", "Nothing was lost.");
        addClassNames("page", "tags");
        add(header, new SectionTabs(TabSection.TAGS, TagLinks.EXEMPTIONS), content);
    }

    private record Loaded(
            List<Exemption> exemptions,
            List<TagPolicy> policies,
            Map<Integer, String> names,
            Map<String, String> accounts) {}

    private Loaded load() {
        return new Loaded(service.all(), policies.all(), policies.names(), policies.accountNames());
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var reader = new AddressReader(
                event.getLocation().getQueryParameters().getParameters(), Set.of(TagLinks.RESOURCE, TagLinks.POLICY));
        resource = reader.single(
                TagLinks.RESOURCE,
                text -> text.isBlank() || text.length() > LONGEST_ARN ? Optional.empty() : Optional.of(text),
                "expected an ARN");
        policy = reader.single(
                TagLinks.POLICY,
                text -> text.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
                "expected the number of a policy");
        notice.tell(reader.ignored());
        content.load(Skeleton.table("Loading exemptions", 4, false));
    }

    private Component shown(Loaded loaded) {
        offered = loaded.policies();
        boolean any = !loaded.exemptions().isEmpty();
        exempt.setVisible(admin && any);
        long hold = loaded.exemptions().stream()
                .filter(exemption -> exemption.holdsOn(Today.of(clock)))
                .count();
        header.facts(
                any
                        ? Formats.count(loaded.exemptions().size(), "exemption", "exemptions")
                                + (hold == loaded.exemptions().size()
                                        ? ""
                                        : ", of which " + Formats.count(hold, "applies", "apply") + " today")
                        : "Not in use");
        if (resource.isPresent() || policy.isPresent()) {
            openPrefilled();
        }
        return any ? table(loaded) : none();
    }

    /** Once: what is loaded again later doesn't open it again. */
    private void openPrefilled() {
        if (admin) {
            dialog().of(resource, policy).open();
        } else {
            Notices.warning("Only an admin can add exemptions. Ask an admin of your organisation.");
        }
        resource = Optional.empty();
        policy = Optional.empty();
    }

    private ExemptionDialog dialog() {
        return new ExemptionDialog(offered, Today.of(clock), this::add);
    }

    private void add(Draft draft) {
        service.add(draft);
        Notices.success("Exemption added. Its violations are listed as exempt.");
        content.reload();
    }

    private EmptyState none() {
        String use =
                "An exemption takes a resource, a type or an account out of tag policies until a day that you choose,"
                        + " for example during a migration.";
        if (!admin) {
            return EmptyState.notSetUp(
                    Icons.TAGS,
                    "Exemptions leave resources alone for a while",
                    use + " An admin of your organisation can add exemptions.");
        }
        return EmptyState.notSetUp(Icons.TAGS, "Exemptions leave resources alone for a while", use)
                .actions(Buttons.primary("New exemption\u2026", click -> dialog().open()));
    }

    private Section table(Loaded loaded) {
        LocalDate today = Today.of(clock);
        Grid<Exemption> grid = Tables.grid("policies-table", "Exemptions from tag policies");
        Tables.sized(grid.addComponentColumn(exemption -> what(exemption, loaded)), "Exempt", 180, 3)
                .setFrozen(true);
        Tables.wideOnly(grid.addComponentColumn(exemption -> new Span(ExemptionText.policy(exemption, loaded.names()))))
                .setHeader("Policy")
                .setWidth("110px")
                .setFlexGrow(1);
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(ExemptionsView::reason)), "Reason", 170, 3);
        Tables.sized(Tables.wideOnly(grid.addColumn(ExemptionText::days)), "Days", 190, 0);
        Tables.wideOnly(grid.addComponentColumn(exemption -> PlainText.name(exemption.createdBy())))
                .setHeader("Added by")
                .setWidth("110px")
                .setFlexGrow(1);
        Tables.sized(grid.addComponentColumn(exemption -> ExemptionText.state(exemption, today)), "State", 104, 0);
        if (admin) {
            grid.addComponentColumn(exemption -> action(exemption, today))
                    .setHeader(Styled.span("visually-hidden", "Actions"))
                    .setWidth("80px")
                    .setFlexGrow(0);
        }
        grid.setItems(loaded.exemptions());
        grid.setAllRowsVisible(loaded.exemptions().size() <= SHORT);
        return new Section().flush().with(grid);
    }

    private static Component what(Exemption exemption, Loaded loaded) {
        Component name = switch (exemption.scope()) {
            case RESOURCE -> PlainText.name(Arn.of(exemption.value()).name());
            case TYPE -> PlainText.id(exemption.value());
            case ACCOUNT -> new Span(PolicyText.account(exemption.value(), loaded.accounts()));
        };
        Div cell = Tables.twoLines(name, kind(exemption, loaded));
        if (exemption.scope() == Exemption.Scope.RESOURCE) {
            cell.getElement().setAttribute("title", PlainText.full(exemption.value()));
        }
        var narrow = new Span(ExemptionText.policy(exemption, loaded.names()) + ", " + ExemptionText.days(exemption));
        narrow.addClassNames("second-line", "narrow-line");
        cell.add(narrow);
        return cell;
    }

    private static String kind(Exemption exemption, Loaded loaded) {
        return exemption.scope() == Exemption.Scope.RESOURCE
                ? Arn.of(exemption.value()).type() + " \u00B7 "
                        + loaded.accounts()
                                .getOrDefault(
                                        Arn.of(exemption.value()).account(),
                                        Formats.account(
                                                Arn.of(exemption.value()).account()))
                : ExemptionText.scope(exemption.scope());
    }

    private static Component reason(Exemption exemption) {
        return Styled.span("wraps", PlainText.cut(exemption.reason(), 500));
    }

    private Component action(Exemption exemption, LocalDate today) {
        if (!ExemptionText.isToCome(exemption, today)) {
            return new Span();
        }
        var end = Buttons.link("End\u2026", click -> end(exemption));
        end.setAriaLabel("End exemption of " + PlainText.cutMiddle(exemption.value(), 80));
        return end;
    }

    private void end(Exemption exemption) {
        var dialog = new ConfirmDialog();
        dialog.setHeader("End this exemption?");
        dialog.setText("Violations of " + PlainText.cutMiddle(exemption.value(), 120)
                + " are listed as open again. An ended exemption can\u2019t be resumed, but a new one can be added.");
        dialog.setCancelable(true);
        dialog.setConfirmText("End exemption");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> {
            UserAction.of(() -> {
                        if (service.end(exemption.id())) {
                            Notices.success("Exemption ended.");
                        } else {
                            Notices.warning("Someone ended this exemption before you.");
                        }
                    })
                    .run();
            content.reload();
        });
        dialog.open();
    }
}
