package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.bursar.changes.ChangeRefused;
import dev.bursar.efficiency.clusters.ClusterUse;
import dev.bursar.efficiency.clusters.ClusterUseService;
import dev.bursar.efficiency.clusters.ClusterUseService.Asked;
import dev.bursar.efficiency.clusters.ClusterUseService.Page;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** How much of clusters is idle, and which namespaces ask for twice what they use. */
final class ClusterSection extends Composite<Section> {
    private static final int LONGEST = 60;

    private final Section section = new Section("Clusters");
    private final ClusterUseService service;
    private final LocalDate today;
    private final Runnable changed;

    /** @param changed told when a namespace was decided on, here or meanwhile by somebody else */
    ClusterSection(Page page, ClusterUseService service, LocalDate today, Runnable changed) {
        this.service = service;
        this.today = today;
        this.changed = changed;
        section.note("EffectiveCost, " + Formats.range(LocalDateRange.ofClosed(page.firstDay(), page.lastDay())));
        var rows = new FixedRows();
        page.clusters()
                .forEach(one -> rows.line(
                        name(one.cluster()) + " in " + one.accountName(),
                        "",
                        Formats.money(one.idle(), one.currency()) + " of " + Formats.money(one.cost(), one.currency()),
                        Formats.money(one.cost(), one.currency()),
                        Formats.money(one.idle(), one.currency()),
                        one.share()
                                .flatMap(share -> Formats.share(share, BigDecimal.ONE))
                                .orElse(EfficiencyText.NOT_KNOWN)));
        section.with(new HtmlTable(
                "Idle share of clusters",
                List.of(
                        Column.name("CLUSTER", "Cluster", ""),
                        Column.figure("COST", "Cost", 130, "").onlyWide(),
                        Column.figure("IDLE", "Idle", 130, "").onlyWide(),
                        Column.figure("SHARE", "Idle share", 100, "")),
                List.of(),
                rows));
        if (page.namespaces() > 0) {
            section.with(new H3("Namespaces that ask for twice what they use"));
            if (page.asked().isEmpty()) {
                section.with(UseSection.note(none(page)));
            }
            page.asked().forEach(one -> section.with(asked(one)));
        }
    }

    @Override
    protected Section initContent() {
        return section;
    }

    private static String none(Page page) {
        return page.measured() == 0
                ? "Not known: imported charges don\u2019t state what pods used."
                : "None of " + Formats.count(page.measured(), "namespace", "namespaces") + " whose use AWS measured.";
    }

    private static String name(String cluster) {
        return PlainText.cut(cluster.substring(cluster.lastIndexOf('/') + 1), LONGEST);
    }

    private static String name(Asked one) {
        return PlainText.cut(one.use().namespace(), LONGEST) + " on "
                + name(one.use().cluster());
    }

    private Component asked(Asked one) {
        ClusterUse use = one.use();
        var block = Styled.div(
                "change-amount",
                Styled.div(
                        "fact-head",
                        Styled.div(
                                "with-mark",
                                new Span(name(one)),
                                ProposalText.badge(one.standing().state()),
                                Styled.quiet(
                                        one.team() == null ? "nobody\u2019s" : PlainText.cut(one.team(), LONGEST))),
                        Styled.span("number", Formats.money(use.spare(), use.currency()))),
                UseSection.note(words(use)));
        if (one.dismissed()) {
            block.add(UseSection.note("Dismissed by "
                    + PlainText.cut(Objects.requireNonNullElse(one.standing().decidedBy(), ""), LONGEST) + ", up to "
                    + Formats.date(Objects.requireNonNull(one.standing().dismissedTo())) + ": "
                    + PlainText.cut(Objects.requireNonNullElse(one.standing().reason(), ""), 500)));
        }
        if (one.mayDecide()) {
            var button = one.dismissed()
                    ? Buttons.neutral("Reopen", click -> reopen(one))
                    : Buttons.neutral("Dismiss\u2026", click -> dismiss(one));
            button.setAriaLabel((one.dismissed() ? "Reopen: " : "Dismiss: ") + name(one));
            block.add(button);
        }
        return block;
    }

    /** {@code It asks for 2.4 times what it uses. 310 of 620 vCPU-hours and 900 of 1,400 GB-hours weren't used: $61.20 of $120.30.} */
    private static String words(ClusterUse use) {
        return "It asks for "
                + String.format(Locale.ROOT, "%.1f", use.ratio().orElse(BigDecimal.ONE)) + " times what it uses. "
                + hours(use.vcpuSpare(), use.vcpuHours(), "vCPU-hours") + " and "
                + hours(use.gbSpare(), use.gbHours(), "GB-hours") + " weren\u2019t used: "
                + Formats.money(use.spare(), use.currency()) + " of "
                + Formats.money(use.requested(), use.currency())
                + " for both. Lower the requests of its pods, so that fewer nodes are needed.";
    }

    private static String hours(BigDecimal spare, BigDecimal all, String unit) {
        return Formats.count(whole(spare)) + " of " + Formats.count(whole(all)) + " " + unit;
    }

    private static long whole(BigDecimal hours) {
        return hours.setScale(0, RoundingMode.HALF_UP).longValue();
    }

    private void dismiss(Asked one) {
        new DismissDialog(
                        name(one) + " asks for twice what it uses",
                        today,
                        (reason, lastDay) -> service.dismiss(
                                one.standing().id(), one.standing().version(), reason, lastDay),
                        this::stale,
                        changed)
                .open();
    }

    private void reopen(Asked one) {
        boolean reopened = UserAction.of(
                        () -> service.reopen(one.standing().id(), one.standing().version()))
                .stale(this::stale)
                .on(ChangeRefused.class, refused -> Notices.warning(ProposalText.refused(refused.why())))
                .denied("You can no longer decide on this namespace. Nothing was changed.")
                .run();
        if (reopened) {
            Notices.success("It is open again.");
            changed.run();
        }
    }

    private void stale() {
        Notices.warning("This changed in the meantime. Nothing was decided. Look at it as it is now.");
        changed.run();
    }
}
