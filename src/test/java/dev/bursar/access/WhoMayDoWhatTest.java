package dev.bursar.access;

import static dev.bursar.kernel.Role.ADMIN;
import static dev.bursar.kernel.Role.AUDITOR;
import static dev.bursar.kernel.Role.FINANCE;
import static dev.bursar.kernel.Role.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.ChargeLine;
import dev.bursar.charges.Choice;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.ChargeLines;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.ownership.OwnershipReasons;
import dev.bursar.spend.SpendService;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.ProductClasses;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.WhoMayOpen;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/**
 * Who may do what: the design's table, line by line, against each public method of each service as each role. A method that is
 * added has to be added here. API tokens join with their module.
 */
@BursarTest
class WhoMayDoWhatTest {
    private static final Set<Role> ALL = Set.of(LEAD, FINANCE, ADMIN, AUDITOR);
    private static final Set<Role> SEES_EVERYTHING = Set.of(FINANCE, ADMIN, AUDITOR);
    private static final Set<Role> ADMIN_OR_AUDITOR = Set.of(ADMIN, AUDITOR);
    private static final Set<Role> ADMINS = Set.of(ADMIN);
    private static final Set<Role> BURSAR_ITSELF = Set.of();

    /** A line of the table: what it is about, who may, and the methods, each service with a colon before its own. */
    private record Line(String what, Set<Role> who, String... methods) {
        Set<String> names() {
            return WhoMayDoWhatTest.names(methods);
        }
    }

    private static final List<Line> TABLE = List.of(
            new Line(
                    "spend and forecast: see, a lead their own",
                    ALL,
                    "CostService: ask explore sums tagged choices dimensions extent read moves accounts observedAt"
                            + " seesEverything",
                    "OwnershipReasons: of keys",
                    "SpendService: projection projections outlook pace tags teamTag dimensions choices colours marked",
                    "CostExplorerDifferences: of",
                    "ChargeLines: count each"),
            new Line(
                    "spend: keep views and columns for oneself",
                    ALL,
                    "SavedViews: views opened firstAddress save change delete openFirst",
                    "TableLayouts: mine keep"),
            new Line("spend: send what one sees to one's own address", ALL, "ViewMails: hindrance address link send"),
            new Line("changes in cost and their causes: see, a lead their own", ALL, "ChangeService: change"),
            new Line("events of CloudTrail that stand at a change in cost: see", Set.of(FINANCE), "ChangeEvents: find"),
            new Line("anomalies: see, a lead their own", ALL, "AnomalyService: page find toRate"),
            new Line("anomalies: rate", Set.of(LEAD, FINANCE, ADMIN), "AnomalyService: rate"),
            new Line("bounds of anomalies: see", SEES_EVERYTHING, "AnomalyService: bounds"),
            new Line("bounds of anomalies: set", ADMINS, "AnomalyService: setBounds"),
            new Line("AWS's own anomalies: see what is of a team alone", ALL, "AwsAnomalyService: beside"),
            new Line("AWS's own anomalies: see", SEES_EVERYTHING, "AwsAnomalyService: state"),
            new Line("spend: export what one sees", ALL, "ExportService: start mine cancel delete open source"),
            new Line(
                    "spend by model: see, a lead their own",
                    ALL,
                    "ModelService: of callers days profiles withoutCallerTag",
                    "UsageService: usage"),
            new Line("clusters: see, a lead their own", ALL, "ClusterService: of"),
            new Line("who pays for clusters: see", SEES_EVERYTHING, "ClusterService: choices"),
            new Line(
                    "who pays for clusters: change",
                    Set.of(ADMIN),
                    "ClusterService: choose remove preview months teams"),
            new Line("spend by breakdowns, whole accounts only: see", SEES_EVERYTHING, "Breakdowns: all price ask"),
            new Line(
                    "budgets and alerts: see, a lead their own",
                    ALL,
                    "BudgetService: page present alerted sheet find named"),
            new Line(
                    "budget alerts: acknowledge",
                    Set.of(LEAD, FINANCE, ADMIN),
                    "BudgetService: acknowledge acknowledgeAll"),
            new Line(
                    "budgets: set",
                    ADMINS,
                    "BudgetEdits: create change setAll end endings teamEnds",
                    "BudgetPlanning: choices preview teamLimits"),
            new Line("teams and accounts: find by name, a lead their own", ALL, "NameSearch: teams accounts"),
            new Line("list of AWS's own budgets: see", SEES_EVERYTHING, "AwsBudgetService: all"),
            new Line(
                    "statements: see, a lead their own",
                    ALL,
                    "StatementService: statement",
                    "OwnStatements: own newest",
                    "OpenAnswers: toAnswer answered toDecide",
                    "StatementSearch: all",
                    "ChargeDetails: page"),
            new Line("answers to statements: see, a lead their own", ALL, "AnswerService: page"),
            new Line(
                    "statements: accept, dispute, a lead their own",
                    Set.of(LEAD),
                    "AnswerService: accept dispute withdraw withdrawAcceptance",
                    "OpenAnswers: opened"),
            new Line(
                    "disputes: answer, send mails again",
                    Set.of(FINANCE),
                    "AnswerService: reject sendAgain",
                    "OpenAnswers: open"),
            new Line(
                    "billing months and split rules: see",
                    SEES_EVERYTHING,
                    "ChargebackService: months newest newestPage month figures open withoutCostCentre",
                    "CalendarService: page next toDo",
                    "MetricService: page",
                    "Recipients: named",
                    "AdjustmentService: page rows adjustment toPost",
                    "OwnerChangeService: changes",
                    "DifferenceService: differences",
                    "MonthChanges: page",
                    "LedgerService: page rows transaction",
                    "ProofService: state verify",
                    "PoolService: page find others choices usual usualThere"),
            new Line(
                    "billing months and split rules: show to leads, preview, edit",
                    Set.of(FINANCE),
                    "ChargebackService: show hide",
                    "CalendarService: save",
                    "MetricService: save upload read",
                    "AdjustmentService: propose post reject reverse",
                    "LedgerService: chooseStart",
                    "IssueService: preview issue totals",
                    "CloseService: next preview close",
                    "DifferenceService: accept takeBack",
                    "PoolService: preview create change end"),
            new Line(
                    "violations of tag policies: see, a lead their own and probable ones",
                    ALL,
                    "ViolationService: page found rows each groups details untagged probable checked",
                    "TagFixes: rows fixes chosen",
                    "UntaggedCost: untagged checked"),
            new Line(
                    "changes to AWS: see, a lead their own",
                    ALL,
                    "AwsChangeService: page rows change items waiting accountNames"),
            new Line(
                    "changes to AWS: propose tags, a lead of own and probable resources",
                    Set.of(LEAD, ADMIN),
                    "TagChangeService: isOn plan obstacles propose"),
            new Line("budgets in AWS: see how own ones stand there", SEES_EVERYTHING, "AwsBudgetWrites: state all"),
            new Line(
                    "budgets in AWS: propose, adopt, stop managing",
                    ADMINS,
                    "AwsBudgetWrites: publish adopt writeAgain takeOver release delete drifted"),
            new Line(
                    "changes to AWS: reject, a lead their own proposal",
                    Set.of(LEAD, ADMIN),
                    "AwsChangeService: reject readAgain look"),
            new Line("tag keys: see", SEES_EVERYTHING, "TagKeyService: page"),
            new Line(
                    "tag keys: activate, read, ask for a backfill",
                    ADMINS,
                    "TagKeyService: activate readNow",
                    "BackfillService: plan propose"),
            new Line(
                    "changes to AWS: approve, stop, undo, propose and read again",
                    ADMINS,
                    "AwsChangeService: approve stop undo proposeAgain lookAgain"),
            new Line("changes to AWS: see what is turned on", ADMIN_OR_AUDITOR, "WriteSettingsService: state"),
            new Line("changes to AWS: turn on, test", ADMINS, "WriteSettingsService: change test"),
            new Line(
                    "machine learning workloads and proposals: see, a lead their own",
                    ALL,
                    "EfficiencyService: page found judged rows each details workload named elsewhere",
                    "ProvisionedService: page found rows each",
                    "LogService: questions",
                    "TraceService: offered",
                    "PurchaseMixService: mix",
                    "ClusterUseService: page",
                    "IdleCost: idle judged",
                    "ProposalService: of target mayDecide"),
            new Line("costs by resource from Cost Explorer: see", SEES_EVERYTHING, "ResourceCostService: state"),
            new Line("typed prices of instance types: see", SEES_EVERYTHING, "TypedPriceService: all find missing"),
            new Line("typed prices of instance types: edit", ADMINS, "TypedPriceService: save remove"),
            new Line(
                    "logs and traces of workloads: see what was asked and what it cost, a lead of their own",
                    Set.of(LEAD, ADMIN, AUDITOR),
                    "LogService: answered"),
            new Line(
                    "logs and traces of workloads: ask, a lead of their own",
                    Set.of(LEAD, ADMIN),
                    "LogService: estimate ask",
                    "TraceService: path ask"),
            new Line(
                    "proposals and requirements of workloads: decide, a lead their own",
                    Set.of(LEAD, ADMIN),
                    "ProposalService: approve dismiss reopen export set",
                    "ClusterUseService: dismiss reopen"),
            new Line(
                    "CloudTrail events: see, a lead their own",
                    Set.of(LEAD, ADMIN, AUDITOR),
                    "EventService: searched exported page each counts persons coverage details named values choices oldest"),
            new Line(
                    "tag policies and exemptions: see",
                    SEES_EVERYTHING,
                    "PolicyService: all names accountNames find presets choices",
                    "ExemptionService: all"),
            new Line(
                    "tag policies and exemptions: preview, edit",
                    ADMINS,
                    "PolicyService: preview save remove",
                    "ExemptionService: add addAll end"),
            new Line("approval of adjustments: see, turn on", ADMINS, "FourEyesService: state turnOn turnOff"),
            new Line("bound of accepted differences: see, change", ADMINS, "DifferenceBoundService: state change"),
            new Line("AWS's documents: see", SEES_EVERYTHING, "DocumentService: all"),
            new Line("AWS's documents: type in and void", Set.of(FINANCE), "DocumentService: typeIn annul"),
            new Line("tag coverage: see, a lead their own", ALL, "TagCoverageService: ask unread"),
            new Line("similar values of the team's tag: see", SEES_EVERYTHING, "TagValues: report preview ends"),
            new Line(
                    "similar values of the team's tag: join, keep apart",
                    ADMINS,
                    "TagValues: join keepApart compareAgain"),
            new Line("exports beside Cost Explorer: see", SEES_EVERYTHING, "Reconciliations: sources of invoiced"),
            new Line("breakdowns: configure what is read", ADMINS, "Breakdowns: turnOn turnOff"),
            new Line(
                    "how the jobs stand that a page rests on, a lead without reasons and counts",
                    ALL,
                    "Readings: of first"),
            new Line(
                    "sync, request meter: see",
                    SEES_EVERYTHING,
                    "SyncService: jobs running latest facts meter estimate estimateAnew failing failingAtRest hasRun"
                            + " accountNames",
                    "EngineService: engines ofRuns denied",
                    "UploadService: imports"),
            new Line(
                    "sync, request meter: run, configure, upload",
                    ADMINS,
                    "SyncService: runNow stop",
                    "PaidReadings: turnOn turnOff",
                    "ImportService: take",
                    "UploadService: mostBytes receive start cancel",
                    "SettingsService: settings wouldGo change words"),
            new Line(
                    "reach, member roles and Regions: see",
                    ADMIN_OR_AUDITOR,
                    "Backfill: now",
                    "ReachService: state summary",
                    "RegionService: page found rows each"),
            new Line(
                    "reach, member roles and Regions: edit, test",
                    ADMINS,
                    "ReachService: change testAll",
                    "ReachQuestions: test"),
            new Line(
                    "what is known of AWS and the tag that names teams: see, ask, choose",
                    ADMINS,
                    "SetupService: state missed requireKeys choose leaveOut",
                    "SetupQuestions: month askFree testPermissions readSpend",
                    "SetupChanges: hasCosts proposed choose months teams preview create requests",
                    "KeyPlans: of"),
            new Line("where lines are reduced: see", ADMIN_OR_AUDITOR, "ReductionService: state"),
            new Line(
                    "where lines are reduced: test, choose",
                    ADMINS,
                    "ReductionService: choose",
                    "EngineTests: test size"),
            new Line("how far the set-up is", SEES_EVERYTHING, "StartService: steps"),
            new Line("do without a step of the set-up", Set.of(FINANCE, ADMIN), "StartService: leaveOut takeUp"),
            new Line("take the finance role too", ADMINS, "StartService: takeFinance"),
            new Line(
                    "teams and rules: see",
                    SEES_EVERYTHING,
                    "TeamsLoad: today page team",
                    "Teams: all find",
                    "Departments: all",
                    "TeamLeads: all",
                    "OwnershipRuleService: rules teams accounts openTeams choices namesAnything proposed preview"
                            + " claims months",
                    "OwnershipPreview: months of",
                    "OwnershipReasons: keysOf"),
            new Line(
                    "teams, departments, leads and rules: edit",
                    ADMINS,
                    "TeamRules: of end endMoves split splitMoves",
                    "UnconfirmedTeams: all waiting confirm join leaveOut remove removeRules naming",
                    "TeamChanges: months rules accountNames end budgetEndings endMoves split splitMoves moveMoves",
                    "Teams: create confirm rename move setCostCentre end merge join split",
                    "Departments: create rename move end",
                    "TeamLeads: candidates endAll",
                    "OwnershipRuleService: save"),
            new Line("accounts: see", ADMIN_OR_AUDITOR, "AccountsLoad: accounts", "FirstCosts: byAccount"),
            new Line(
                    "users: see",
                    ADMIN_OR_AUDITOR,
                    "PeopleLoad: read",
                    "Directory: people person named",
                    "SecondFactorRules: coverage required withFactor",
                    "SsoOverview: groups",
                    "MailService: troubles"),
            new Line(
                    "users: edit",
                    ADMINS,
                    "People: list find led create setPassword setRoles setEnabled endSessions assignLead endLead",
                    "PersonEditor: save disable enable",
                    "Invitations: invite reset",
                    "SecondFactorRules: require reset",
                    "MailService: tryAgain dismiss"),
            new Line(
                    "Bursar's journal: see",
                    ADMIN_OR_AUDITOR,
                    "JournalService: count page entry newest chain exported people actions recentSubjects inWords names"
                            + " published verify"),
            new Line(
                    "what only Bursar's own work does",
                    BURSAR_ITSELF,
                    "ChargeTotals: differencesOfRollups totals",
                    "SyncService: late",
                    "OutageWatch: look",
                    "AnomalyWatch: look",
                    "AnswerWatch: look",
                    "BudgetWatch: look",
                    "ClosingWatch: look",
                    "CutWatch: look cutWhatChanged",
                    "LedgerProofs: prove",
                    "LedgerVerifier: verify",
                    "Recipients: of all"));

    /** Whoever is signed in, with a role or without: their own account, and nobody else's. */
    private static final Set<String> ONESELF = names(
            "OwnAccount: details rename changePassword sessions endSession endOtherSessions chooseNumbers",
            "SecondFactor: status begin set newRecoveryCodes remove passkeys ask keep forget");

    /** Anybody: the ways in, each with a link or a secret of its own, and who one is. */
    private static final Set<String> ANYBODY = names(
            "OwnAccount: named numberStyle",
            "SecondStep: waitsForCode askForPasskey begin set",
            "PasswordLinks: find accept reset ask mailed",
            "FirstAdmin: valid claim",
            "SsoOverview: starts passwordShown");

    /** Parts that services are made of: pages never call them. */
    private static final Set<String> PARTS = names(
            "Journal: record recordAs denied writeCounts",
            "Outbox: ready send sendWritten sendWrittenAgain waiting unsent pictures",
            "Organisation: teams days attributes accounts knowsAccounts listedAccounts unconfirmed lasting teamNamed teamOfUnseen"
                    + " observed listed",
            "Successors: of",
            "FirstAdmin: invite");

    /** What pages ask beside services: who looks, to write down that somebody was refused, and labels of what was done. */
    private static final Set<String> PORTS = names(
            "Scope: actor roles visibility has",
            "Denials: record",
            "JournalActions: actions",
            "ExportSource: kind about formats table answer",
            "StatementExport: question",
            "CostMarks: of",
            "CreationLinks: event",
            "ItemWords: kind what value waiting afterwards",
            "KindWords: of",
            "OwnChanges: of",
            "SetupProgress: step extent",
            // looks at rights itself
            "EventsOfChanges: changedBy written");

    @Autowired
    ApplicationContext portal;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    CostService spend;

    @Autowired
    OwnershipReasons reasons;

    @Autowired
    SpendService months;

    @Autowired
    ChargeLines lines;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    RightsOfPeople rights;

    @Autowired
    TestDatabase database;

    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
        database.jdbc().sql("delete from sign_in_throttle").update();
    }

    private static Set<String> names(String... methods) {
        return Arrays.stream(methods)
                .flatMap(line -> {
                    var parts = line.split(": ");
                    return Arrays.stream(parts[1].split(" ")).map(method -> parts[0] + "." + method);
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A public method of a service. */
    private record Action(Object bean, Class<?> type, Method method) {
        String name() {
            return type.getSimpleName() + "." + method.getName();
        }

        boolean guarded() {
            return AnnotatedElementUtils.hasAnnotation(method, PreAuthorize.class)
                    || AnnotatedElementUtils.hasAnnotation(type, PreAuthorize.class);
        }
    }

    private List<Action> actions() {
        var actions = new ArrayList<Action>();
        for (String name : portal.getBeanDefinitionNames()) {
            var type = portal.getType(name, false);
            var plain = type == null ? Object.class : ClassUtils.getUserClass(type);
            if (!plain.getName().startsWith("dev.bursar.")
                    || plain.getName().startsWith("dev.bursar.testing.")
                    || !isService(plain)) {
                continue;
            }
            Arrays.stream(plain.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers())
                            && !Modifier.isStatic(method.getModifiers())
                            && !method.isSynthetic())
                    .forEach(method -> actions.add(new Action(portal.getBean(name), plain, method)));
        }
        return actions;
    }

    private static boolean isService(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Service.class)
                || Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredMethods()))
                        .anyMatch(element -> AnnotatedElementUtils.hasAnnotation(element, PreAuthorize.class));
    }

    private static Set<String> inTable() {
        return TABLE.stream().flatMap(line -> line.names().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        return Arrays.stream(sets).flatMap(Collection::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyPublicMethodOfAServiceIsClassifiedOnce() {
        assertThat(actions().stream().map(Action::name).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(union(inTable(), ONESELF, ANYBODY, PARTS));
        assertThat(TABLE.stream().flatMap(line -> line.names().stream())).doesNotHaveDuplicates();
        assertThat(Stream.of(inTable(), ONESELF, ANYBODY, PARTS).flatMap(Set::stream))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyMethodOfTheTableAsksForARole() {
        var table = inTable();
        assertThat(actions().stream()
                        .filter(action -> table.contains(action.name()) && !action.guarded())
                        .map(Action::name))
                .isEmpty();
    }

    @Test
    void pagesCallOnlyWhatIsClassifiedForThem() {
        var services = actions().stream().map(action -> action.type().getName()).collect(Collectors.toSet());
        var beanTypes = Arrays.stream(portal.getBeanDefinitionNames())
                .map(name -> portal.getType(name, false))
                .filter(type -> type != null && type.getName().startsWith("dev.bursar."))
                .map(ClassUtils::getUserClass)
                .collect(Collectors.toSet());
        var classes = ProductClasses.all();
        var called = new TreeMap<String, String>();
        for (JavaClass page : classes) {
            if (!isPage(page.getPackageName())
                    || services.contains(outermost(page).getName())) {
                continue;
            }
            Stream.concat(page.getMethodCallsFromSelf().stream(), page.getMethodReferencesFromSelf().stream())
                    .map(access -> access.getTarget())
                    .filter(target -> isOfABean(target, beanTypes, services))
                    .forEach(target -> called.put(
                            target.getOwner().getSimpleName() + "." + target.getName(), page.getSimpleName()));
        }
        called.keySet().removeAll(union(inTable(), ONESELF, ANYBODY, PORTS));
        assertThat(called).isEmpty();
    }

    private static boolean isPage(String name) {
        return name.matches("dev\\.bursar\\.(.*\\.)?ui(\\..*)?|dev\\.bursar\\.(shell|overview|admin)(\\..*)?");
    }

    private static boolean isOfABean(AccessTarget target, Set<Class<?>> beanTypes, Set<String> services) {
        var owner = target.getOwner();
        if (!owner.getName().startsWith("dev.bursar.")
                || isPage(owner.getPackageName()) && !services.contains(owner.getName())) {
            return false;
        }
        var type = owner.reflect();
        return beanTypes.stream().anyMatch(type::isAssignableFrom);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(WhoMayDoWhatTest::outermost).orElse(type);
    }

    @Test
    void eachRoleMayDoWhatTheTableSaysAndNothingElse() {
        for (Role role : Role.values()) {
            var context = signedIn(role);
            var allowed = allowed(context, inTable());
            var wanted = TABLE.stream()
                    .filter(line -> line.who().contains(role))
                    .flatMap(line -> line.names().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(allowed).as("what " + role + " may do").isEqualTo(wanted);
        }
    }

    @Test
    void rolesAddUp() {
        var allowed = allowed(signedIn(FINANCE, ADMIN), inTable());
        assertThat(allowed)
                .isEqualTo(union(allowed(signedIn(FINANCE), inTable()), allowed(signedIn(ADMIN), inTable())));
    }

    @Test
    void whoHasNoRoleOrIsNotSignedInMayDoNothingOfIt() {
        assertThat(allowed(signedIn(), inTable())).isEmpty();
        assertThat(allowed(new SecurityContextImpl(), union(inTable(), ONESELF)))
                .isEmpty();
        var anonymous = new SecurityContextImpl(new AnonymousAuthenticationToken(
                "key", "somebody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
        assertThat(allowed(anonymous, union(inTable(), ONESELF))).isEmpty();
    }

    @Test
    void whoIsDisabledMayDoNothingMoreEvenWithWhatTheirPageBeganWith() {
        var context = signedIn(ADMIN, AUDITOR);
        var before = names("People: list", "JournalService: newest", "OwnAccount: details");
        assertThat(allowed(context, before)).isEqualTo(before);
        enable(context, false);
        try {
            assertThat(allowed(context, union(inTable(), ONESELF))).isEmpty();
        } finally {
            enable(context, true);
        }
    }

    @Test
    void whoseSessionHasEndedMayDoNothingMoreInIt() {
        var context = signedIn(FINANCE);
        var person = (SignedIn) context.getAuthentication().getPrincipal();
        database.jdbc()
                .sql("delete from person_session where id = ?")
                .param(person.session())
                .update();
        rights.changed(person.id());
        assertThat(allowed(context, union(inTable(), ONESELF))).isEmpty();
    }

    private void enable(SecurityContext context, boolean enabled) {
        var person = (SignedIn) context.getAuthentication().getPrincipal();
        database.jdbc()
                .sql("update person set enabled = ? where id = ?")
                .param(enabled)
                .param(person.person())
                .update();
        rights.changed(person.id());
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneForWorkThatHasBegun() {
        var context = signedIn(FINANCE, AUDITOR);
        var before = names("JournalService: newest", "SyncService: jobs");
        assertThat(allowed(context, before)).isEqualTo(before);
        roles(context, Set.of(FINANCE));
        try {
            assertThat(allowed(context, before)).isEqualTo(names("SyncService: jobs"));
        } finally {
            roles(context, Set.of(FINANCE, AUDITOR));
        }
    }

    private void roles(SecurityContext of, Set<Role> roles) {
        SecurityContextHolder.clearContext();
        background.run(() -> {
            var person = people.find(of.getAuthentication().getName()).orElseThrow();
            people.setRoles(person.id(), roles, person.version());
        });
    }

    @Test
    void everyPageIsOpenToTheRolesOfTheTable() {
        var views = WhoMayOpen.views();
        assertThat(views.keySet())
                .containsExactlyInAnyOrderElementsOf(union(WhoMayOpen.ROUTES.keySet(), WhoMayOpen.PUBLIC));
        views.forEach((route, view) -> {
            var roles = view.getAnnotation(RolesAllowed.class);
            assertThat(view.isAnnotationPresent(AnonymousAllowed.class))
                    .as(route)
                    .isEqualTo(WhoMayOpen.PUBLIC.contains(route));
            assertThat(view.isAnnotationPresent(PermitAll.class))
                    .as(route)
                    .isEqualTo(WhoMayOpen.SIGNED_IN.contains(route));
            var named = roles == null
                    ? Set.of()
                    : Arrays.stream(roles.value()).map(Role::valueOf).collect(Collectors.toSet());
            var open = WhoMayOpen.PUBLIC.contains(route) || WhoMayOpen.SIGNED_IN.contains(route);
            assertThat(named).as(route).isEqualTo(open ? Set.of() : WhoMayOpen.ROUTES.get(route));
        });
    }

    @Test
    void aLeadGetsTheRowsOfTheirTeamsAndNoOthers() {
        ChargeFixture.load(portal);
        var finance = signedIn(new Role[] {FINANCE});
        var lead = signedIn(new Role[] {LEAD}, "Vision");
        var nobodysLead = signedIn(LEAD);
        for (Dimension by : Dimension.COMMON) {
            var own = with(lead, () -> spend.ask(question(by, List.of())));
            var vision = new CostFilter(Dimension.TEAM, CostFilter.Operator.IS, List.of(team("Vision")));
            var same = with(finance, () -> spend.ask(question(by, List.of(vision))));
            assertThat(own.currencies()).as(by.word()).isEqualTo(same.currencies());
            assertThat(own.currencies()).flatMap(CurrencySpend::rows).isNotEmpty();
            assertThat(with(nobodysLead, () -> spend.ask(question(by, List.of())))
                            .currencies())
                    .isEmpty();
            var everything =
                    with(finance, () -> spend.choices(by, ChargeFixture.FIRST, ChargeFixture.LAST.plusDays(1)));
            var choices = with(lead, () -> spend.choices(by, ChargeFixture.FIRST, ChargeFixture.LAST.plusDays(1)));
            assertThat(everything).containsAll(choices);
            assertThat(choices)
                    .extracting(Choice::key)
                    .containsExactlyInAnyOrderElementsOf(own.currencies().stream()
                            .flatMap(one -> one.rows().stream())
                            .map(row -> row.key())
                            .distinct()
                            .toList());
        }
        var charges = new ArrayList<ChargeLine>();
        with(lead, () -> {
            lines.each(question(Dimension.TEAM, List.of()), charges::add);
            return null;
        });
        assertThat(charges)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.team()).isEqualTo("Vision"));
        assertThat(with(lead, () -> lines.count(question(Dimension.TEAM, List.of()))))
                .isEqualTo(charges.size());
        var days = new DayRange(ChargeFixture.FIRST, ChargeFixture.LAST.plusDays(1));
        var told = with(
                lead,
                () -> List.of(
                        reasons.of(question(Dimension.TEAM, List.of())),
                        spend.moves(spend.ask(compared(days)), days, 10),
                        months.projections(ChargeFixture.LAST.plusDays(1), CostMetric.EFFECTIVE)));
        assertThat(told.toString())
                .contains("Vision")
                .doesNotContain("Research", "Fraud", "Unallocated", "SageMaker", "Amazon S3", "Glue", "CNY");
        assertThat(with(lead, spend::seesEverything)).isFalse();
    }

    private static CostQuery compared(DayRange days) {
        return new CostQuery(
                days.from(),
                days.to(),
                Granularity.DAILY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                null,
                Set.of(),
                Comparison.PREVIOUS.of(days),
                List.of());
    }

    private static CostQuery question(Dimension by, List<CostFilter> filters) {
        return new CostQuery(
                ChargeFixture.FIRST,
                ChargeFixture.LAST.plusDays(1),
                Granularity.DAILY,
                CostMetric.EFFECTIVE,
                by,
                filters);
    }

    private String team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private SecurityContext signedIn(Role... roles) {
        return signedIn(roles, new String[0]);
    }

    private SecurityContext signedIn(Role[] roles, String... leads) {
        var factory = beans.createBean(SignedInAsFactory.class);
        return factory.createSecurityContext(new SignedInAs() {
            @Override
            public Role[] value() {
                return roles;
            }

            @Override
            public String[] leads() {
                return leads;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return SignedInAs.class;
            }
        });
    }

    private static <T> T with(SecurityContext context, Supplier<T> work) {
        SecurityContextHolder.setContext(context);
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Those of the methods that are not refused to somebody; whatever they change is undone. */
    private Set<String> allowed(SecurityContext context, Set<String> methods) {
        var undone = new TransactionTemplate(transactions);
        var answers = new TreeMap<String, Set<Boolean>>();
        for (Action action : actions()) {
            if (!methods.contains(action.name())) {
                continue;
            }
            var arguments = Samples.of(action.method());
            boolean let = Boolean.TRUE.equals(undone.execute(status -> {
                status.setRollbackOnly();
                return with(context, () -> isLet(action, arguments));
            }));
            answers.computeIfAbsent(action.name(), any -> new TreeSet<>()).add(let);
        }
        assertThat(answers.values()).as("overloads are for the same people").allMatch(let -> let.size() == 1);
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue().contains(true))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isLet(Action action, Object[] arguments) {
        try {
            action.method().setAccessible(true);
            action.method().invoke(action.bean(), arguments);
            return true;
        } catch (InvocationTargetException e) {
            // what such arguments meet is another test's matter
            return !(e.getCause() instanceof AccessDeniedException || e.getCause() instanceof AuthenticationException);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
