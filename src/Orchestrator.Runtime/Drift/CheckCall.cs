using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Binding;

namespace Orchestrator.Drift;

/// <summary>
/// Makes an external resource and reads its subscription outside of any process. A check writes nothing, so it serves the application's
/// services and, of ours, those alone that only read.
/// </summary>
internal sealed class CheckCall(
    Guid subscriptionId,
    ISubscriptions subscriptions,
    IServiceProvider services,
    ILogger logger,
    CancellationToken cancellationToken
) : BindingCall
{
    /// <summary>
    /// The assemblies of ours that a process loads; by their whole names, because an application may be called <c>Orchestrator.Shop</c>.
    /// </summary>
    private static readonly HashSet<string> Ours = new(StringComparer.Ordinal)
    {
        "Orchestrator.Api",
        "Orchestrator.Dashboard",
        "Orchestrator.PostgreSql",
        "Orchestrator.Runtime",
        "Orchestrator.Sqlite",
        "Orchestrator.Testing",
    };

    /// <summary>
    /// What of ours a check may use, because it only reads. By their whole names, because one is of a package that is above this one.
    /// </summary>
    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal)
    {
        typeof(ISubscriptions).FullName!,
        "Orchestrator.Dashboard.Customers.ICustomerNames",
    };

    /// <summary>The ways to every service there is.</summary>
    private static readonly HashSet<Type> Openers =
    [
        typeof(IServiceProvider),
        typeof(IServiceScopeFactory),
        typeof(IHostedService),
        typeof(IHost),
    ];

    internal ISubscriptions Subscriptions => subscriptions;

    public override State State => State.Empty;

    public override ProcessContext Process => throw new NotSupportedException("A check belongs to no process.");

    public override ILogger Logger => logger;

    public override CancellationToken CancellationToken => cancellationToken;

    /// <exception cref="CheckServiceException">The service may write.</exception>
    public override T Service<T>(object? key = null) =>
        MayWrite(typeof(T)) ? throw new CheckServiceException(typeof(T)) : services.GetRequiredKeyedService<T>(key);

    /// <exception cref="CheckServiceException">The service may write.</exception>
    public override T OptionalService<T>(object? key = null) =>
        MayWrite(typeof(T)) ? throw new CheckServiceException(typeof(T)) : services.GetKeyedService<T>(key)!;

    public override async ValueTask<T> SubscriptionAsync<T>(string key = "subscription") =>
        await subscriptions.GetAsync<T>(subscriptionId, cancellationToken);

    public override async ValueTask<T?> OptionalSubscriptionAsync<T>(string key = "subscription")
        where T : class => await subscriptions.GetAsync<T>(subscriptionId, cancellationToken);

    /// <summary>Whether a service, or one that it holds, is a service of ours that is not known to only read.</summary>
    internal static bool MayWrite(Type service) =>
        Openers.Contains(service)
        || (Ours.Contains(service.Assembly.GetName().Name ?? "") && !Readers.Contains(service.FullName ?? ""))
        || service.GenericTypeArguments.Any(MayWrite);
}

/// <summary>An external resource takes a service with which it could write.</summary>
internal sealed class CheckServiceException(Type service)
    : OrchestratorException(
        "check_service_refused",
        $"A check gives its resource no {TypeText.Of(service)}, because it could write with it. Take a service of the application "
            + "that only reads."
    );
