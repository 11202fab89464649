using ExampleOrchestrator;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Seeding;
using Microsoft.AspNetCore.Connections;
using Orchestrator.Dashboard.Customers;
using Orchestrator.Schedules.Triggers;

const string DefaultAddress = "http://127.0.0.1:5000";
const string Empty = "--empty";

var builder = WebApplication.CreateBuilder([.. args.Where(static argument => argument != Empty)]);
if (builder.Configuration["urls"] is null)
{
    builder.WebHost.UseUrls(DefaultAddress);
}

builder.Configuration["Orchestrator:Provider"] ??= "Sqlite";
builder.Configuration["Orchestrator:Database"] ??=
    $"Data Source={Path.Combine(builder.Environment.ContentRootPath, "data", "orchestrator.db")}";
if (Uri.TryCreate(builder.Configuration["urls"]?.Split(';')[0] ?? DefaultAddress, UriKind.Absolute, out var address))
{
    // Where the resource manager reports the results of tests.
    builder.Configuration["Orchestrator:PublicUrl"] ??= address.GetLeftPart(UriPartial.Authority);
}

builder.AddReverseProxy();
builder.AddSignIn();
builder.Services.AddNrm(builder.Configuration, builder.Environment);
builder.Services.AddOrchestrator(builder.Configuration)
    .AddExampleOrchestratorWorkflows()
    .UseSqlite()
    .UsePostgreSql()
    .AddReconcileSchedule("example.reconcile_l2vpns", "l2vpn", ScheduleTrigger.Cron("0 3 * * *"));
builder.Services.AddOrchestratorApi();
builder.Services.AddOrchestratorDashboard();
builder.Services.AddSingleton<ICustomerNames, CustomerNames>();
builder.Services.AddHealthChecks().AddOrchestrator();
builder.AddTelemetryExport();
var seeding = new SeedingProgress { IsDone = !builder.Environment.IsDevelopment() || args.Contains(Empty) };
builder.Services.AddSingleton(seeding);
if (!seeding.IsDone)
{
    builder.Services.AddHostedService<SampleSeeder>();

    // The seeder prints the address once there is something to see, and fails two processes that the dashboard is to show.
    builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
    builder.Logging.AddFilter(
        "Orchestrator.Execution",
        level => level >= (seeding.FailsOnPurpose ? LogLevel.Error : LogLevel.Information));
}

var app = builder.Build();
app.UseReverseProxy();
app.UseOrchestratorApi();
app.MapOrchestratorApi();
app.MapOrchestratorDashboard().RequireBrowserSignIn(app.Configuration);
if (app.Environment.IsDevelopment())
{
    app.MapSampleIds();
}

app.MapHealthChecks("/health/live", new() { Predicate = static check => check.Tags.Contains("live") });
app.MapHealthChecks("/health/ready", new() { Predicate = static check => check.Tags.Contains("ready") });
try
{
    await app.RunAsync();
    return 0;
}
catch (IOException exception) when (exception.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"{exception.Message} Choose another one: --urls http://127.0.0.1:5050 for the example, or "
        + $"--{NrmServiceCollectionExtensions.AddressSetting} http://127.0.0.1:5151 for its resource manager.");
    return 1;
}
