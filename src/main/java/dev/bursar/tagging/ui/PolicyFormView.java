package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.inventory.Resource;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Today;
import dev.bursar.list.AddressReader;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.policy.PolicyRefused;
import dev.bursar.tagging.policy.PolicyService;
import dev.bursar.tagging.policy.PolicyService.Choices;
import dev.bursar.tagging.policy.PolicyService.Example;
import dev.bursar.tagging.policy.PolicyService.Preset;
import dev.bursar.tagging.policy.PolicyService.Preview;
import dev.bursar.tagging.policy.PolicyService.Usual;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.tagging.ui.fixes.ProblemText;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StaleChoice;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Adds or changes a tag policy. It is saved after a look at what it finds. */
@Route(TagLinks.NEW_POLICY)
@RouteAlias(TagLinks.POLICIES + "/:" + TagLinks.POLICY)
@PageTitle("Tag policy")
@RolesAllowed(Role.ADMIN_NAME)
class PolicyFormView extends Div implements AfterNavigationObserver {
    private static final String FIRST =
            "Preview the policy to see which resources violate it today, before you save it.";
    private static final String AGAIN =
            "You changed the policy after the preview. Preview it again before you save it.";

    /** Stands for a name that isn't entered yet; what a policy finds doesn't depend on it. */
    private static final String UNNAMED = "New policy";

    private final PolicyService service;
    private final Clock clock;
    private final PageWork previews;
    private final PageHeader header = new PageHeader("New policy");
    private final AddressNotice notice = new AddressNotice();
    private final LoadedPart<Opened> content;
    private final Div conflict = new Div();
    private final Div preview = Styled.stack();
    private final Button save = Buttons.primary("Save policy", click -> save());
    private final Button look = Buttons.primary("Preview", click -> preview());
    private Optional<Integer> asked = Optional.empty();
    private Optional<Integer> preset = Optional.empty();
    private Map<String, String> accounts = Map.of();
    private @Nullable PolicyForm form;
    private @Nullable TagPolicy stored;
    private @Nullable TagPolicy previewed;
    private boolean seen;

    PolicyFormView(PolicyService service, Workers workers, Clock clock) {
        this.service = service;
        this.clock = clock;
        previews = new PageWork(this, workers);
        content = new LoadedPart<>(workers, clock, this::open, this::shown)
                .failure("The policy could not be loaded", "Nothing was lost.");
        addClassNames("page", "tags");
        preview.getElement().setAttribute("aria-live", "polite");
        add(header, new SectionTabs(TabSection.TAGS, TagLinks.POLICIES), content);
    }

    private record Opened(
            Choices choices, Optional<TagPolicy> policy, List<Preset> presets, Map<String, String> accounts) {}

    private Opened open() {
        return new Opened(service.choices(), asked.flatMap(service::find), service.presets(), service.accountNames());
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = event.getRouteParameters()
                .get(TagLinks.POLICY)
                .map(text -> text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : 0);
        var reader =
                new AddressReader(event.getLocation().getQueryParameters().getParameters(), Set.of(TagLinks.PRESET));
        preset = reader.single(
                TagLinks.PRESET,
                text -> text.matches("\\d") ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
                "expected the number of a preset");
        notice.tell(reader.ignored());
        header.title(asked.isPresent() ? "Edit policy" : "New policy");
        content.load(Skeleton.table("Looking up resource types and accounts", 8, false));
    }

    private Component shown(Opened opened) {
        accounts = opened.accounts();
        header.facts(new FactLine("Checked against every resource that has been read"));
        header.breadcrumb(
                List.of(new RouterLink("Tag policies", PoliciesView.class)),
                asked.isPresent() ? "Edit policy" : "New policy");
        stored = opened.policy().orElse(null);
        if (asked.isPresent() && stored == null) {
            return EmptyState.missing("Policy not found", "It doesn\u2019t exist, or it was removed.")
                    .actions(Buttons.primary("See tag policies", click -> back()));
        }
        if (stored != null) {
            header.title(stored.name());
        }
        TagPolicy begin = opened.policy()
                .or(() -> preset.filter(index -> index < opened.presets().size())
                        .map(index -> opened.presets().get(index).draft()))
                .orElseGet(() -> blank(opened, Today.of(clock)));
        var fields = new PolicyForm(opened.choices(), begin, accounts, this::changed);
        form = fields;
        conflict.removeAll();
        unseen(FIRST);
        if (!begin.key().isEmpty()) {
            lookAtOnce(named(begin, begin.name().isBlank() ? UNNAMED : begin.name()));
        }
        var buttons = Styled.div("form-buttons", look, save, Buttons.neutral("Cancel", click -> back()));
        buttons.addClassName("form-actions");
        var columns = new Div(new Section("Policy").with(conflict, fields, buttons), preview);
        columns.addClassNames("columns", "halves");
        return columns;
    }

    /** With the tag key that names teams, where there is one. */
    private static TagPolicy blank(Opened opened, LocalDate today) {
        return opened.presets().stream()
                .filter(one -> one.usual() == Usual.TEAM)
                .map(one -> named(one.draft(), ""))
                .findFirst()
                .orElseGet(() ->
                        new TagPolicy(0, "", "", false, new ValueRule.Any(), null, null, false, false, today, 14, 0));
    }

    /** Shows what the policy finds as it is opened; a new one can be saved then. */
    private void lookAtOnce(TagPolicy begin) {
        seen = true;
        previews.ask(
                () -> service.preview(begin),
                found -> {
                    if (stored == null) {
                        previewed(begin, found);
                    } else {
                        found(begin, found);
                    }
                },
                problem -> seen = false);
    }

    /** What was previewed is no longer what is entered. */
    private void changed() {
        if (seen || !look.isEnabled()) {
            previews.forget();
            unseen(AGAIN);
        }
    }

    private void unseen(String words) {
        previewed = null;
        seen = false;
        save.setVisible(false);
        look.setVisible(true);
        look.setEnabled(true);
        preview.removeAll();
        preview.add(new Section("What it finds").with(new Paragraph(words)));
    }

    private void preview() {
        PolicyForm fields = form;
        if (fields == null) {
            return;
        }
        fields.read().map(this::numbered).ifPresent(draft -> {
            look.setEnabled(false);
            preview.removeAll();
            preview.add(Skeleton.table("Checking resources against the policy", 6, false));
            previews.ask(() -> service.preview(draft), found -> previewed(draft, found), problem -> {
                unseen(FIRST);
                UserAction.of(() -> {
                            throw problem;
                        })
                        .on(PolicyRefused.class, fields::refused)
                        .run();
            });
        });
    }

    private void previewed(TagPolicy draft, Preview found) {
        previewed = draft;
        save.setVisible(true);
        look.setVisible(false);
        look.setEnabled(true);
        found(draft, found);
    }

    private void found(TagPolicy draft, Preview found) {
        seen = true;
        preview.removeAll();
        preview.add(PolicyPreviewSection.of(found, draft, accounts, Today.of(clock)));
    }

    /** With the number and version of the policy that is changed. */
    private TagPolicy numbered(TagPolicy draft) {
        TagPolicy before = stored;
        return before == null ? numbered(draft, 0, 0) : numbered(draft, before.id(), before.version());
    }

    private static TagPolicy numbered(TagPolicy draft, int id, int version) {
        return copy(draft, id, draft.name(), version);
    }

    private static TagPolicy named(TagPolicy draft, String name) {
        return copy(draft, draft.id(), name, draft.version());
    }

    private static TagPolicy copy(TagPolicy draft, int id, String name, int version) {
        return new TagPolicy(
                id,
                name,
                draft.key(),
                draft.anyKeyCase(),
                draft.rule(),
                draft.types(),
                draft.accounts(),
                draft.withFree(),
                draft.withServiceMade(),
                draft.from(),
                draft.graceDays(),
                version);
    }

    private void save() {
        PolicyForm fields = form;
        if (fields == null || previewed == null) {
            return;
        }
        TagPolicy draft = named(previewed, fields.name());
        UserAction.of(() -> {
                    service.save(numbered(draft));
                    Notices.success("Policy saved. Resources are checked against it now.");
                    back();
                })
                .on(PolicyRefused.class, fields::refused)
                .stale(() -> stale(draft))
                .denied("You no longer have permission to change tag policies. Nothing was saved.")
                .run();
    }

    private void stale(TagPolicy yours) {
        UserAction.of(() -> {
                    Optional<TagPolicy> theirs = service.find(numbered(yours).id());
                    conflict.removeAll();
                    conflict.add(new StaleChoice(
                            "policy",
                            theirs.map(policy -> PolicyText.whole(policy, accounts)),
                            PolicyText.whole(yours, accounts),
                            content::reload,
                            () -> {
                                stored = theirs.orElse(null);
                                conflict.removeAll();
                            }));
                })
                .run();
    }

    private void back() {
        getUI().ifPresent(ui -> ui.navigate(PoliciesView.class));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        previews.forget();
    }

    /** What a policy would find: how many resources violate it, at what cost, and the dearest of them. */
    static final class PolicyPreviewSection {
        private PolicyPreviewSection() {}

        /** @param accounts names by id */
        static Component of(Preview preview, TagPolicy policy, Map<String, String> accounts, LocalDate today) {
            var all = Styled.stack();
            var summary = new Section("What it finds");
            var first = new Paragraph(found(preview));
            first.addClassName("strong");
            summary.with(first);
            if (preview.found() > 0) {
                summary.with(new Paragraph(cost(preview)));
            }
            if (policy.from().isAfter(today)) {
                summary.with(new Paragraph("The policy applies from " + Formats.date(policy.from())
                        + ". This is what it would find with the tags of today."));
            }
            all.add(summary);
            if (preview.found() > 0) {
                all.add(problems(preview), examples(preview, policy, accounts));
            }
            return all;
        }

        /** {@code 312 resources violate it, of 1,204 that it applies to.} */
        static String found(Preview preview) {
            if (preview.counted() == 0) {
                return "None of the resources that were read are in its scope. Change its types, its accounts or what it"
                        + " includes.";
            }
            String of = ", of " + Formats.count(preview.counted()) + " that it applies to.";
            return preview.found() == 0
                    ? "None violate it" + of
                    : Formats.count(preview.found(), "resource violates it", "resources violate it") + of;
        }

        /** {@code They cost $8,210.00 on the latest 30 days in the last 30 days (EffectiveCost). 7 teams are affected.} */
        static String cost(Preview preview) {
            boolean one = preview.found() == 1;
            String costs = preview.cost().isEmpty()
                    ? ""
                    : (one ? "It cost " : "They cost ") + PolicyText.money(preview.cost())
                            + " in the last 30 days (EffectiveCost). ";
            String owners = preview.teams() == 0
                    ? (one ? "It belongs" : "They belong") + " to no team."
                    : Formats.count(preview.teams(), "team is", "teams are") + " affected.";
            String unknown = preview.costUnknown() == 0
                    ? ""
                    : preview.costUnknown() == preview.found()
                            ? " What " + (one ? "it costs" : "they cost") + " is not known: no export covers "
                                    + (one ? "its account." : "their accounts.")
                            : " What " + Formats.count(preview.costUnknown())
                                    + " of them cost is not known: no export covers" + " their accounts.";
            return costs + owners + unknown;
        }

        private static Section problems(Preview preview) {
            var rows = new FixedRows();
            for (Problem problem : Problem.values()) {
                Long count = preview.problems().get(problem);
                if (count != null) {
                    rows.line(ProblemText.kind(problem), "", "", BigDecimal.ZERO, Formats.count(count));
                }
            }
            return new Section("Problems")
                    .flush()
                    .with(new HtmlTable(
                            "Problems",
                            List.of(
                                    Column.name("problem", "Problem", ""),
                                    Column.figure("resources", "Resources", 96, "")),
                            List.of(),
                            rows));
        }

        private static Section examples(Preview preview, TagPolicy policy, Map<String, String> accounts) {
            Grid<Example> grid = Tables.grid("policies-table", "Resources that violate it");
            Tables.sized(grid.addComponentColumn(example -> resource(example.resource(), accounts)), "Resource", 180, 3)
                    .setFrozen(true);
            grid.addComponentColumn(example -> ProblemText.cell(policy.key().strip(), example.finding()))
                    .setHeader("Problem")
                    .setWidth("150px")
                    .setFlexGrow(2);
            Tables.sized(Tables.figures(grid.addComponentColumn(PolicyPreviewSection::cost)), "30-day cost", 120, 0);
            grid.setItems(preview.examples());
            grid.setAllRowsVisible(true);
            int shown = preview.examples().size();
            return new Section("Resources that violate it")
                    .note(shown < preview.found() ? "the " + shown + " with the highest cost" : "")
                    .flush()
                    .with(grid);
        }

        private static Component resource(Resource resource, Map<String, String> accounts) {
            var cell = Tables.twoLines(
                    PlainText.name(resource.name()), resource.type() + " \u00B7 " + account(resource, accounts));
            cell.getElement().setAttribute("title", PlainText.full(resource.arn()));
            return cell;
        }

        private static String account(Resource resource, Map<String, String> accounts) {
            return accounts.getOrDefault(resource.account(), Formats.account(resource.account()));
        }

        private static Component cost(Example example) {
            var lines = new Div();
            if (example.cost().isEmpty()) {
                lines.add(new Span(example.resource().costKnown() ? "no charges" : "not known"));
                lines.addClassName("quiet");
            }
            example.cost().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(cost -> lines.add(new Div(Formats.money(cost.getValue(), cost.getKey()))));
            return lines;
        }
    }
}
