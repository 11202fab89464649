using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkOperations;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>
/// The methods of the services that a host offers to the code of its application, and arguments with which each of them can do what it is
/// for.
/// </summary>
internal static class ServiceCalls
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The methods that only read: everything else has to be refused in a check.</summary>
    internal static readonly IReadOnlySet<string> Reads = new HashSet<string>(StringComparer.Ordinal)
    {
        // It is about lines on the console.
        "ConsoleStartLog.LeaveOutFailure",
        "IAudit.SearchAsync",
        "IBulkChecks.GetAsync",
        "IBulkOperations.CountAsync",
        "IBulkOperations.GetAsync",
        "IBulkReconciles.GetAsync",
        "IBulkReconciles.ListPausedAsync",
        "IChangeFeed.Subscribe",
        "ICustomerDescriptions.GetAsync",
        "ICustomerDescriptions.GetOfCustomerAsync",
        "IDriftChecks.FindSubscriptionsAsync",
        "IDriftChecks.GetAsync",
        "IDriftChecks.GetHistoryAsync",
        "IDriftChecks.GroupAsync",
        "IDriftChecks.ListAsync",
        "IDriftChecks.SummarizeAsync",
        "IDriftPauses.ListAsync",
        "IDriftPolicies.ListAsync",
        // It caches nothing of the database.
        "IEngineControl.ClearCachesAsync",
        "IEngineControl.FindPauseAsync",
        "IEngineControl.GetQueues",
        "IEngineControl.GetStatusAsync",
        "IEngineControl.GetWorkerStatusAsync",
        "IEngineControl.ListHostsAsync",
        "IEngineControl.ListQueuesAsync",
        "IEngineMetrics.ReadAsync",
        "IEntitySearch.GetPaths",
        "IEntitySearch.SearchAsync",
        "IPermissions.AllowsAsync",
        "IPermissions.AllowsStartAsync",
        "IPermissions.FindProcessActionsAsync",
        "IProcesses.CountByStatusAsync",
        "IProcesses.CountFacetsAsync",
        "IProcesses.GetAsync",
        "IProcesses.SearchAsync",
        "IProcesses.ShowAgainAsync",
        "IProcesses.ShowAsync",
        "IProductMetadata.GetBlockAsync",
        "IProductMetadata.GetProductAsync",
        "IProductMetadata.GetResourceTypeAsync",
        "IProductMetadata.ListProductsAsync",
        "IScheduleForm.RunAsync",
        "ISchedules.ListAsync",
        "ISchedules.ListRunsAsync",
        "IStepDirectory.FindUsed",
        "ISubscriptionDirectory.CountFacetsAsync",
        "ISubscriptionDirectory.FindCustomersAsync",
        "ISubscriptionDirectory.GetActionsAsync",
        "ISubscriptionDirectory.GetAsync",
        "ISubscriptionDirectory.GetDetailAsync",
        "ISubscriptionDirectory.ListAsync",
        "ISubscriptionDirectory.SearchAsync",
        "ISubscriptions.FindUsersAsync",
        "ISubscriptions.GetAsync",
        "ITranslations.GetAsync",
        "IVisibility.SeesEverythingAsync",
        "IVisibility.SeesProcessAsync",
        "IVisibility.SeesSubscriptionAsync",
        "IWorkflowDirectory.GetAsync",
        "IWorkflowDirectory.GetDescriptionsAsync",
        "IWorkflowDirectory.ListSteps",
        "IWorkflowPolicies.IsSatisfiedAsync",
        "StorageErrors.Explain",
        "WorkflowCatalog.FindBlock",
        "WorkflowCatalog.FindProduct",
        "WorkflowCatalog.FindWorkflow",
        "WorkflowCatalog.GetWorkflow",
    };

    /// <summary>The methods of the services of ours that code of an application can name, by service and name.</summary>
    internal static IReadOnlyDictionary<string, MethodInfo> Of(IServiceCollection services) =>
        services
            .Select(static service => service.ServiceType)
            .Where(static type => type.IsVisible && !type.IsGenericType && IsOurs(type.Assembly))
            .Distinct()
            .SelectMany(static type => type.GetMethods(Public).Where(static method => !method.IsSpecialName && !IsOfEveryObject(method)))
            .ToDictionary(static method => $"{method.DeclaringType!.Name}.{method.Name}", StringComparer.Ordinal);

    /// <summary>Whether an assembly is one that is delivered.</summary>
    internal static bool IsOurs(Assembly assembly) =>
        assembly.GetName().Name!.Split('.') is ["Orchestrator", not "Tests", ..] or ["Orchestrator"];

    /// <summary>Calls a method, and waits for what it gives.</summary>
    internal static async Task InvokeAsync(IServiceProvider services, MethodInfo method, CalledObjects objects)
    {
        var called = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(Gadget)) : method;
        await using var scope = services.CreateAsyncScope();
        object? result;
        try
        {
            result = called.Invoke(
                scope.ServiceProvider.GetRequiredService(called.DeclaringType!),
                [.. called.GetParameters().Select(parameter => Argument(method, parameter, objects))]
            );
        }
        catch (TargetInvocationException failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }

        await (
            result switch
            {
                Task task => task,
                ValueTask<bool> answer => answer.AsTask(),
                _ => Task.CompletedTask,
            }
        );
    }

    private static bool IsOfEveryObject(MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "ToString" or "Dispose" or "DisposeAsync";

    private static object? Argument(MethodInfo method, ParameterInfo parameter, CalledObjects objects)
    {
        var type = parameter.ParameterType;
        var service = method.DeclaringType!.Name;
        return (service, method.Name, parameter.Name) switch
        {
            ("IBulkReconciles", "SetPausedAsync" or "CancelAsync", "processId") => objects.Bulk,
            ("ICallbacks", _, "processId") => objects.Called,
            ("IProcesses", "DeleteAsync", "processId") => objects.Task,
            (_, _, "processId") => objects.Failed,
            (_, "AddAsync", "customerId") => "another customer",
            (_, _, "customerId") => "customer",
            (_, _, "subscriptionId") => objects.Subscription,
            (_, _, "subscriptionIds") => new[] { objects.Subscription },
            ("ICustomerDescriptions", _, "id") => objects.Description,
            (_, _, "productId") => objects.Product,
            (_, _, "productBlockId") => objects.Block,
            (_, _, "resourceTypeId") => objects.ResourceType,
            (_, "DeleteOfWorkflowAsync", "workflowId") => objects.ScheduledWorkflow,
            (_, _, "workflowId") => objects.Workflow,
            (_, _, "scheduleId") => objects.Schedule,
            (_, _, "token") => objects.Token,
            (_, _, "resource") => "gadget in the workshop",
            (_, _, "path") => "size",
            (_, "StartReconcileAsync", "workflowName") => "reconcile_gadget",
            (_, _, "idempotencyKey") => Guid.NewGuid().ToString(),
            ("ISchedules", _, "workflowName") => "mop_floor",
            (_, _, "workflowName") => "validate_gadget",
            (_, _, "product") => "gadget",
            (_, "ResumeAsync", "pages") => Array.Empty<JsonElement>(),
            ("ISchedules", _, "pages") => new[] { EngineHost.Page(new { }) },
            (_, _, "pages") => new[] { EngineHost.Page(new { subscription_id = objects.Other }) },
            (_, _, "paused") => true,
            ("IBulkOperations", _, "filters") => new FieldFilter[] { new("process_id", objects.Failed.ToString()) },
            (_, _, "filters") => Array.Empty<FieldFilter>(),
            (_, _, "expected" or "version" or "until") when IsNullable(type) => null,
            _ => OfType(type, method),
        };
    }

    private static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static object? OfType(Type type, MethodInfo method) =>
        type == typeof(CancellationToken) ? CancellationToken.None
        : type == typeof(Caller) ? (Caller)"ann"
        : type == typeof(ClaimsPrincipal) ? new ClaimsPrincipal()
        : type == typeof(string) ? "gadget"
        : type == typeof(int) ? 1
        : type == typeof(bool) ? true
        : type == typeof(BulkSelection) ? BulkSelection.OfProduct("gadget")
        : type == typeof(BulkOperationKind) ? BulkOperationKind.Retry
        : type == typeof(BulkReconcileBrakes) ? null
        : type == typeof(ScheduleTrigger) ? ScheduleTrigger.Cron("0 3 1 1 *")
        : type == typeof(DriftPolicy) ? new DriftPolicy()
        : type == typeof(DriftPauseTarget) ? DriftPauseTarget.OfProduct("gadget")
        : type == typeof(DeviationToAccept) ? new DeviationToAccept("gadget in the workshop", "size", "It is wanted.")
        : type == typeof(ReconcileStart) ? new ReconcileStart { Force = true }
        : type == typeof(JsonElement) ? EngineHost.Page(new { told = "done" })
        : type == typeof(ProductLifecycle?) ? ProductLifecycle.Active
        : Reads.Contains($"{method.DeclaringType!.Name}.{method.Name}") ? (type.IsValueType ? Activator.CreateInstance(type) : null)
        : throw new NotSupportedException(
            $"{method.DeclaringType}.{method.Name} takes {type}. Give {nameof(ServiceCalls)} a value for it."
        );
}

/// <summary>What the calls are about.</summary>
internal sealed record CalledObjects
{
    /// <summary>A subscription that has drifted and that a failed process holds.</summary>
    public required Guid Subscription { get; init; }

    /// <summary>One that no process holds.</summary>
    public required Guid Other { get; init; }

    public required Guid Failed { get; init; }

    public required Guid Bulk { get; init; }

    /// <summary>A process that awaits a callback, and the token of its address.</summary>
    public required Guid Called { get; init; }

    public required string Token { get; init; }

    public required Guid Task { get; init; }

    public required Guid Description { get; init; }

    public required Guid Schedule { get; init; }

    public required Guid Product { get; init; }

    public required Guid Block { get; init; }

    public required Guid ResourceType { get; init; }

    public required Guid Workflow { get; init; }

    public required Guid ScheduledWorkflow { get; init; }
}
