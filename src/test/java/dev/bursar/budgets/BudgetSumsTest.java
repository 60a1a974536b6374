package dev.bursar.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Departments;
import dev.bursar.org.Organisation;
import dev.bursar.org.Teams;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.threeten.extra.LocalDateRange;

/** Figures are compared with a plain sum over the charges as they were loaded, for every scope, cost, exclusion and cadence. */
@BursarTest
@SignedInAs(Role.ADMIN)
class BudgetSumsTest {
    private static final List<String> TEAMS = List.of("Alpha", "Beta", "Gamma");
    private static final List<String> TYPES =
            List.of("Usage", "Credit", "Tax", "Support", "SavingsPlanRecurringFee", "SavingsPlanCoveredUsage");

    @Autowired
    ApplicationContext portal;

    @Autowired
    TestDatabase database;

    @Autowired
    BudgetEdits edits;

    @Autowired
    BudgetService service;

    @Autowired
    Organisation organisation;

    @Autowired
    Teams teams;

    @Autowired
    Departments departments;

    @Autowired
    OwnershipRules rules;

    @Autowired
    List<ExportSource> exports;

    /** A charge as it was loaded; a team of "" is nobody's. */
    private record Loaded(
            LocalDate day, String team, String service, String type, BigDecimal billed, BigDecimal effective) {}

    private final List<Loaded> loaded = new ArrayList<>();
    private DepartmentId above;
    private DepartmentId below;

    @BeforeEach
    void costs() {
        TeamsFixture.empty(portal);
        var random = new Random(15);
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (String team : TEAMS) {
                rules.append(organisation.teamNamed(team), List.of(team), false, null, null);
            }
            above = departments.create("Above", LocalDate.parse("2026-01-01"), null);
            below = departments.create("Below", LocalDate.parse("2026-01-01"), above);
            move("Alpha", LocalDate.parse("2026-01-01"), above);
            move("Beta", LocalDate.parse("2026-11-10"), below);
            var slices = new ArrayList<Slice>();
            LocalDate.parse("2026-01-01")
                    .datesUntil(LocalDate.parse("2026-11-25"))
                    .forEach(day -> {
                        var charges = new ArrayList<SourceCharge>();
                        for (String team : List.of("Alpha", "Beta", "Gamma", "")) {
                            for (String type : TYPES) {
                                if (random.nextInt(4) > 0) {
                                    charges.add(charge(day, team, type, random));
                                }
                            }
                        }
                        slices.add(new Slice(day, "111111111111", false, charges));
                    });
            portal.getBean(ChargeLoader.class).replace(slices, "test", 1, () -> new Ownership(rules.all()));
        });
    }

    private void move(String team, LocalDate from, DepartmentId to) {
        var sheet = teams.all().stream()
                .filter(one -> one.name().equals(team))
                .findFirst()
                .orElseThrow();
        teams.move(sheet.id(), sheet.version(), from, to);
    }

    private SourceCharge charge(LocalDate day, String team, String type, Random random) {
        boolean covered = type.equals("SavingsPlanCoveredUsage");
        String service = type.equals("Support") ? "AWS Support (Business)" : "Amazon EC2";
        BigDecimal sign = type.equals("Credit") ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        BigDecimal billed =
                covered ? BigDecimal.ZERO : sign.multiply(new BigDecimal(random.nextInt(1_000_000)).movePointLeft(7));
        BigDecimal effective = type.equals("SavingsPlanRecurringFee")
                ? BigDecimal.ZERO
                : sign.multiply(new BigDecimal(random.nextInt(1_000_000)).movePointLeft(5));
        loaded.add(new Loaded(day, team, service, type, billed, effective));
        return new SourceCharge(
                day,
                "111111111111",
                service,
                type,
                team,
                new CostAmounts("USD", billed, effective, billed, effective, null, null));
    }

    private TeamId team(String name) {
        return organisation.teams().stream()
                .filter(team -> team.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static boolean counts(Loaded charge, BudgetBasis basis) {
        boolean out = basis.without().contains(Exclusion.CREDITS)
                        && charge.type().equals("Credit")
                || basis.without().contains(Exclusion.TAX) && charge.type().equals("Tax")
                || basis.without().contains(Exclusion.COMMITMENTS)
                        && charge.type().equals("SavingsPlanRecurringFee")
                || basis.withoutSupport() && charge.service().startsWith("AWS Support");
        return !out;
    }

    private boolean liesIn(Loaded charge, DepartmentId department) {
        return charge.team().equals("Alpha") && department.equals(above)
                || charge.team().equals("Beta") && !charge.day().isBefore(LocalDate.parse("2026-11-10"));
    }

    private BigDecimal sum(Predicate<Loaded> scope, BudgetBasis basis, LocalDateRange period) {
        return loaded.stream()
                .filter(charge -> period.contains(charge.day()) && scope.test(charge) && counts(charge, basis))
                .map(charge -> basis.cost() == CostMetric.BILLED ? charge.billed() : charge.effective())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private record Scoped(BudgetScope scope, Predicate<Loaded> counts) {}

    @Test
    void figuresEqualAPlainSumOfCharges() throws IOException {
        List<Scoped> scopes = List.of(
                new Scoped(
                        new BudgetScope.OfTeam(team("Alpha")),
                        charge -> charge.team().equals("Alpha")),
                new Scoped(new BudgetScope.OfDepartment(above), charge -> liesIn(charge, above)),
                new Scoped(new BudgetScope.OfDepartment(below), charge -> liesIn(charge, below)),
                new Scoped(new BudgetScope.OfEverything(), charge -> true),
                new Scoped(
                        new BudgetScope.OfUnallocated(), charge -> charge.team().isEmpty()));
        List<Set<Exclusion>> exclusions = List.of(
                Set.of(),
                EnumSet.of(Exclusion.CREDITS),
                EnumSet.of(Exclusion.TAX, Exclusion.COMMITMENTS),
                EnumSet.allOf(Exclusion.class));
        int checked = 0;
        for (CostMetric cost : CostMetric.values()) {
            for (Set<Exclusion> without : exclusions) {
                for (boolean support : List.of(true, false)) {
                    checked += check(scopes, new BudgetBasis(cost, without, support));
                }
            }
        }
        assertThat(checked).isEqualTo(240);
    }

    /** A budget of each scope and cadence on that basis; returns how many. */
    private int check(List<Scoped> scopes, BudgetBasis basis) throws IOException {
        Map<Integer, Predicate<Loaded>> made = new HashMap<>();
        for (Cadence cadence : Cadence.values()) {
            for (Scoped scoped : scopes) {
                made.put(edits.create(draft(scoped.scope(), cadence, basis)), scoped.counts());
            }
        }
        List<BudgetRow> rows = service.page().rows();
        List<String> lines = csv().lines().skip(1).toList();
        assertThat(rows).extracting(row -> row.budget().id()).containsExactlyInAnyOrderElementsOf(made.keySet());
        assertThat(lines).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            BudgetRow row = rows.get(i);
            Budget budget = row.budget();
            assertThat(row.figures().spent().orElse(BigDecimal.ZERO))
                    .as("%s %s %s", budget.scope(), basis, budget.cadence())
                    .isEqualByComparingTo(
                            sum(Objects.requireNonNull(made.get(budget.id())), basis, period(budget.cadence())));
            String[] cells = lines.get(i).split(",");
            // counted from the end: what counts is a sentence with commas
            assertThat(cells[cells.length - 7]).isEqualTo("123.45");
            assertThat(new BigDecimal(cells[cells.length - 6]))
                    .as("the file has what the page has")
                    .isEqualByComparingTo(row.figures().spent().orElse(BigDecimal.ZERO));
        }
        forgetBudgets();
        return made.size();
    }

    /** Of a scope there is one budget of each cadence; those that have ended would be shown and summed with all others. */
    private void forgetBudgets() {
        try (var owner = database.owner()) {
            BudgetTables.clear(JdbcClient.create(owner));
        }
    }

    private static BudgetDraft draft(BudgetScope scope, Cadence cadence, BudgetBasis basis) {
        return new BudgetDraft(
                scope,
                cadence,
                "USD",
                period(cadence).getStart(),
                List.of(new BigDecimal("123.45")),
                basis,
                List.of(),
                false,
                Set.of());
    }

    private static LocalDateRange period(Cadence cadence) {
        return cadence.period(LocalDate.parse("2026-11-24"), java.time.Month.JANUARY);
    }

    private String csv() throws IOException {
        ExportSource source = exports.stream()
                .filter(one -> one.kind().equals("budgets"))
                .findFirst()
                .orElseThrow();
        var bytes = new ByteArrayOutputStream();
        TableFile file = ExportFormat.CSV.write(bytes);
        source.table("").write(file, ExportSource.Progress.NONE);
        file.finish();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
