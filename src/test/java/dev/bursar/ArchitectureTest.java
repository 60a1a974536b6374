package dev.bursar;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.bursar.files.ObjectStore;
import dev.bursar.list.AddressReader;
import dev.bursar.testing.ProductClasses;
import dev.bursar.testing.ProductModules;
import dev.bursar.testing.ProductSources;
import module java.base;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rules of the house style that a machine can check. */
class ArchitectureTest {
    private static final Pattern MONEY =
            Pattern.compile("(?i).*(cost|amount|price|money|billed|effective|fee|usd|balance|credit|refund).*");

    /** The security configuration's ties to Vaadin. */
    private static final Set<String> VAADIN_TIES = Set.of(
            "SecurityConfiguration", "ContentSecurityPolicy", "NavigationDenials", "InvalidMessageLog", "OpenPages");

    /** Each rule of this class, on classes that are read once for all tests. */
    @TestFactory
    Stream<DynamicTest> rules() {
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
                .map(field -> DynamicTest.dynamicTest(
                        field.getName(), () -> ((ArchRule) field.get(null)).check(ProductClasses.all())));
    }

    @Test
    void modulesDependOnlyOnWhatTheyDeclare() {
        new ProductModules().verify();
    }

    static final ArchRule onlyTheAdaptersKnowTheAwsSdk = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bursar.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    /** Requests of the SDK's clients that change nothing in AWS. */
    private static final Pattern READING = Pattern.compile(
            "(list|get|describe|search|lookup|filter|batchGet|head)[A-Z].*|search|assumeRole|builder|close");

    /** Other requests, and who may send them. */
    private static final Map<String, String> NOT_READING = Map.ofEntries(
            // a query of Logs Insights reads; it is stopped where nobody waits for it any more
            Map.entry("startQuery", "PlaceLogs"),
            Map.entry("stopQuery", "PlaceLogs"),
            // tables over the export and results, in places that an admin has set
            Map.entry("startQueryExecution", "AthenaRequests"),
            Map.entry("stopQueryExecution", "AthenaRequests"),
            // results that an engine wrote for Bursar, below the folder that an admin has set for them
            Map.entry("deleteObject", "S3Store"),
            // what changes that were approved write
            Map.entry("tagResources", "PlaceTags"),
            Map.entry("untagResources", "PlaceTags"),
            Map.entry("createBudget", "PlaceBudgets"),
            Map.entry("updateBudget", "PlaceBudgets"),
            Map.entry("deleteBudget", "PlaceBudgets"),
            Map.entry("createNotification", "PlaceBudgets"),
            Map.entry("updateNotification", "PlaceBudgets"),
            Map.entry("deleteNotification", "PlaceBudgets"),
            Map.entry("updateCostAllocationTagsStatus", "PlaceTagKeys"),
            Map.entry("startCostAllocationTagBackfill", "PlaceTagKeys"));

    static final ArchRule onlyApprovedChangesAreWrittenToAws = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bursar.simulator..")
            .should(new ArchCondition<>("send requests to AWS that change something") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getCodeUnitAccessesFromSelf().stream()
                            .filter(access -> isClientOfAws(access.getTargetOwner())
                                    && !READING.matcher(access.getTarget().getName())
                                            .matches())
                            .forEach(access -> events.add(new SimpleConditionEvent(
                                    type,
                                    !outermost(type)
                                            .getSimpleName()
                                            .equals(NOT_READING.get(
                                                    access.getTarget().getName())),
                                    access.getDescription())));
                }
            });

    private static boolean isClientOfAws(JavaClass owner) {
        return owner.getPackageName().startsWith("software.amazon.awssdk.services.")
                && owner.getSimpleName().matches(".+Client");
    }

    @Test
    void theOneThatWritesIsSeen() {
        assertThat(ProductClasses.all().stream()
                        .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                        .filter(access -> isClientOfAws(access.getTargetOwner()))
                        .map(access -> access.getTarget().getName()))
                .contains(
                        "tagResources",
                        "untagResources",
                        "updateBudget",
                        "updateCostAllocationTagsStatus",
                        "startCostAllocationTagBackfill",
                        "startQueryExecution",
                        "getResources");
    }

    static final ArchRule onlyResultsAreRemovedFromStores = noClasses()
            .that()
            .doNotHaveSimpleName("EngineFolders")
            .and()
            .doNotHaveSimpleName("EngineLines")
            .should()
            .accessTargetWhere(describe(
                    "it removes an object of a store",
                    access -> access.getName().equals("remove")
                            && access.getTargetOwner().isAssignableTo(ObjectStore.class)));

    /** A method's own {@code @Transactional} would replace what its class says, isolation and all, without a word. */
    static final ArchRule whatWritesNamesItsGuard = classes()
            .that()
            .areNotAnnotations()
            .should(new ArchCondition<>("write in @Writes, not in a bare @Transactional") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Stream.concat(Stream.of(type), type.getMethods().stream())
                            .filter(one -> one.tryGetAnnotationOfType(Transactional.class)
                                    .filter(its -> !its.readOnly() && its.propagation() == Propagation.REQUIRED)
                                    .isPresent())
                            .forEach(one -> events.add(
                                    SimpleConditionEvent.violated(type, one.getDescription() + " is @Transactional")));
                }
            });

    static final ArchRule onlyOneHandsTasksToTheScheduler = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bursar.tasks..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.github.kagkarlsson.scheduler.SchedulerClient");

    @Test
    void nobodyWritesIntoTheSchedulersTable() throws IOException {
        for (Path file : ProductSources.files()) {
            assertThat(Files.readString(file)).as("%s", file).doesNotContain("scheduled_tasks");
        }
    }

    static final ArchRule onlyViewsKnowVaadin = noClasses()
            .that(describe(
                    "are neither views nor the security configuration",
                    type -> !resideInAnyPackage(
                                            "dev.bursar..ui..",
                                            "dev.bursar.shell..",
                                            "dev.bursar.overview..",
                                            "dev.bursar.files.menu..",
                                            "dev.bursar.ownership.moves..",
                                            "dev.bursar.admin..")
                                    .test(type)
                            && !VAADIN_TIES.contains(outermost(type).getSimpleName())))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.vaadin..");

    static final ArchRule wordsAreMadeAtTheEdge = noClasses()
            .that(describe(
                    "are neither pages, words, mails nor files",
                    type -> !resideInAnyPackage(
                                            "dev.bursar..ui..",
                                            "dev.bursar..text..",
                                            "dev.bursar.ownership.moves..",
                                            "dev.bursar.shell..",
                                            "dev.bursar.overview..",
                                            "dev.bursar.admin..",
                                            "dev.bursar.chargeback.files..")
                                    .test(type)
                            && !outermost(type).getSimpleName().matches(".+(Mails|Export)")))
            .should()
            .dependOnClassesThat(describe(
                    "write figures and days as the screen does",
                    type -> outermost(type).getFullName().equals("dev.bursar.ui.Formats")));

    static final ArchRule nobodyDependsOnAFeaturesViews = noClasses()
            .should(new ArchCondition<>("depend on another package's views") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> dependency
                                    .getTargetClass()
                                    .getPackageName()
                                    .matches("dev\\.bursar\\.\\w+\\.ui(\\..*)?"))
                            .filter(dependency ->
                                    !type.getPackageName().startsWith(feature(dependency.getTargetClass()) + ".ui"))
                            .forEach(dependency -> events.add(
                                    SimpleConditionEvent.satisfied(dependency, dependency.getDescription())));
                }
            })
            .allowEmptyShould(true);

    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("it is now() without a clock") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    var owner = access.getTargetOwner().getFullName();
                    return access.getName().equals("now")
                                    && owner.startsWith("java.time.")
                                    && !access.getTarget().getFullName().contains("java.time.Clock")
                            || access.getName().equals("currentTimeMillis") && owner.equals("java.lang.System");
                }
            });

    private static final Pattern SQL_TIME = Pattern.compile("(?<![\\w.])(now\\(\\)|current_timestamp|current_date)");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    @Test
    void statementsTakeTheMomentAsAParameter() throws IOException {
        for (Path file : ProductSources.files()) {
            assertThat(asksForTheTime(Files.readString(file)))
                    .as("%s asks PostgreSQL for the time, which isn't the clock's", file)
                    .isFalse();
        }
    }

    @Test
    void aStatementThatDoesNotIsSeen() {
        String block = "\"\"\"";
        assertThat(asksForTheTime("jdbc.sql(\"delete from link where ends < now()\")"))
                .isTrue();
        assertThat(asksForTheTime(block + "\nset at = now()\n" + block + ").param(\"id\", id)"))
                .isTrue();
        assertThat(asksForTheTime(block + "\nset at = :now\n" + block + ").param(\"now\", now())"))
                .isFalse();
    }

    /** In a text block, of which every second part of the source is one, or in a text. */
    private static boolean asksForTheTime(String source) {
        String[] parts = source.split("\"\"\"");
        return IntStream.range(0, parts.length)
                .mapToObj(i -> i % 2 == 1
                        ? parts[i]
                        : TEXT.matcher(parts[i])
                                .results()
                                .map(MatchResult::group)
                                .collect(Collectors.joining()))
                .anyMatch(text -> SQL_TIME.matcher(text).find());
    }

    static final ArchRule datesAreJavaTimes = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.joda.time..")
                    .or(describe(
                            "are dates of before java.time",
                            type -> Set.of(
                                            "java.util.Date",
                                            "java.util.Calendar",
                                            "java.util.GregorianCalendar",
                                            "java.util.TimeZone",
                                            "java.text.SimpleDateFormat",
                                            "java.sql.Date",
                                            "java.sql.Time",
                                            "java.sql.Timestamp")
                                    .contains(type.getFullName()))));

    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Dto|DTO|Impl|Util|Utils|Manager|Helper)(\\$.*)?");

    static final ArchRule packagesAreNamedAfterFeatures = noClasses()
            .should()
            .resideInAnyPackage("..service..", "..repository..", "..dto..", "..util..", "..impl..", "..model..");

    static final ArchRule moneyIsNoFloatingPointField = fields().that()
            .haveNameMatching(MONEY.pattern())
            .should(new ArchCondition<>("be decimals") {
                @Override
                public void check(com.tngtech.archunit.core.domain.JavaField field, ConditionEvents events) {
                    if (floating(field.getRawType().getFullName())) {
                        events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is floating point"));
                    }
                }
            })
            .allowEmptyShould(true);

    static final ArchRule moneyIsNoFloatingPointAnswer = methods()
            .that()
            .haveNameMatching(MONEY.pattern())
            .should(new ArchCondition<>("answer decimals") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    if (floating(method.getRawReturnType().getFullName())) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is floating point"));
                    }
                }
            })
            .allowEmptyShould(true);

    static final ArchRule moneyIsNoFloatingPointParameter = classes()
            .should(new ArchCondition<>("take money as decimals") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    var reflected = type.reflect();
                    Stream.<Executable>concat(
                                    Arrays.stream(reflected.getDeclaredMethods()),
                                    Arrays.stream(reflected.getDeclaredConstructors()))
                            .flatMap(method -> Arrays.stream(method.getParameters()))
                            .filter(parameter -> floating(parameter.getType().getTypeName())
                                    && MONEY.matcher(parameter.getName()).matches())
                            .forEach(parameter -> events.add(SimpleConditionEvent.violated(
                                    type, parameter.getDeclaringExecutable() + " takes " + parameter)));
                }
            });

    /** A list page's address is made of the settings that its list names; these pages are no lists. */
    private static final Map<String, String> OWN_ADDRESSES = Map.of(
            "SpendAddress", "the explorer and its questions by another tag",
            "OverviewUrl", "a page of cards",
            "CoverageUrl", "a chart's days and tag",
            "RuleView", "a form, filled in by a link",
            "PolicyFormView", "a form, filled in by a link",
            "ExemptionsView", "a form, filled in by a link",
            "PoolsView", "a month");

    @Test
    void listPagesHaveNoAddressesOfTheirOwn() {
        assertThat(ProductClasses.all().stream()
                        .filter(type -> !type.getPackageName().equals("dev.bursar.list"))
                        .filter(type -> type.getConstructorCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(AddressReader.class)))
                        .map(type -> outermost(type).getSimpleName()))
                .isSubsetOf(OWN_ADDRESSES.keySet());
    }

    static final ArchRule viewsArePackagePrivate = classes()
            .that()
            .areAnnotatedWith("com.vaadin.flow.router.Route")
            .or()
            .areAnnotatedWith("com.vaadin.flow.router.Layout")
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    /** Widgets may: a share bar's width is a theme variable that only code knows. */
    static final ArchRule viewsDoNotWriteStyles = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bursar.ui..")
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("it is getStyle() of Vaadin") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    // a bar's length is data and set as a custom property
                    return access.getName().equals("getStyle")
                            && !access.getOriginOwner().getSimpleName().equals("ShareBar")
                            && access.getTargetOwner().getFullName().startsWith("com.vaadin.");
                }
            });

    static final ArchRule everyPackageSaysWhatMayBeNull = classes()
            .that()
            .resideOutsideOfPackage("dev.bursar")
            .should(new ArchCondition<>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                        events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                    }
                }
            });

    /** Rooms of a module that use each other, in whatever round, are one room in several places. */
    static final ArchRule roomsFormNoCircle = slices().matching("dev.bursar.(**)")
            .should()
            .beFreeOfCycles()
            // it tests the product, and its rooms are AWS's services that know one another
            .ignoreDependency(resideInAPackage("dev.bursar.simulator.."), resideInAPackage("dev.bursar.simulator.."));

    /** A record of two or more beans and nothing else hides from its user's constructor how many it needs. */
    static final ArchRule noRecordIsABagOfBeans = noClasses()
            .that()
            .areRecords()
            .should(new ArchCondition<>("hold beans and do nothing with them") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    var components = Arrays.stream(type.reflect().getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList();
                    var beans = type.getFields().stream()
                            .filter(field -> components.contains(field.getName()) && isBean(field.getRawType()))
                            .map(JavaField::getName)
                            .sorted()
                            .toList();
                    boolean does = type.getMethods().stream()
                            .anyMatch(method -> !components.contains(method.getName())
                                    && !method.getName().matches("equals|hashCode|toString"));
                    events.add(new SimpleConditionEvent(
                            type, beans.size() >= 2 && !does, type.getName() + " is a bag of " + beans));
                }
            });

    /** Calls that are passed on, argument by argument, belong to whoever makes them. */
    static final ArchRule noClassPassesMostCallsOn = noClasses()
            .should(new ArchCondition<>("pass more than half of its calls on") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    var methods = type.getMethods().stream()
                            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                                    && !method.getModifiers().contains(JavaModifier.STATIC))
                            .toList();
                    var passed = methods.stream()
                            .filter(ArchitectureTest::isPassedOn)
                            .map(JavaMethod::getName)
                            .sorted()
                            .toList();
                    events.add(new SimpleConditionEvent(
                            type,
                            passed.size() > 1 && passed.size() * 2 > methods.size(),
                            type.getName() + " passes on " + passed));
                }
            });

    /** To a bean that it holds; who implements a port, checks a right or opens a transaction does something of its own. */
    private static boolean isPassedOn(JavaMethod method) {
        var calls = method.getCallsFromSelf();
        return calls.size() == 1
                && method.getOwner().getAllRawInterfaces().stream()
                        .noneMatch(port -> port.getMethods().stream()
                                .anyMatch(its -> its.getName().equals(method.getName())))
                && method.getFieldAccesses().size() == 1
                && Stream.of(PreAuthorize.class, Transactional.class)
                        .noneMatch(its -> method.isMetaAnnotatedWith(its)
                                || method.getOwner().isMetaAnnotatedWith(its))
                && calls.stream()
                        .allMatch(call -> isBean(call.getTargetOwner())
                                && method.getFieldAccesses().stream()
                                        .allMatch(field ->
                                                field.getTarget().getRawType().equals(call.getTargetOwner()))
                                && call.getTarget().getRawParameterTypes().equals(method.getRawParameterTypes()));
    }

    private static boolean isBean(JavaClass type) {
        return type.isMetaAnnotatedWith(Component.class)
                || Set.of("JdbcClient", "TransactionTemplate", "ObjectProvider", "Clock")
                        .contains(type.getSimpleName());
    }

    @Component
    static class Kept {
        int kept(int one) {
            return one + 1;
        }

        int other(int one) {
            return one + 2;
        }
    }

    record Bag(Kept kept, Clock clock) {}

    static class Facade {
        private final Kept kept;

        Facade(Kept kept) {
            this.kept = kept;
        }

        int kept(int one) {
            return kept.kept(one);
        }

        int other(int one) {
            return kept.other(one);
        }

        int more(int one) {
            return kept.kept(one) + kept.other(one);
        }
    }

    @Test
    void bagsAndFacadesAreSeen() {
        var classes = new ClassFileImporter().importClasses(Kept.class, Bag.class, Facade.class);
        assertThat(noRecordIsABagOfBeans.evaluate(classes).getFailureReport().getDetails())
                .containsExactly(Bag.class.getName() + " is a bag of [clock, kept]");
        assertThat(noClassPassesMostCallsOn.evaluate(classes).getFailureReport().getDetails())
                .containsExactly(Facade.class.getName() + " passes on [kept, other]");
    }

    /** A class that does not fit on a few screens, or knows too many others, is two; these are named until they are split. */
    private static final Map<String, String> LARGE_CLASSES = Map.of(
            "DemoSteps", "each choice of the demo's people goes through its service",
            "SpendView", "one page from controls to its parts");

    private static final int MOST_LINES = 600;
    private static final int MOST_COLLABORATORS = 12;

    @Test
    void classesAreSmallEnoughToRead() throws IOException {
        var large = new TreeSet<String>();
        for (Path file : ProductSources.files()) {
            if (Files.readAllLines(file).size() > MOST_LINES) {
                large.add(file.getFileName().toString().replace(".java", ""));
            }
        }
        ProductClasses.all().stream()
                .filter(type -> type.isTopLevelClass() && !type.isRecord())
                .filter(type -> type.getConstructors().stream()
                        .anyMatch(constructor -> !constructor.getModifiers().contains(JavaModifier.PRIVATE)
                                && constructor.getRawParameterTypes().size() > MOST_COLLABORATORS))
                .forEach(type -> large.add(type.getSimpleName()));
        assertThat(large)
                .as("over %d lines or %d arguments", MOST_LINES, MOST_COLLABORATORS)
                .isEqualTo(LARGE_CLASSES.keySet());
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().replaceFirst("^(dev\\.bursar\\.\\w+).*", "$1");
    }

    private static boolean floating(String type) {
        return type.matches("(double|float|java\\.lang\\.Double|java\\.lang\\.Float)(\\[])*");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
