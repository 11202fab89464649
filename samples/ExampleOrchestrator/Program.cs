using ExampleOrchestrator;
using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Seeding;
using Orchestrator.Schedules.Triggers;

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null)
{
    builder.WebHost.UseUrls("http://127.0.0.1:5000");
}

builder.Configuration["Orchestrator:Provider"] ??= "Sqlite";
builder.Configuration["Orchestrator:Database"] ??=
    $"Data Source={Path.Combine(builder.Environment.ContentRootPath, "data", "orchestrator.db")}";
builder.AddSignIn();
builder.Services.AddNrm(builder.Configuration, builder.Environment);
builder.Services.AddOrchestrator(builder.Configuration)
    .AddExampleOrchestratorWorkflows()
    .UseSqlite()
    .UsePostgreSql()
    .AddReconcileSchedule("example.reconcile_l2vpns", "l2vpn", ScheduleTrigger.Cron("0 3 * * *"));
builder.Services.AddOrchestratorApi();
builder.Services.AddOrchestratorDashboard();
builder.Services.AddHealthChecks().AddOrchestrator();
builder.AddTelemetryExport();
if (builder.Environment.IsDevelopment())
{
    builder.Services.AddHostedService<SampleSeeder>();
}

var app = builder.Build();
app.UseOrchestratorApi();
app.MapOrchestratorApi();
app.MapOrchestratorDashboard().RequireBrowserSignIn(app.Configuration);
app.MapHealthChecks("/health/live", new() { Predicate = static check => check.Tags.Contains("live") });
app.MapHealthChecks("/health/ready", new() { Predicate = static check => check.Tags.Contains("ready") });
await app.RunAsync();
