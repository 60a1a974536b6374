package dev.bursar.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.bursar.simulator.athena.Athena;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.budgets.Budgets;
import dev.bursar.simulator.changes.Changes;
import dev.bursar.simulator.cloudtrail.CloudTrail;
import dev.bursar.simulator.cloudtrail.Events;
import dev.bursar.simulator.cloudtrail.TrailFiles;
import dev.bursar.simulator.cloudtrail.WriteEvents;
import dev.bursar.simulator.costs.AllocationTags;
import dev.bursar.simulator.costs.CostExplorer;
import dev.bursar.simulator.exports.S3;
import dev.bursar.simulator.faults.Effect;
import dev.bursar.simulator.faults.Faults;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.AwsService;
import dev.bursar.simulator.http.BudgetControl;
import dev.bursar.simulator.http.Call;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.ControlApi;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Reply;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.http.ResourceControl;
import dev.bursar.simulator.invoicing.Invoicing;
import dev.bursar.simulator.logs.CloudWatchLogs;
import dev.bursar.simulator.metrics.CloudWatch;
import dev.bursar.simulator.metrics.ComputeOptimizer;
import dev.bursar.simulator.metrics.Machines;
import dev.bursar.simulator.metrics.PriceList;
import dev.bursar.simulator.metrics.SavingsPlans;
import dev.bursar.simulator.ml.AutoScaling;
import dev.bursar.simulator.ml.Bedrock;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.SageMaker;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.reports.ReportsBucket;
import dev.bursar.simulator.resources.AccountManagement;
import dev.bursar.simulator.resources.Regions;
import dev.bursar.simulator.resources.ResourceExplorer;
import dev.bursar.simulator.resources.ResourceInventory;
import dev.bursar.simulator.resources.TagWrites;
import dev.bursar.simulator.resources.Tagging;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.simulator.roles.Sessions;
import dev.bursar.simulator.traces.XRay;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An AWS that answers over HTTP on a port of this machine only. */
public final class Simulator implements AutoCloseable {
    /** Rows (time step, group) of a page of GetCostAndUsage, if not set otherwise. */
    public static final int USUAL_ROWS_PER_PAGE = 1_000;

    private static final String LOCAL = "127.0.0.1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final Budgets budgets;
    private final Invoicing invoicing;
    private final MemberRoles roles;
    private final Regions regions = new Regions();
    private final ResourceInventory resources;
    private final TagWrites tagWrites;
    private final AllocationTags allocationTags;
    private final AccountManagement accountManagement;
    private final ResourceExplorer explorer;
    private final Events events;
    private final CloudTrail cloudTrail;
    private final TrailFiles trailFiles;
    private final Ml ml;
    private final Bedrock bedrock;
    private final CloudWatch metrics;
    private final ComputeOptimizer optimizer;
    private final XRay traces;
    private final ResultsBucket results;
    private final S3 s3;
    private final Athena athena;
    private volatile int rowsPerPage = USUAL_ROWS_PER_PAGE;

    private Simulator(Organisation organisation, Clock clock, HttpServer server) {
        this.server = server;
        this.invoicing = new Invoicing(organisation, clock);
        var changes = new Changes(organisation, invoicing);
        this.roles = new MemberRoles(organisation);
        this.resources = new ResourceInventory(organisation, clock);
        this.accountManagement = new AccountManagement(roles, regions);
        this.explorer = new ResourceExplorer(resources, regions, clock);
        this.events = new Events(organisation, resources, clock);
        this.cloudTrail = new CloudTrail(events, clock);
        this.trailFiles = new TrailFiles(organisation, events, clock);
        this.ml = new Ml(organisation, clock);
        var machines = new Machines(organisation);
        this.bedrock = new Bedrock(organisation, clock);
        this.metrics = new CloudWatch(ml, machines, bedrock, organisation.opened(), clock);
        this.optimizer = new ComputeOptimizer(machines, organisation, clock);
        this.traces = new XRay(ml, clock);
        var sessions = new Sessions(roles, clock);
        this.budgets = new Budgets(organisation, clock, new WriteEvents(events, sessions, clock)::ofBudgets);
        this.tagWrites = new TagWrites(resources, sessions, new WriteEvents(events, sessions, clock)::ofTags, clock);
        this.allocationTags =
                new AllocationTags(organisation, new WriteEvents(events, sessions, clock)::ofAllocationTags, clock);
        this.results = new ResultsBucket(clock);
        this.s3 = organisation.isDemo()
                ? new S3(organisation, changes::isHeld, trailFiles, results, new ReportsBucket(organisation))
                : new S3(organisation, changes::isHeld, trailFiles, results);
        this.athena = new Athena(s3, clock);
        var services = List.<AwsService>of(
                new Sts(sessions),
                new Organizations(organisation),
                new CostExplorer(organisation, allocationTags, () -> rowsPerPage),
                s3,
                athena,
                budgets,
                invoicing,
                accountManagement,
                new Tagging(resources, tagWrites, clock),
                explorer,
                cloudTrail,
                new SageMaker(ml, resources),
                new AutoScaling(ml),
                bedrock,
                metrics,
                new PriceList(),
                new SavingsPlans(clock),
                optimizer,
                new CloudWatchLogs(ml, clock),
                traces);
        server.setExecutor(threads);
        server.createContext("/", new AwsEndpoint(services, new Access(sessions, regions), faults, requests));
        server.createContext(
                ControlApi.PATH,
                new ControlApi(
                        organisation,
                        invoicing,
                        changes,
                        new ResourceControl(resources, tagWrites, roles, allocationTags),
                        new BudgetControl(budgets),
                        events,
                        s3,
                        faults,
                        requests));
    }

    /** Starts answering on the port, or on any free one for 0. */
    public static Simulator start(Organisation organisation, Clock clock, int port) {
        // without it each answer on a kept connection waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var simulator =
                    new Simulator(organisation, clock, HttpServer.create(new InetSocketAddress(LOCAL, port), 0));
            simulator.server.start();
            return simulator;
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator can't use port " + port, e);
        }
    }

    public URI endpoint() {
        return URI.create("http://" + LOCAL + ":" + server.getAddress().getPort());
    }

    public Faults faults() {
        return faults;
    }

    /** Sets how many lines a file of exports has; it has to be set before one is delivered. */
    public void rowsPerExportFile(int rows) {
        s3.rowsPerExportFile(rows);
    }

    /**
     * Has the Cost and Usage Reports (not FOCUS) have split cost allocation of the cluster's pods on some days, end exclusive; without it
     * they don't have its columns.
     */
    public void splitCostAllocation(LocalDate from, LocalDate to) {
        s3.splitCostAllocation(from, to, false);
    }

    /** The same in lines of an hour, not of a day. */
    public void splitCostAllocationByHour(LocalDate from, LocalDate to) {
        s3.splitCostAllocation(from, to, true);
    }

    public Budgets budgets() {
        return budgets;
    }

    public Invoicing invoicing() {
        return invoicing;
    }

    /** Has the month's main invoice ask for so much more than the month's charges; less where it is negative. */
    public void invoiceOff(YearMonth month, BigDecimal amount) {
        invoicing.off(month, amount);
    }

    /** The roles in each account, which read it and write tags there. */
    public MemberRoles roles() {
        return roles;
    }

    /** Which Regions are enabled for which account. */
    public Regions regions() {
        return regions;
    }

    /** What the tagging API and Resource Explorer list. */
    public ResourceInventory resources() {
        return resources;
    }

    /** Writes of tags, and what goes wrong with them on demand. */
    public TagWrites tagWrites() {
        return tagWrites;
    }

    /** Cost allocation tags, how soon they are active and how long a backfill takes. */
    public AllocationTags allocationTags() {
        return allocationTags;
    }

    public AccountManagement accountManagement() {
        return accountManagement;
    }

    public ResourceExplorer explorer() {
        return explorer;
    }

    /** What CloudTrail recorded. */
    public Events events() {
        return events;
    }

    public CloudTrail cloudTrail() {
        return cloudTrail;
    }

    /** The bucket that the organisation's trail is delivered to. */
    public TrailFiles trailFiles() {
        return trailFiles;
    }

    /** What runs in SageMaker. */
    public Ml ml() {
        return ml;
    }

    /** Amazon Bedrock. */
    public Bedrock bedrock() {
        return bedrock;
    }

    /** CloudWatch's metrics. */
    public CloudWatch metrics() {
        return metrics;
    }

    /** Whether accounts are enrolled, and what is found idle. */
    public ComputeOptimizer optimizer() {
        return optimizer;
    }

    /** X-Ray. */
    public XRay traces() {
        return traces;
    }

    /** Athena in the payer's account. */
    public Athena athena() {
        return athena;
    }

    /** The bucket that Athena writes to. */
    public ResultsBucket results() {
        return results;
    }

    public RequestLog requests() {
        return requests;
    }

    /** Sets how many rows (time step, group) a page of GetCostAndUsage holds. */
    public void rowsPerPage(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("A page holds at least one row");
        }
        rowsPerPage = rows;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The address that all AWS requests go to: finds the operation, lets faults strike, answers, keeps the log. */
    static final class AwsEndpoint implements HttpHandler {
        private static final Logger LOG = LoggerFactory.getLogger(AwsEndpoint.class);

        private final List<AwsService> services;
        private final Access access;
        private final Faults faults;
        private final RequestLog log;

        AwsEndpoint(List<AwsService> services, Access access, Faults faults, RequestLog log) {
            this.services = services;
            this.access = access;
            this.faults = faults;
            this.log = log;
        }

        @Override
        public void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                exchange.getResponseHeaders()
                        .set("x-amzn-RequestId", UUID.randomUUID().toString());
                var headers = exchange.getRequestHeaders();
                var body = exchange.getRequestBody().readAllBytes();
                try {
                    var call = Call.read(services, exchange, body);
                    answer(exchange, call, access.known(Caller.of(headers.getFirst("Authorization"))));
                } catch (AwsRefusal refusal) {
                    Json.error(refusal, "message").send(exchange);
                }
            }
        }

        private void answer(HttpExchange exchange, Call call, Caller caller) throws IOException {
            var effects = faults.strike(call, caller);
            for (var effect : effects) {
                switch (effect) {
                    case Effect.Slow(var delay) -> pause(delay);
                    case Effect.Dropped _ -> {
                        log.add(call.entry("Dropped").from(caller));
                        return;
                    }
                    case Effect.HtmlError _ -> {
                        log.add(call.entry("HtmlError").from(caller));
                        Reply.html().send(exchange);
                        return;
                    }
                    case Effect.Refused(var code, var text, var status) -> {
                        var words = text.replace("{action}", call.action()).replace("{user}", caller.arn());
                        refuse(exchange, call, caller, new AwsRefusal(code, words, status));
                        return;
                    }
                    case Effect.CutShort _,
                            Effect.Lost _,
                            Effect.InvalidJson _,
                            Effect.QueryEnds _,
                            Effect.OfJson _ -> {}
                }
            }
            reply(exchange, call, caller, effects);
        }

        private void reply(HttpExchange exchange, Call call, Caller caller, List<Effect> effects) throws IOException {
            try {
                access.check(call, caller);
                var reply = call.answer(caller, effects);
                if (effects.stream().anyMatch(Effect.Lost.class::isInstance)) {
                    log.add(call.entry("Lost").from(caller));
                    return;
                }
                if (effects.stream().anyMatch(Effect.CutShort.class::isInstance)) {
                    log.add(call.entry("CutShort").from(caller));
                    reply.sendHalf(exchange);
                    return;
                }
                log.add(call.entry(RequestLog.OK).from(caller));
                (effects.stream().anyMatch(Effect.InvalidJson.class::isInstance) ? reply.halved() : reply)
                        .send(exchange);
            } catch (AwsRefusal refusal) {
                refuse(exchange, call, caller, refusal);
            } catch (RuntimeException e) {
                LOG.error("{} failed", call.operation(), e);
                refuse(exchange, call, caller, new AwsRefusal("InternalFailure", "The simulator failed", 500));
            }
        }

        private void refuse(HttpExchange exchange, Call call, Caller caller, AwsRefusal refusal) throws IOException {
            log.add(call.entry(refusal.code()).from(caller));
            call.refusal(refusal).send(exchange);
        }

        private static void pause(Duration delay) {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether a caller's credentials let it ask a service where it asks. */
    static final class Access {
        private final Sessions sessions;
        private final Regions regions;

        Access(Sessions sessions, Regions regions) {
            this.sessions = sessions;
            this.regions = regions;
        }

        Caller known(Caller caller) {
            return sessions.known(caller);
        }

        /** Refuses as AWS does: bad credentials and Regions that are off look the same. */
        void check(Call call, Caller caller) {
            try {
                sessions.check(caller, call.action());
            } catch (AwsRefusal refusal) {
                throw asServiceSays(call, refusal);
            }
            var allowed = switch (call.service().reach()) {
                case PAYER -> caller.isPayer();
                case ACCOUNTS -> true;
                case REGIONS -> {
                    if (!regions.isEnabled(caller.account(), caller.region())) {
                        throw Sessions.invalid();
                    }
                    yield true;
                }
            };
            if (!allowed) {
                throw asServiceSays(call, Sessions.denied(caller, call.action()));
            }
        }

        /** Only services of JSON 1.1 deny with HTTP 400. */
        private static AwsRefusal asServiceSays(Call call, AwsRefusal refusal) {
            return call.service() instanceof JsonService || !refusal.code().equals("AccessDeniedException")
                    ? refusal
                    : new AwsRefusal(refusal.code(), refusal.text(), 403);
        }
    }
}
