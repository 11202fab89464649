using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>A host all of whose extension points throw when they are told to, shared by the tests that do so in turn.</summary>
public sealed class FaultyHost : IAsyncLifetime
{
    /// <summary>What comes from a place that has not answered for a while.</summary>
    internal const string Late = "one that comes late";

    private static readonly Dictionary<string, Func<Exception>> Made = new()
    {
        ["one that no one knows"] = static () => new Oddity(),
        ["one whose message throws"] = static () => new Untold(),
        ["a cancellation that no one asked for"] = static () => new OperationCanceledException("Not asked for."),
        [Late] = static () => new Oddity(),
    };

    public static IReadOnlyCollection<string> Exceptions => Made.Keys;

    internal EngineHost Engine { get; private set; } = null!;

    internal HostLog Log { get; } = new();

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    internal static Exception Make(string exception) => Made[exception]();

    public async ValueTask InitializeAsync()
    {
        Engine = await StartAsync();

        // What is due at night is no one's here.
        Engine.Database.Query("DELETE FROM schedules");
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private Task<EngineHost> StartAsync() =>
        EngineHost.StartAsync(
            configure: static options => options.Policies["Annotate"] = "policy",
            time: Clock,
            services: services =>
            {
                services.AddLogging(logging => logging.AddProvider(Log));
                services.AddSingleton<IWorkflowAuthorizer, Authorizer>();
                services.AddSingleton<IWorkflowPolicies, Policies>();
                services.AddSingleton<IReadAuthorizer, ReadAuthorizer>();
                services.AddSingleton<IStartPrecondition, Predicate>();
                services.AddSingleton<IFailureClassifier, Classifier>();
                services.AddSingleton<IEngineControl, Switch>();
                services.AddSingleton<ITranslations, Texts>();
            },
            builder: builder =>
            {
                FaultyWorkflows.Register(builder, Exceptions);
                FaultyWorkflows.RegisterClass(builder, Exceptions.ElementAt(0), First.Work);
                FaultyWorkflows.RegisterClass(builder, Exceptions.ElementAt(1), Second.Work);
                FaultyWorkflows.RegisterClass(builder, Exceptions.ElementAt(2), Third.Work);
                FaultyWorkflows.RegisterClass(builder, Late, Fourth.Work);
            }
        );

    /// <summary>What has nothing to do with the starts of the tests is never asked in vain.</summary>
    private static bool IsAsked(string? workflow) =>
        workflow != FaultyWorkflows.Innocent && workflow?.StartsWith("task_", StringComparison.Ordinal) != true;

    private sealed class Oddity() : Exception("It is odd.");

    private sealed class Untold : Exception
    {
        public override string Message => throw new InvalidOperationException("There is no message.");
    }

    private sealed class Authorizer : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(!IsAsked(request.WorkflowName) || Fault.Hit("IWorkflowAuthorizer.AllowsAsync", true));
    }

    private sealed class Policies : IWorkflowPolicies
    {
        public ValueTask<bool?> IsSatisfiedAsync(string policy, ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Fault.Hit<bool?>("IWorkflowPolicies.IsSatisfiedAsync", true));
    }

    private sealed class ReadAuthorizer : IReadAuthorizer
    {
        public ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Fault.Hit("IReadAuthorizer.GetScopeAsync", CustomerScope.All));
    }

    private sealed class Predicate : IStartPrecondition
    {
        public ValueTask<string?> CheckAsync(StartRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(IsAsked(request.WorkflowName) ? Fault.Hit<string?>("IStartPrecondition.CheckAsync", null) : null);
    }

    private sealed class Classifier : IFailureClassifier
    {
        public FailureKind? Classify(Exception exception) => Fault.Hit<FailureKind?>("IFailureClassifier.Classify", null);
    }

    private sealed class Switch(IServiceProvider services) : IEngineControl
    {
        private readonly EngineControl _inner = ActivatorUtilities.CreateInstance<EngineControl>(services);

        public Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken = default)
        {
            Fault.Hit("IEngineControl.GetStatusAsync");
            return _inner.GetStatusAsync(cancellationToken);
        }

        public Task<EnginePause?> FindPauseAsync(Caller user, CancellationToken cancellationToken = default) =>
            _inner.FindPauseAsync(user, cancellationToken);

        public Task<int> ClearCachesAsync(Caller user, CancellationToken cancellationToken = default) =>
            _inner.ClearCachesAsync(user, cancellationToken);

        public Task RebuildSearchIndexAsync(Caller user, CancellationToken cancellationToken = default) =>
            _inner.RebuildSearchIndexAsync(user, cancellationToken);

        public Task<WorkerStatus> GetWorkerStatusAsync(CancellationToken cancellationToken = default) =>
            _inner.GetWorkerStatusAsync(cancellationToken);

        public Task<IReadOnlyList<HostLoad>> ListHostsAsync(CancellationToken cancellationToken = default) =>
            _inner.ListHostsAsync(cancellationToken);

        public Task<IReadOnlyList<QueueLoad>> ListQueuesAsync(CancellationToken cancellationToken = default) =>
            _inner.ListQueuesAsync(cancellationToken);

        public IReadOnlyList<QueueStatus> GetQueues() => _inner.GetQueues();

        public Task<EngineStatus> PauseAsync(Caller user, string? reason = null, CancellationToken cancellationToken = default) =>
            _inner.PauseAsync(user, reason, cancellationToken);

        public Task<EngineStatus> ResumeAsync(Caller user, CancellationToken cancellationToken = default) =>
            _inner.ResumeAsync(user, cancellationToken);
    }

    private sealed class Texts(IServiceProvider services) : ITranslations
    {
        private readonly Translations _inner = ActivatorUtilities.CreateInstance<Translations>(services);

        public Task<System.Text.Json.Nodes.JsonObject> GetAsync(string language, CancellationToken cancellationToken = default)
        {
            Fault.Hit("ITranslations.GetAsync");
            return _inner.GetAsync(language, cancellationToken);
        }
    }

    private static class First
    {
        internal static void Work() { }
    }

    private static class Second
    {
        internal static void Work() { }
    }

    private static class Third
    {
        internal static void Work() { }
    }

    private static class Fourth
    {
        internal static void Work() { }
    }
}
