using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Catalog;
using Orchestrator.Dispatch;
using Orchestrator.Execution;
using Orchestrator.Forms;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules;
using Orchestrator.Sqlite;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Testing;

/// <summary>
/// The orchestrator in the test's own process: the real engine on a real database. Dispose it to stop its workers and delete its database.
/// Several may run at once, each with its own database.
/// </summary>
public sealed class OrchestratorTestHost : IAsyncDisposable
{
    /// <summary>The user name with which processes are started and answered.</summary>
    public const string User = "test";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(40);

    private readonly IHost _host;
    private readonly DirectoryInfo _folder;
    private readonly FakeTimeProvider? _clock;

    private OrchestratorTestHost(IHost host, DirectoryInfo folder, FakeTimeProvider? clock)
    {
        _host = host;
        _folder = folder;
        _clock = clock;
    }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts, reads and changes processes, for operations for which this class has no method.</summary>
    public IProcesses Processes => Services.GetRequiredService<IProcesses>();

    /// <summary>The host's time.</summary>
    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>Starts a host.</summary>
    /// <param name="settings">The settings of the host.</param>
    /// <returns>The host, which is already executing processes.</returns>
    public static async Task<OrchestratorTestHost> StartAsync(OrchestratorTestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var folder = Directory.CreateTempSubdirectory("orchestrator-test-");
        var clock = settings.Time is null ? new FakeTimeProvider(TimeProvider.System.GetUtcNow()) : settings.Time as FakeTimeProvider;
        void Configure(IHostApplicationBuilder builder) => ConfigureHost(builder, settings, clock, folder);
        var host = new OrchestratorTestHost((settings.Application ?? BuildPlain)(Configure), folder, clock);
        try
        {
            await host._host.StartAsync();
            return host;
        }
        catch
        {
            host._host.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Creates the answer to a page of a form as a client would send it.</summary>
    /// <param name="answers">The fields; names become snake_case.</param>
    /// <returns>The page.</returns>
    public static JsonElement Page(object answers) =>
        answers is JsonElement page ? page : JsonSerializer.SerializeToElement(answers, StateJson.Options);

    /// <summary>
    /// Answers the pages of a form, for a test that calls a form's method itself and starts no host. The answers are validated as those of
    /// a client are.
    /// </summary>
    /// <param name="pages">The answers to the pages, in their order; names become snake_case.</param>
    /// <returns>The session. If the form asks for more pages, it throws <see cref="FormNotCompleteException"/>.</returns>
    public static FormSession AnswerForm(params object[] pages) => new ReplayFormSession(new PostedPages([.. pages.Select(Page)]));

    /// <summary>Waits until a condition holds that other threads cause.</summary>
    /// <param name="holds">Returns whether the condition holds.</param>
    /// <returns>A task that completes when the condition holds.</returns>
    /// <exception cref="OrchestratorAssertionException">The condition does not hold within two minutes.</exception>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var began = Stopwatch.GetTimestamp();
        for (var delay = FirstDelay; !await holds(); delay = NextDelay(delay))
        {
            if (Stopwatch.GetElapsedTime(began) > Deadline)
            {
                throw new OrchestratorAssertionException($"It does not hold within {Deadline.TotalSeconds:0} seconds.");
            }

            await Task.Delay(delay);
        }
    }

    /// <summary>Starts a workflow.</summary>
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="pages">All pages with their answers, the first one included: <c>new { subscription_id = id }</c>.</param>
    /// <returns>The process's id.</returns>
    public Task<Guid> StartAsync(string workflow, params object[] pages) => Processes.StartAsync(workflow, [.. pages.Select(Page)], User);

    /// <summary>Starts a workflow, and waits until its process has ended or waits for someone.</summary>
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="pages">All pages with their answers, the first one included.</param>
    /// <returns>The process: completed, failed, or waiting for someone.</returns>
    public async Task<ProcessDetail> RunAsync(string workflow, params object[] pages) => await WaitAsync(await StartAsync(workflow, pages));

    /// <summary>
    /// Answers the form of a suspended process, or retries a failed process, and waits until it has ended or waits for someone again.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="pages">The pages of the step's form; none to retry.</param>
    /// <returns>The process.</returns>
    public async Task<ProcessDetail> ResumeAsync(Guid processId, params object[] pages)
    {
        await Processes.ResumeAsync(processId, [.. pages.Select(Page)], User);
        return await WaitAsync(processId);
    }

    /// <summary>
    /// Completes the callback of a waiting process, at the address that the process published, and waits until it has ended or waits for
    /// someone again.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="result">The result of the external system.</param>
    /// <param name="routeKey">The state key of the address.</param>
    /// <returns>The process.</returns>
    public async Task<ProcessDetail> CallBackAsync(Guid processId, object result, string routeKey = "callback_route")
    {
        var waiting = await WaitAsync(processId, ProcessStatus.AwaitingCallback);
        var token = waiting.CurrentState.Get<string>(routeKey).Split('/')[^1];
        await Services.GetRequiredService<ICallbacks>().AcceptAsync(processId, token, Page(result), User);
        return await WaitAsync(processId);
    }

    /// <summary>
    /// Advances the clock, and stops at each time at which something is due, in order: waiting steps, timeouts of callbacks, and schedules,
    /// including those that become due in the meantime. If several hosts share the clock, it advances for all of them, and this host
    /// executes everything that is due and that no other host has acquired.
    /// </summary>
    /// <param name="time">How far; further if a step or a fake external system advances the clock itself.</param>
    /// <returns>A task that completes when everything that was due is done or waits again.</returns>
    /// <exception cref="InvalidOperationException">The clock of the host is not controlled by the test.</exception>
    public async Task AdvanceAsync(TimeSpan time)
    {
        var clock =
            _clock
            ?? throw new InvalidOperationException(
                "The clock of this host moves on its own. Leave OrchestratorTestSettings.Time empty, or let it be a FakeTimeProvider."
            );
        var end = clock.GetUtcNow() + time;
        var moments = Services.GetRequiredService<DueMoments>();
        while (await moments.FindNextAsync(clock.GetUtcNow(), end, CancellationToken.None) is { } due)
        {
            await AdvanceToAsync(clock, due);
        }

        await AdvanceToAsync(clock, end);
    }

    private async Task AdvanceToAsync(FakeTimeProvider clock, DateTimeOffset moment)
    {
        // The test's own external system may have moved the clock further, and a clock never moves back.
        if (moment - clock.GetUtcNow() is { Ticks: > 0 } wait)
        {
            clock.Advance(wait);
        }

        await Services.GetRequiredService<SchedulerService>().FireAsync(CancellationToken.None);
        await Services.GetRequiredService<CallbackExpiry>().ExpireAsync(CancellationToken.None);
        var recovery = Services.GetRequiredService<RecoveryService>();
        var running = Services.GetRequiredService<RunningProcesses>();
        await UntilAsync(async () => await recovery.RecoverAsync(CancellationToken.None) == 0 && running.Ids.Count == 0);
    }

    /// <summary>Waits until a process has one of some statuses.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="statuses">The statuses; none for any status in which it has ended or waits for someone.</param>
    /// <returns>The process.</returns>
    /// <exception cref="OrchestratorAssertionException">It does not reach any of them within two minutes.</exception>
    public async Task<ProcessDetail> WaitAsync(Guid processId, params ProcessStatus[] statuses)
    {
        var began = Stopwatch.GetTimestamp();
        var reader = Services.GetRequiredService<ProcessReader>();
        for (var delay = FirstDelay; ; delay = NextDelay(delay))
        {
            // Most reads find a process that still runs, of which only the status is needed.
            var isLate = Stopwatch.GetElapsedTime(began) > Deadline;
            if (
                isLate
                || await reader.FindStatusAsync(processId, CancellationToken.None) is not { } status
                || IsWanted(status)
                || IsEnded(status)
            )
            {
                var process = await Processes.GetAsync(processId);
                if (IsWanted(process.Status))
                {
                    return process;
                }

                if (isLate || IsEnded(process.Status))
                {
                    var wanted = statuses.Length == 0 ? "at rest" : string.Join(" or ", statuses);
                    throw new OrchestratorAssertionException(
                        (
                            IsEnded(process.Status)
                                ? $"The process has ended, and cannot become {wanted}"
                                : $"The process is not {wanted} within {Deadline.TotalSeconds:0} seconds"
                        ) + $":\n{ProcessAssertions.Describe(process)}"
                    );
                }
            }

            await Task.Delay(delay);
        }

        bool IsWanted(ProcessStatus status) =>
            statuses.Length == 0
                ? status is not (ProcessStatus.Created or ProcessStatus.Running or ProcessStatus.Resumed)
                : statuses.Contains(status);
    }

    private static bool IsEnded(ProcessStatus status) => status is ProcessStatus.Completed or ProcessStatus.Aborted;

    private static TimeSpan NextDelay(TimeSpan delay) => delay < MaxDelay ? 2 * delay : MaxDelay;

    /// <summary>Finds a product by its name, to fill in the first page of a create workflow: <c>new { product = … }</c>.</summary>
    /// <param name="name">The name in its <see cref="ProductAttribute"/>.</param>
    /// <returns>The id of its row.</returns>
    /// <exception cref="OrchestratorAssertionException">There is none.</exception>
    public async Task<Guid> GetProductIdAsync(string name) =>
        (await Services.GetRequiredService<IProductDirectory>().GetByNameAsync([name], CancellationToken.None)) is [var product, ..]
            ? product.ProductId
            : throw new OrchestratorAssertionException(
                $"{Services.GetRequiredService<WorkflowCatalog>().DescribeUnknownProduct(name)} Does OrchestratorTestSettings.Workflows "
                    + "register the assembly that has it?"
            );

    /// <summary>Loads the current subscription from the database.</summary>
    /// <typeparam name="T">The product type.</typeparam>
    /// <param name="subscriptionId">The subscription.</param>
    /// <returns>The subscription.</returns>
    public async Task<T> GetSubscriptionAsync<T>(Guid subscriptionId)
        where T : SubscriptionModel
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISubscriptions>().GetAsync<T>(subscriptionId);
    }

    /// <summary>Stops the host and waits for its workers; its database is kept until the host is disposed.</summary>
    /// <returns>A task that completes when the host has stopped.</returns>
    public Task StopAsync() => _host.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        using var connection = new SqliteConnection(ConnectionStringOf(_folder));
        SqliteConnection.ClearPool(connection);
        _folder.Delete(recursive: true);
    }

    private static IHost BuildPlain(Action<IHostApplicationBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(builder);
        return builder.Build();
    }

    private static void ConfigureHost(
        IHostApplicationBuilder builder,
        OrchestratorTestSettings settings,
        FakeTimeProvider? clock,
        DirectoryInfo folder
    )
    {
        builder.Services.AddSingleton(settings.Time ?? clock!);
        settings.Workflows(builder.Services.AddOrchestrator(builder.Configuration).UseSqlite());
        builder.Services.Configure<OrchestratorOptions>(options =>
        {
            options.Provider = SqliteProvider.SettingName;
            options.Database = ConnectionStringOf(folder);
            options.StopGrace = TimeSpan.Zero;

            // A test gives the services of the workflows that it runs, and the registration has those of all.
            options.CheckServices = ServiceCheck.Off;
            if (clock is not null)
            {
                // The test that moves the clock looks for what is due. Timers of the host would fire a thousand times for a jump of an
                // hour.
                options.RecoveryInterval = TimeSpan.FromHours(1);
                options.LeaseDuration = TimeSpan.FromHours(1);

                // A jump of the clock is not time that a step took: without this it would end whichever step is executing meanwhile.
                options.StepTimeout = TimeSpan.FromDays(30);
            }

            settings.Options?.Invoke(options);
        });
        settings.Services?.Invoke(builder.Services);
        if (settings.Application is null)
        {
            builder.Services.TryAddSingleton<IWorkflowPolicies, SatisfiedPolicies>();
        }
    }

    private static string ConnectionStringOf(DirectoryInfo folder) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "core.db") }.ToString();
}
