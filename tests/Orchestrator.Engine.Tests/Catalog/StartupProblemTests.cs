using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Testing;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Catalog;

/// <summary>What an application lacks is found when its host starts, all of it at once.</summary>
public sealed class StartupProblemTests
{
    private static readonly string BeatIsMissing =
        $": the service {typeof(IBeat)} is not registered. Add it to the services of the application before the host is built.";

    [Fact]
    public async Task Services_schedules_and_settings_that_are_wrong_stop_the_host_with_one_list()
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            EngineHost.StartAsync(
                configure: static options =>
                {
                    options.CheckServices = ServiceCheck.Fail;
                    options.ExternalSystems["workshp"] = new() { MaxConcurrency = 1 };
                },
                services: static services => services.RemoveAll<GadgetSystem>().RemoveAll<IBeat>(),
                builder: static builder =>
                    builder
                        .AddSchedule("test.roof", "clean_roof", ScheduleTrigger.Cron("0 2 * * *"))
                        .AddReconcileSchedule("test.thngs", "thng", ScheduleTrigger.Cron("0 2 * * *"))
            )
        );

        string[] failures = [.. refused.Failures];
        Assert.Equal($"This host cannot start:\n- {string.Join("\n- ", failures)}", refused.ToString());
        Assert.Equal(5, failures.Length);
        var beat = Assert.Single(failures, static failure => failure.EndsWith(BeatIsMissing, StringComparison.Ordinal));
        Assert.StartsWith("BeatWorkflows.", beat, StringComparison.Ordinal);
        var gadgets = Assert.Single(failures, static failure => failure.Contains(typeof(GadgetSystem).FullName!, StringComparison.Ordinal));
        Assert.Contains("FiredGadgetResource, ", gadgets, StringComparison.Ordinal);
        Assert.Contains(failures, static failure => failure.StartsWith("AddSchedule(\"test.roof\")", StringComparison.Ordinal));
        Assert.Contains(failures, static failure => failure.StartsWith("AddReconcileSchedule(\"test.thngs\")", StringComparison.Ordinal));
        Assert.Contains(failures, static failure => failure.StartsWith("Orchestrator:ExternalSystems:workshp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_of_a_schedule_that_its_workflow_refuses_stop_the_host()
    {
        var daily = ScheduleTrigger.Cron("0 2 * * *");

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            EngineHost.StartAsync(builder: builder =>
                builder
                    .AddSchedule("a.empty", "validate_thing", daily)
                    .AddSchedule("b.misspelt", "validate_thing", daily, new { subscriptionid = Guid.NewGuid() })
                    .AddSchedule("c.type", "modify_thing", daily, new { subscription_id = 7 }, new { size = 1 })
                    .AddSchedule("d.product", "create_thing", daily, new { product = "thng" })
                    .AddSchedule("e.answers", "mop_floor", daily, new { colour = "red" })
                    .AddSchedule("f.pages", "mop_floor", daily, new { }, new { })
                    .AddSchedule("g.other", "create_thing", daily, new { product = "carriage" })
                    .AddSchedule("g.right", "validate_thing", daily, new { subscription_id = Guid.NewGuid() })
                    .AddSchedule("h.right", "create_thing", daily, new { product = "thing" }, new { size = 1 })
                    .AddSchedule("i.right", "create_thing", daily, new { product = Guid.NewGuid() }, new { size = 1 })
                    .AddSchedule("j.right", "mop_floor", daily)
            )
        );

        Assert.Equal(
            [
                "AddSchedule(\"a.empty\"): 'subscription_id' of its first page: Field required.",
                "AddSchedule(\"b.misspelt\"): 'subscription_id' of its first page: Field required.",
                "AddSchedule(\"b.misspelt\"): 'subscriptionid' of its first page: Extra inputs are not permitted. Did you mean "
                    + "'subscription_id'?",
                "AddSchedule(\"c.type\"): 'subscription_id' of its first page: UUID input should be a string, bytes or UUID object.",
                "AddSchedule(\"d.product\"): 'product' of its first page: This workflow creates no product 'thng'. Did you mean 'thing'?",
                "AddSchedule(\"e.answers\"): 'colour' of its first page: Extra inputs are not permitted.",
                "AddSchedule(\"f.pages\"): 'mop_floor' asks one page, and 2 are given: remove the others.",
                "AddSchedule(\"g.other\"): 'product' of its first page: This workflow creates no product 'carriage'. Products: 'thing'.",
            ],
            refused.Failures
        );
    }

    [Fact]
    public async Task Pages_of_a_schedule_that_a_task_of_the_engine_refuses_stop_the_host()
    {
        var daily = ScheduleTrigger.Cron("0 2 * * *");
        object[] all = [new { field = "workflow_name", value = "modify_thing" }];

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            EngineHost.StartAsync(builder: builder =>
                builder
                    .AddSchedule("a.type", "task_bulk_reconcile", daily, new { concurrency = "many" })
                    .AddSchedule("b.range", "task_bulk_reconcile", daily, new { concurrency = 0, canary = 0 })
                    .AddSchedule("c.misspelt", "task_bulk_check", daily, new { qery = "status:active" })
                    .AddSchedule("d.query", "task_bulk_reconcile", daily, new { query = "(status:active" })
                    .AddSchedule("e.product", "task_bulk_reconcile", daily, new { product = "thng" })
                    .AddSchedule("f.product", "task_bulk_check", daily, new { product = "thng" })
                    .AddSchedule("g.product", "task_heal_drift", daily, new { product = "thng" })
                    .AddSchedule("h.lacks", "task_validate_product_type", daily)
                    .AddSchedule(
                        "j.filter",
                        "task_bulk_retry",
                        daily,
                        new { filters = new[] { new { field = "colour", value = "red" } }, reason = "r" }
                    )
                    .AddSchedule("k.reason", "task_bulk_abort", daily, new { filters = all, reason = " " })
                    .AddSchedule("l.pages", "task_bulk_check", daily, new { }, new { })
                    .AddSchedule("m.lacks", "modify_note", daily, new { subscription_id = Guid.NewGuid() })
                    .AddSchedule("n.misspelt", "modify_note", daily, new { subscription_id = Guid.NewGuid() }, new { nte = "late" })
                    .AddSchedule("o.pages", "task_clean_up_tasks", daily, new { days = 3 })
                    .AddSchedule(
                        "p.right",
                        "task_bulk_reconcile",
                        daily,
                        new
                        {
                            product = "thing",
                            query = "status:active",
                            wave_size = 5,
                        }
                    )
                    .AddSchedule("q.right", "task_bulk_check", daily)
                    .AddSchedule("r.right", "task_heal_drift", daily, new { product = "thing" })
                    .AddSchedule("s.right", "task_validate_product_type", daily, new { product_type = "Thing" })
                    .AddSchedule("t.right", "task_bulk_abort", daily, new { filters = all, reason = "They are tests." })
                    .AddSchedule("u.right", "modify_note", daily, new { subscription_id = Guid.NewGuid() }, new { note = "late" })
            )
        );

        Assert.Equal(
            [
                "AddSchedule(\"a.type\"): 'concurrency' of its first",
                "AddSchedule(\"b.range\"): 'concurrency' of its first",
                "AddSchedule(\"b.range\"): 'canary' of its first",
                "AddSchedule(\"c.misspelt\"): 'qery' of its first",
                "AddSchedule(\"d.query\"): 'query' of its first",
                "AddSchedule(\"e.product\"): 'product' of its first",
                "AddSchedule(\"f.product\"): 'product' of its first",
                "AddSchedule(\"g.product\"): 'product' of its first",
                "AddSchedule(\"h.lacks\"): 'product_type' of its first",
                "AddSchedule(\"j.filter\"): 'filters' of its first",
                "AddSchedule(\"k.reason\"): 'reason' of its first",
                "AddSchedule(\"l.pages\"): 'task_bulk_check' asks one page, and 2 are given: remove the others.",
                "AddSchedule(\"m.lacks\"): 'modify_note' has an input form, and no page answers it. Add its pages after the first one.",
                "AddSchedule(\"n.misspelt\"): 'nte' of its second",
                "AddSchedule(\"o.pages\"): 'days' of its first",
            ],
            refused.Failures.Select(static failure => failure.Split(" page: ")[0])
        );
        Assert.Equal(3, refused.Failures.Count(static failure => failure.Contains("Did you mean 'thing'?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_schedule_that_is_never_due_stops_the_host()
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            EngineHost.StartAsync(builder: static builder =>
                builder
                    .AddSchedule("a.never", "mop_floor", ScheduleTrigger.Cron("0 0 30 2 *"))
                    .AddSchedule("b.leap", "mop_floor", ScheduleTrigger.Cron("0 0 29 2 *"))
                    .AddSchedule("c.once", "mop_floor", ScheduleTrigger.Once(DateTimeOffset.UnixEpoch))
                    .AddSchedule(
                        "d.past",
                        "mop_floor",
                        ScheduleTrigger.Parse("cron", JsonElement.Parse("""{"year": "2001", "month": "1"}"""))
                    )
            )
        );

        Assert.StartsWith(
            "AddSchedule(\"a.never\"): its trigger is never due: cron {",
            Assert.Single(refused.Failures),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_answer_of_a_schedule_that_is_nearly_one_of_the_form_or_lacks_or_that_only_the_database_may_know_is_a_warning()
    {
        var log = new HostLog();
        await using var host = await EngineHost.StartAsync(
            services: services => services.AddSingleton<ILoggerProvider>(log),
            builder: static builder =>
                builder
                    .AddSchedule(
                        "a.misspelt",
                        "modify_thing",
                        ScheduleTrigger.Cron("0 2 * * *"),
                        new { subscription_id = Guid.NewGuid() },
                        new { sizee = 1 }
                    )
                    .AddSchedule(
                        "b.right",
                        "modify_thing",
                        ScheduleTrigger.Cron("0 2 * * *"),
                        new { subscription_id = Guid.NewGuid() },
                        new
                        {
                            size = 1,
                            sizes = 2,
                            colour = "red",
                        }
                    )
                    .AddSchedule("c.lacks", "modify_thing", ScheduleTrigger.Cron("0 2 * * *"), new { subscription_id = Guid.NewGuid() })
                    .AddSchedule("d.right", "validate_thing", ScheduleTrigger.Cron("0 2 * * *"), new { subscription_id = Guid.NewGuid() })
                    .AddSchedule("e.type", "task_validate_product_type", ScheduleTrigger.Cron("0 2 * * *"), new { product_type = "Thng" })
        );

        Assert.Equal(
            [
                (LogLevel.Warning, "AddSchedule(\"a.misspelt\"): the form of 'modify_thing' does not return 'sizee'. Did you mean 'size'?"),
                (
                    LogLevel.Warning,
                    "AddSchedule(\"c.lacks\"): 'modify_thing' has an input form, and no page answers it. Add its pages after the first one."
                ),
                (
                    LogLevel.Warning,
                    "AddSchedule(\"e.type\"): 'product_type' of its first page: The code has no product of the type 'Thng', so nothing is "
                        + "started unless the database has one. Did you mean 'Thing'?"
                ),
            ],
            log.Entries.Where(static entry => entry.Text.StartsWith("AddSchedule(", StringComparison.Ordinal))
                .Select(static entry => (entry.Level, entry.Text))
        );
    }

    [Fact]
    public async Task A_drift_policy_that_corrects_drift_and_has_no_times_is_a_warning()
    {
        var log = new HostLog();
        await using var host = await EngineHost.StartAsync(
            services: services => services.AddSingleton<ILoggerProvider>(log),
            builder: static builder =>
                builder
                    .AddDriftPolicy("thing", new() { Heal = DriftHealing.Heal })
                    .AddDriftPolicy("gadget", new() { Check = "0 3 * * *", Heal = DriftHealing.Heal })
        );

        Assert.Equal(
            ["The drift policy of the product 'thing' corrects drift, but has no times"],
            log.Entries.Where(static entry => entry.Text.StartsWith("The drift policy", StringComparison.Ordinal))
                .Select(static entry => entry.Text.Split(", so a round")[0])
        );
    }

    [Fact]
    public async Task A_service_that_only_workflows_of_other_hosts_need_is_a_warning()
    {
        var log = await StartWithoutBeatAsync(static options =>
        {
            options.Queues[QueueNames.Default] = 0;
            options.Queues[QueueNames.Tasks] = 0;
        });

        var warning = Assert.Single(FindMissing(log));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.EndsWith(BeatIsMissing, warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ServiceCheck.Warn, 1)]
    [InlineData(ServiceCheck.Off, 0)]
    public async Task A_host_can_be_told_to_start_all_the_same(ServiceCheck check, int warnings)
    {
        var log = await StartWithoutBeatAsync(options => options.CheckServices = check);

        Assert.Equal(warnings, FindMissing(log).Count());
        Assert.Single(log.Entries, static entry => entry.Text.StartsWith("The core database is ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_of_a_step_that_is_in_no_workflow_does_not_stop_the_host()
    {
        await using var host = await EngineHost.StartAsync(
            configure: static options => options.CheckServices = ServiceCheck.Fail,
            builder: static builder => builder.Catalog.Services.Add(typeof(Version), "Attic.Forgotten")
        );

        await host.RunPlainAsync("mop_floor");
    }

    [Fact]
    public void A_host_that_lacks_something_is_refused_when_it_is_built_before_it_could_log_what_its_caller_prints()
    {
        using var database = TestDatabase.New();
        var log = new HostLog();
        var builder = CreateWithoutServices(database);
        builder.Services.AddSingleton<ILoggerProvider>(log);

        var refused = Assert.ThrowsAny<OptionsValidationException>(builder.Build);

        Assert.Contains(refused.Failures, static failure => failure.EndsWith(BeatIsMissing, StringComparison.Ordinal));
        Assert.Empty(log.Entries);
    }

    [Fact]
    public void A_database_that_is_not_chosen_or_not_named_rightly_is_in_the_list()
    {
        using var database = TestDatabase.New();
        var builder = CreateWithoutServices(database);
        builder.Configuration["Orchestrator:Provider"] = "Oracle";

        var refused = Assert.ThrowsAny<OptionsValidationException>(builder.Build);

        Assert.Contains(refused.Failures, static failure => failure.EndsWith(BeatIsMissing, StringComparison.Ordinal));
        Assert.Contains(
            refused.Failures,
            static failure => failure.StartsWith("Orchestrator:Provider is 'Oracle', but this", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("Default", true)]
    [InlineData("Microsoft", true)]
    [InlineData("Microsoft.*.Host", true)]
    [InlineData("Orchestrator", false)]
    public async Task A_database_that_the_host_cannot_use_is_said_once_in_words_and_the_console_follows_its_settings(
        string debugged,
        bool showsHost
    )
    {
        using var database = TestDatabase.New();
        database.Query("UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '29991231235959_FromTheFuture'");
        var (console, log) = (new ConsoleLog(), new HostLog());
        var builder = CreateWithoutServices(database);
        builder.Configuration["Orchestrator:CheckServices"] = "Off";
        builder.Configuration["Orchestrator:Provider"] = database.Provider.Name;
        builder.Configuration["Orchestrator:Database"] = database.ConnectionString;
        builder.Configuration[$"Logging:LogLevel:{debugged}"] = "Debug";
        builder.Logging.ClearProviders().AddProvider(console).AddProvider(log);
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<StorageException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal($"This host cannot start: {refused.Message}", refused.ToString());
        Assert.Same(refused, Assert.Single(log.Entries, static entry => entry.Exception is not null).Exception);
        Assert.DoesNotContain(console.Log.Entries, static entry => entry.Exception is not null);
        Assert.Equal(
            showsHost,
            console.Log.Entries.Any(static entry =>
                entry is { Level: LogLevel.Debug, Category: "Microsoft.Extensions.Hosting.Internal.Host" }
            )
        );
    }

    [Fact]
    public void What_only_asks_for_the_settings_needs_no_services()
    {
        using var database = TestDatabase.New();
        using var services = CreateWithoutServices(database).Services.BuildServiceProvider();

        Assert.Equal(ServiceCheck.Fail, services.GetRequiredService<IOptions<OrchestratorOptions>>().Value.CheckServices);
    }

    private static HostApplicationBuilder CreateWithoutServices(TestDatabase database)
    {
        var builder = Host.CreateApplicationBuilder();
        var orchestrator = builder.Services.AddOrchestrator(builder.Configuration);
        database.Register(orchestrator);
        orchestrator.AddOrchestrator_Tests_SupportWorkflows();
        return builder;
    }

    [Fact]
    public async Task A_host_that_registers_no_workflows_says_which_call_is_missing_and_to_leave_the_rows_of_others_alone()
    {
        using var database = TestDatabase.New();
        await (await EngineHost.StartAsync(database)).DisposeAsync();
        var log = new HostLog();

        await using var host = await OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = database.Register,
                Services = services => services.AddSingleton<ILoggerProvider>(log),
                Options = options => (options.Provider, options.Database) = (database.Provider.Name, database.ConnectionString),
            }
        );

        var warning = Assert.Single(log.Entries, static entry => entry.Text.Contains("mop_floor", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.StartsWith("This host registers no workflows, and the database has ", warning.Text, StringComparison.Ordinal);
        Assert.Contains("Call Add<assembly>Workflows(), ", warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("deleted_at", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflows_of_a_product_that_two_assemblies_describe_alike_are_a_warning()
    {
        var log = new HostLog();

        await using var host = await EngineHost.StartAsync(
            services: services => services.AddSingleton<ILoggerProvider>(log),
            builder: static builder =>
            {
                // As another assembly does: this one, and not that of the other workflows, has these methods.
                builder.Catalog.AddModify("modify_thing_again", "modify thing ", [typeof(Thing)], static () => Workflow.Begin);
                builder.Catalog.AddValidate("validate_thing_again", "Modify thing", [typeof(Thing)], static () => Workflow.Begin);
            }
        );

        Assert.Equal(
            ["The workflows 'modify_thing', 'modify_thing_again' of the product 'thing' are all described as 'Modify thing'"],
            log.Entries.Where(static entry =>
                    entry is { Level: LogLevel.Warning } && entry.Text.Contains("described as", StringComparison.Ordinal)
                )
                .Select(static entry => entry.Text.Split(", so operators")[0])
        );
    }

    [Fact]
    public async Task A_new_host_that_registers_no_workflows_says_so()
    {
        using var database = TestDatabase.New();
        var log = new HostLog();

        await using var host = await StartWithoutWorkflowsAsync(database, log, static _ => { });

        Assert.Single(
            log.Entries,
            static entry =>
                entry.Level == LogLevel.Warning
                && entry.Text.StartsWith("This host registers no workflows, so it has only", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_host_whose_registered_assemblies_have_no_workflows_is_told_which_those_are()
    {
        using var database = TestDatabase.New();
        var log = new HostLog();

        await using var host = await StartWithoutWorkflowsAsync(
            database,
            log,
            static builder => builder.Catalog.AddRegistry("Acme.Catalog", static _ => { })
        );

        var warning = Assert.Single(
            log.Entries,
            static entry => entry.Text.StartsWith("This host registers no workflows", StringComparison.Ordinal)
        );
        Assert.EndsWith(
            "Add one to a registered assembly ('Acme.Catalog'), none of which has any, or register an assembly that has",
            warning.Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(ServiceCheck.Warn, false, 1)]
    [InlineData(ServiceCheck.Warn, true, 0)]
    [InlineData(ServiceCheck.Off, false, 0)]
    public async Task An_assembly_with_workflows_that_is_not_registered_is_a_warning(ServiceCheck check, bool isRegistered, int warnings)
    {
        using var database = TestDatabase.New();
        var log = new HostLog();

        await using var host = await StartWithoutWorkflowsAsync(
            database,
            log,
            builder =>
            {
                builder.Services.PostConfigure<OrchestratorOptions>(options => options.CheckServices = check);
                if (isRegistered)
                {
                    builder.AddOrchestrator_Tests_SupportWorkflows();
                }
            }
        );

        Assert.Equal(
            warnings,
            log.Entries.Count(static entry =>
                entry.Level == LogLevel.Warning
                && entry.Text.StartsWith("The assembly 'Orchestrator.Tests.Support' has workflows", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task A_schedule_of_a_host_that_registers_no_workflows_is_answered_with_the_call_that_is_missing()
    {
        using var database = TestDatabase.New();

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartWithoutWorkflowsAsync(
                database,
                new HostLog(),
                static builder => builder.AddSchedule("test.mop", "mop_floor", ScheduleTrigger.Cron("0 2 * * *"))
            )
        );

        Assert.Contains("This application registers no workflows. Call Add", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    private static Task<OrchestratorTestHost> StartWithoutWorkflowsAsync(
        TestDatabase database,
        HostLog log,
        Action<IOrchestratorBuilder> register
    ) =>
        OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = builder =>
                {
                    database.Register(builder);
                    register(builder);
                },
                Services = services => services.AddSingleton<ILoggerProvider>(log),
                Options = options => (options.Provider, options.Database) = (database.Provider.Name, database.ConnectionString),
            }
        );

    private static async Task<HostLog> StartWithoutBeatAsync(Action<OrchestratorOptions> configure)
    {
        var log = new HostLog();
        await using var host = await EngineHost.StartAsync(
            configure: options =>
            {
                options.CheckServices = ServiceCheck.Fail;
                configure(options);
            },
            services: services => services.RemoveAll<IBeat>().AddSingleton<ILoggerProvider>(log)
        );
        return log;
    }

    private static IEnumerable<(LogLevel Level, string Text)> FindMissing(HostLog log) =>
        log
            .Entries.Where(static entry => entry.Text.Contains("is not registered", StringComparison.Ordinal))
            .Select(static entry => (entry.Level, entry.Text));
}
