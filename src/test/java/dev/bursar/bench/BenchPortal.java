package dev.bursar.bench;

import dev.bursar.Bursar;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.charges.SyntheticYears;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.local.LocalPostgres;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/** The whole portal in this process, on a database of its own with a year of charges, and one person with every role. */
final class BenchPortal implements AutoCloseable {
    private static final String DATABASE = "bench_portal";
    private static final String NAME = "visitor";
    private static final String PASSWORD = "a long enough sentence";
    private static final int CHARGES = 30;

    private final LocalPostgres server;
    private final PersonId person;
    final ConfigurableApplicationContext context;

    BenchPortal(int accounts) throws SQLException {
        this(accounts, false);
    }

    /** Without charges. */
    static BenchPortal empty() throws SQLException {
        return new BenchPortal(0, false);
    }

    /**
     * @param accounts none for a portal without charges
     * @param scheduled whether jobs and errands run by themselves
     */
    BenchPortal(int accounts, boolean scheduled) throws SQLException {
        server = LocalPostgres.start(
                Path.of("target/bench-postgres"), "fsync=on", "synchronous_commit=on", "full_page_writes=on");
        try (Connection connection = server.superuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + DATABASE + " with (force)");
            LocalPostgres.createDatabase(statement, DATABASE);
        }
        var application = new SpringApplication(Portal.class);
        application.setDefaultProperties(Map.of(
                "vaadin.productionMode",
                "true",
                "bursar.sync.scheduled",
                scheduled,
                "logging.level.root",
                "warn",
                "spring.datasource.url",
                server.url(DATABASE),
                "spring.datasource.username",
                LocalPostgres.APP,
                "spring.datasource.password",
                server.appPassword(),
                "spring.flyway.user",
                LocalPostgres.OWNER,
                "spring.flyway.password",
                server.ownerPassword()));
        context = application.run(
                "--server.port=0", "--bursar.data=" + System.getProperty("bursar.bench.data", "target/bench-portal"));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        if (accounts > 0) {
            SyntheticYears.load(context, YearMonth.from(today).minusMonths(11), today, accounts, CHARGES);
        }
        person = context.getBean(BackgroundScope.class).call(() -> {
            People people = context.getBean(People.class);
            var visitor = people.create(new NewPerson(NAME, NAME, Set.of(Role.FINANCE, Role.ADMIN)));
            people.setPassword(visitor, PASSWORD);
            return visitor;
        });
        superuser("vacuum analyze");
    }

    /**
     * The portal's own classes: the tests' stand on the same path, their clock and their workers among them. Not a
     * configuration by annotation, or the tests' portals would find it.
     */
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackages = "dev.bursar")
    @ComponentScan(
            basePackages = "dev.bursar",
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.CUSTOM, classes = OfTests.class),
                @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Bursar.class)
            })
    static class Portal {}

    static final class OfTests implements TypeFilter {
        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
            return type.getResource().getURL().getPath().contains("/test-classes/");
        }
    }

    Visitor visitor() throws Exception {
        return new Visitor(address()).signIn(NAME, PASSWORD);
    }

    /** Done with the rights of the person who visits. */
    <T> T asVisitor(Supplier<T> work) {
        return as(person, work);
    }

    <T> T as(PersonId somebody, Supplier<T> work) {
        return context.getBean(OnBehalf.class).call(somebody, work);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    void superuser(String sql) throws SQLException {
        try (Connection connection = server.superuser(DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        context.close();
        server.close();
    }
}
