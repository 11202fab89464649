using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;

namespace Orchestrator.Tests.Hosting;

/// <summary>What the configuration says, and what the host makes of it.</summary>
public sealed class ConfiguredSettingsTests
{
    /// <summary>Settings name products that there are; only its name matters here.</summary>
    private static readonly ProductDescriptor Port = new(
        typeof(SubscriptionModel),
        "port 10G",
        "Port",
        "PORT",
        "A port.",
        FixedInputs: [],
        Blocks: [],
        static () => throw new NotSupportedException()
    );

    [Fact]
    public void Every_kind_of_setting_is_read_as_it_is_written()
    {
        var options = Read(
            ("Database", "Data Source=here.db"),
            ("sqlitesynchronous", "normal"),
            ("LeaseDuration", "00:00:30"),
            ("Metrics", "true"),
            ("Queues:default", "3"),
            ("Queues:narrow", "1"),
            ("TargetQueues:reconcile", "narrow"),
            ("DefaultWorkflows:0", "task_clean_up_tasks"),
            ("UsableStatuses:modify_note:0", "Active"),
            ("UsableStatuses:modify_note:1", "disabled"),
            ("BlockedByUsers:modify_note", "true"),
            ("MaintenanceWindows:port 10G:0:Cron", "0 2 * * *"),
            ("MaintenanceWindows:port 10G:0:Duration", "02:00:00"),
            ("MaintenanceWindows:port 10G:0:Deny", "true"),
            ("CheckProcessesBeforeSetInSync", "false")
        );

        Assert.Equal(
            ("Data Source=here.db", SqliteSynchronous.Normal, TimeSpan.FromSeconds(30), true),
            (options.Database, options.SqliteSynchronous, options.LeaseDuration, options.Metrics)
        );
        Assert.Equal(
            [("default", 3), ("narrow", 1), ("reconcile", 4), ("tasks", 4)],
            options.Queues.OrderBy(static queue => queue.Key, StringComparer.Ordinal).Select(static queue => (queue.Key, queue.Value))
        );
        Assert.Equal("narrow", options.TargetQueues[Target.Reconcile]);
        Assert.Equal(["modify_note", "task_clean_up_tasks"], options.DefaultWorkflows.Order(StringComparer.Ordinal));
        Assert.Equal([SubscriptionLifecycle.Active, SubscriptionLifecycle.Disabled], options.UsableStatuses["modify_note"]);
        Assert.True(options.BlockedByUsers["modify_note"]);
        var window = Assert.Single(options.MaintenanceWindows["port 10G"]);
        Assert.Equal(("0 2 * * *", TimeSpan.FromHours(2), "UTC", true), (window.Cron, window.Duration, window.TimeZone, window.Deny));
        Assert.False(options.CheckProcessesBeforeSetInSync);
    }

    [Theory]
    [InlineData(
        "TargetQueues:Recnocile",
        "slow",
        "Orchestrator:TargetQueues:Recnocile: 'Recnocile' is not one of Create, Modify, Terminate, System, Validate, Reconcile."
    )]
    [InlineData("TargetQueues:7", "slow", "Orchestrator:TargetQueues:7: '7' is not one of Create")]
    [InlineData("TargetQueues:Reconcile", "", "Orchestrator:TargetQueues:Reconcile is ''")]
    [InlineData("TargetQueues:Reconcile", " ", "Orchestrator:TargetQueues:Reconcile is ' '")]
    [InlineData("Queues:default", "many", "Orchestrator:Queues:default is 'many': it has to be a whole number, like 8.")]
    [InlineData("Queues:default", "99999999999", "Orchestrator:Queues:default is '99999999999': it has to be a whole number, like 8.")]
    [InlineData("Queues:default", "1001", "Orchestrator:Queues:default is 1001: a host has 0 to 1000 workers for a queue.")]
    [InlineData(
        "BackgroundWorkers:tasks",
        "5",
        "Orchestrator:BackgroundWorkers:tasks is 5: this host has 4 workers for the queue, and 0 to all of them may work in its background."
    )]
    [InlineData("BackgroundWorkers:tasks", "-1", "Orchestrator:BackgroundWorkers:tasks is -1")]
    [InlineData("BackgroundWorkers:taks", "1", "Orchestrator:BackgroundWorkers:taks is 1: this host has 0 workers for the queue")]
    [InlineData("Queues", "8", "Orchestrator:Queues is '8', and has several values: write Orchestrator:Queues:<name>.")]
    [InlineData("Qeues:default", "8", "Orchestrator:Qeues is not a setting. Did you mean 'Queues'?")]
    [InlineData(
        "Colour",
        "red",
        "Orchestrator:Colour is not a setting. Settings: AllowedOrigins, AuditRetention, Authentication, BackgroundWorkers"
    )]
    [InlineData("Authentication:Dissabled", "true", "Orchestrator:Authentication:Dissabled is not a setting. Did you mean 'Disabled'?")]
    [InlineData("Authentication:On", "true", "Orchestrator:Authentication:On is not a setting. Settings: Disabled.")]
    [InlineData("LeaseDuration", "soon", "Orchestrator:LeaseDuration is 'soon': it has to be a time like 00:00:15 or 3.00:00:00.")]
    [InlineData("Authentication:Disabled", "yes", "Orchestrator:Authentication:Disabled is 'yes': it has to be true or false.")]
    [InlineData("MaxPageSize", "", "Orchestrator:MaxPageSize is '': it has to be a whole number, like 8.")]
    [InlineData("CheckServices", "Never", "Orchestrator:CheckServices: 'Never' is not one of Fail")]
    [InlineData(
        "StepTimeout",
        "30",
        "Orchestrator:StepTimeout is '30', which is read as 30 days: write 00:00:30 for seconds, or 30.00:00:00 for days."
    )]
    [InlineData(
        "Authentication",
        "false",
        "Orchestrator:Authentication is 'false', and has several values: write Orchestrator:Authentication:<name>."
    )]
    [InlineData(
        "DefaultWorkflows",
        "modify_note",
        "Orchestrator:DefaultWorkflows is 'modify_note', and has several values: write Orchestrator:DefaultWorkflows:0."
    )]
    [InlineData("UsableStatuses:modify_note:0", "alive", "Orchestrator:UsableStatuses:modify_note:0: 'alive' is not one of Initial")]
    [InlineData("UsableStatuses:modify_note", "active", "Orchestrator:UsableStatuses:modify_note is 'active', and has several values")]
    [InlineData(
        "BlockedByUsers:modify_note",
        "perhaps",
        "Orchestrator:BlockedByUsers:modify_note is 'perhaps': it has to be true or false."
    )]
    [InlineData("Metrics:Enabled", "true", "Orchestrator:Metrics is one value, and has others below it: Enabled.")]
    [InlineData("LeaseDuration", "40.00:00:00", "Orchestrator:LeaseDuration is 40.00:00:00: it has to be from 00:00:00.5 to 01:00:00.")]
    [InlineData("MaxBodySize", "12", "Orchestrator:MaxBodySize is 12: it has to be from 1,024 to 104,857,600.")]
    [InlineData("", "on", "Orchestrator is 'on', and has several values: write Orchestrator:<setting>.")]
    [InlineData("AllowedOrigins:0", "https://ui.example.org/", "which no browser sends: write 'https://ui.example.org'.")]
    [InlineData("AllowedOrigins:0", "HTTPS://ui.example.org:443", "which no browser sends: write 'https://ui.example.org'.")]
    [InlineData(
        "AllowedOrigins:0",
        "ui.example.org",
        "write an origin with http or https and without a path, like https://ui.example.org."
    )]
    [InlineData("AllowedOrigins:0", "localhost:5173", "Orchestrator:AllowedOrigins has 'localhost:5173', which no browser sends")]
    [InlineData("AllowedOrigins:0", "https://ui.example.org/app", "write an origin with http or https and without a path")]
    [InlineData("AllowedOrigins:0", "*", "write an origin with http or https and without a path")]
    [InlineData("AllowedOrigins:0", "capacitor://localhost/", "which no browser sends: write 'capacitor://localhost'.")]
    [InlineData("AllowedOrigins:0", "mailto:ann@example.org", "write an origin with http or https and without a path")]
    [InlineData("AllowedOrigins:0", "file:///home/ui.html", "write an origin with http or https and without a path")]
    public void What_no_setting_takes_is_refused_with_the_setting_and_what_it_takes(string key, string value, string expected)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read((key, value)));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Single(refused.Failures);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_together_with_all_other_mistakes() =>
        Assert.Equal(
            ["Orchestrator:LeaseDuration", "Orchestrator:Metrics", "Orchestrator:PublicUrl"],
            Assert
                .Throws<OptionsValidationException>(static () =>
                    Read(("LeaseDuration", "soon"), ("Metrics", "on"), ("PublicUrl", "somewhere"))
                )
                .Failures.Select(static failure => failure.Split(' ')[0])
        );

    [Fact]
    public void A_time_without_a_unit_is_refused_in_every_setting() =>
        Assert.Contains(
            "Orchestrator:MaintenanceWindows:port 10G:0:Duration is '90', which is read as 90 days: write 00:01:30 for seconds, or "
                + "90.00:00:00 for days.",
            Assert
                .Throws<OptionsValidationException>(static () =>
                    Read(("MaintenanceWindows:port 10G:0:Cron", "0 2 * * *"), ("MaintenanceWindows:port 10G:0:Duration", "90"))
                )
                .Failures
        );

    [Theory]
    [InlineData("https://ui.example.org")]
    [InlineData("HTTPS://UI.example.org")]
    [InlineData("http://localhost:5173")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("https://[::1]:8443")]
    [InlineData("https://xn--mnchen-3ya.example")]
    [InlineData("null")]
    [InlineData("capacitor://localhost")]
    [InlineData("chrome-extension://abcdefghijklmnopabcdefghijklmnop")]
    public void An_origin_that_a_browser_sends_is_allowed(string origin) =>
        Assert.Contains(origin, Read(("AllowedOrigins:0", origin)).AllowedOrigins);

    [Fact]
    public void A_time_of_zero_needs_no_unit() => Assert.Equal(TimeSpan.Zero, Read(("TaskRetention", "0")).TaskRetention);

    [Theory]
    [InlineData("nrm:MaxConcurency", "5", "nrm:MaxConcurency is not a setting. Did you mean 'MaxConcurrency'?")]
    [InlineData("nrm", "5", "nrm is '5', and has several values: write Orchestrator:ExternalSystems:nrm:<name>.")]
    [InlineData("nrm:MaxConcurrency", "many", "nrm:MaxConcurrency is 'many': it has to be a whole number, like 8.")]
    [InlineData(
        "nrm:PerSecond",
        "5",
        "nrm: no registered external resource names the system 'nrm'. Set System in an [ExternalResource], and register the resource: call "
            + "the Add...Workflows() method of its project."
    )]
    public void What_no_limit_of_an_external_system_takes_is_refused_with_the_setting(string key, string value, string expected) =>
        Assert.Contains(
            $"Orchestrator:ExternalSystems:{expected}",
            Assert.Throws<OptionsValidationException>(() => Read(($"ExternalSystems:{key}", value))).Message,
            StringComparison.Ordinal
        );

    private static OrchestratorOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(static setting => KeyValuePair.Create($"Orchestrator:{setting.Key}".TrimEnd(':'), (string?)setting.Value))
            )
            .Build();
        var services = new ServiceCollection();
        services.AddOrchestrator(configuration).Catalog.Add(Port);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<OrchestratorOptions>>().Value;
    }
}
