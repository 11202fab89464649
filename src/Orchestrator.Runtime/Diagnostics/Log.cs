using Microsoft.Extensions.Logging;
using Orchestrator.Processes;

namespace Orchestrator.Diagnostics;

/// <summary>What the engine logs: events 1000 to 1999.</summary>
internal static partial class Log
{
    private static readonly Func<ILogger, Guid, string, IDisposable?> Scope = LoggerMessage.DefineScope<Guid, string>(
        "Process {ProcessId}, step '{StepName}'"
    );

    internal static IDisposable? StepScope(ILogger logger, Guid processId, string stepName) => Scope(logger, processId, stepName);

    [LoggerMessage(1000, LogLevel.Information, "Process {ProcessId} ({WorkflowName}) is {Status} after step '{StepName}'")]
    internal static partial void ProcessStopped(ILogger logger, Guid processId, string workflowName, ProcessStatus status, string stepName);

    [LoggerMessage(1001, LogLevel.Debug, "Process {ProcessId}: step '{StepName}' is {Status}")]
    internal static partial void StepLogged(ILogger logger, Guid processId, string stepName, StepStatus status);

    [LoggerMessage(1002, LogLevel.Warning, "Process {ProcessId} ({WorkflowName}): step '{StepName}' failed: {Reason}")]
    internal static partial void StepFailed(
        ILogger logger,
        Exception exception,
        Guid processId,
        string workflowName,
        string stepName,
        string reason
    );

    [LoggerMessage(
        1003,
        LogLevel.Error,
        "Process {ProcessId} was interrupted; it continues from its last committed step when its lease is over"
    )]
    internal static partial void ProcessInterrupted(ILogger logger, Exception exception, Guid processId);

    [LoggerMessage(
        1004,
        LogLevel.Warning,
        "Process {ProcessId}: step '{StepName}' was executed, but its result is not recorded: the process was aborted or belongs "
            + "to another host now"
    )]
    internal static partial void StepFenced(ILogger logger, Guid processId, string stepName);

    [LoggerMessage(1005, LogLevel.Information, "Process {ProcessId} of a lost host is taken over")]
    internal static partial void ProcessTakenOver(ILogger logger, Guid processId);

    [LoggerMessage(1006, LogLevel.Error, "Looking for unattended processes failed; it is tried again")]
    internal static partial void RecoveryFailed(ILogger logger, Exception exception);

    [LoggerMessage(1007, LogLevel.Error, "Renewing leases failed; it is tried again")]
    internal static partial void RenewalFailed(ILogger logger, Exception exception);

    [LoggerMessage(1008, LogLevel.Error, "Process {ProcessId} cannot continue: {Reason}")]
    internal static partial void ProcessCannotGoOn(ILogger logger, Guid processId, string reason);

    [LoggerMessage(1010, LogLevel.Error, "Firing schedules failed; it is tried again")]
    internal static partial void SchedulingFailed(ILogger logger, Exception exception);

    [LoggerMessage(1011, LogLevel.Warning, "Schedule '{Name}' could not start workflow {WorkflowName} this time: {Reason}")]
    internal static partial void ScheduleRefused(ILogger logger, string name, string workflowName, string reason);

    [LoggerMessage(
        1012,
        LogLevel.Warning,
        "Listeners could not be notified of changes; those of this host are ended, so that they subscribe again and read everything again"
    )]
    internal static partial void TellingFailed(ILogger logger, Exception exception);

    [LoggerMessage(1014, LogLevel.Error, "Looking for callbacks that time out failed; it is tried again")]
    internal static partial void ExpiryFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1015,
        LogLevel.Error,
        "Process {ProcessId} has waited too long for its callback, and could not be failed; it is tried again"
    )]
    internal static partial void CallbackExpiryFailed(ILogger logger, Exception exception, Guid processId);

    [LoggerMessage(
        1016,
        LogLevel.Warning,
        "The lease of process {ProcessId} was renewed at {RenewedAt}, which is in the future: a clock was set back. No host has "
            + "renewed it since, so it is over"
    )]
    internal static partial void LeaseStranded(ILogger logger, Guid processId, DateTimeOffset renewedAt);

    [LoggerMessage(
        1047,
        LogLevel.Warning,
        "Process {ProcessId} has waited since {WaitsSince}, which is ahead of this host's clock: a clock was set back, or those of two "
            + "hosts differ. It has waited as long as it was to wait, so it is due"
    )]
    internal static partial void WaitStranded(ILogger logger, Guid processId, DateTimeOffset waitsSince);

    [LoggerMessage(1048, LogLevel.Warning, "{Problem}")]
    internal static partial void ServiceMissing(ILogger logger, string problem);

    [LoggerMessage(1051, LogLevel.Warning, "AddSchedule(\"{Key}\"): {Doubt}")]
    internal static partial void ScheduleIsDoubtful(ILogger logger, string key, string doubt);

    [LoggerMessage(
        1052,
        LogLevel.Warning,
        "The drift policy of the product '{Product}' corrects drift, but has no times, so a round runs only when a person starts it. Set "
            + "its Check to a cron expression, such as '0 3 * * *', or its Heal to Report"
    )]
    internal static partial void PolicyHasNoTimes(ILogger logger, string product);

    [LoggerMessage(
        1050,
        LogLevel.Warning,
        "Workflow {WorkflowName} waits for a callback, and this host does not know its own address: callback_route is only a path, which "
            + "an external system cannot call. Set Orchestrator:PublicUrl to the address at which external systems reach the API, like "
            + "https://orchestrator.example.org"
    )]
    internal static partial void CallbackAddressIsPath(ILogger logger, string workflowName);

    [LoggerMessage(1017, LogLevel.Error, "Schedule '{Name}' ({ScheduleId}) could not start workflow {WorkflowName} this time")]
    internal static partial void ScheduleFailed(ILogger logger, Exception exception, string name, Guid scheduleId, string workflowName);

    [LoggerMessage(1013, LogLevel.Error, "The failure classifier {Classifier} failed itself, so the next one is asked")]
    internal static partial void ClassifierFailed(ILogger logger, Exception exception, string classifier);

    [LoggerMessage(
        1020,
        LogLevel.Information,
        "User '{User}', recorded as '{Reporter}', is allowed to {Action} (workflow {WorkflowName}, process {ProcessId}, "
            + "subscription {SubscriptionId})"
    )]
    internal static partial void Allowed(
        ILogger logger,
        string user,
        string reporter,
        WorkflowAction action,
        string? workflowName,
        Guid? processId,
        Guid? subscriptionId
    );

    [LoggerMessage(
        1021,
        LogLevel.Warning,
        "User '{User}', recorded as '{Reporter}', is not allowed to {Action} (workflow {WorkflowName}, process {ProcessId}, "
            + "subscription {SubscriptionId})"
    )]
    internal static partial void Refused(
        ILogger logger,
        string user,
        string reporter,
        WorkflowAction action,
        string? workflowName,
        Guid? processId,
        Guid? subscriptionId
    );

    [LoggerMessage(
        1023,
        LogLevel.Error,
        "Process {ProcessId}: the failure of step '{StepName}' cannot be recorded as it is, so only that it failed is. The "
            + "failure: {Reason}"
    )]
    internal static partial void FailureNotRecorded(ILogger logger, Exception exception, Guid processId, string stepName, string reason);

    [LoggerMessage(
        1024,
        LogLevel.Error,
        "'{Caller}': a service of its scope cannot be disposed of in time, or at all. The result is not affected"
    )]
    internal static partial void DisposalFailed(ILogger logger, Exception exception, string caller);

    [LoggerMessage(1025, LogLevel.Error, "Process {ProcessId} no longer waits for its step, and its worker does other work: {Reason}")]
    internal static partial void StepAbandoned(ILogger logger, Guid processId, string reason);

    [LoggerMessage(
        1009,
        LogLevel.Warning,
        "Process {ProcessId} was aborted or belongs to another host now: its step is told to stop, and what it still does is not recorded"
    )]
    internal static partial void LeaseLost(ILogger logger, Guid processId);

    [LoggerMessage(1026, LogLevel.Error, "A log provider of this host fails (first for {Category}), so its log may lack what others have")]
    internal static partial void ProviderFailed(ILogger logger, Exception exception, string category);

    [LoggerMessage(1027, LogLevel.Warning, "Step '{StepName}' was told to stop, and what it has registered on its token threw")]
    internal static partial void StopFailed(ILogger logger, Exception exception, string stepName);

    [LoggerMessage(
        1028,
        LogLevel.Warning,
        "The connection to other hosts is lost; it is tried again. The listeners of this host are disconnected, so that they read "
            + "everything again"
    )]
    internal static partial void ListeningFailed(ILogger logger, Exception exception);

    [LoggerMessage(1029, LogLevel.Error, "Process {ProcessId}: it could not be decided whether it may be retried, so it is left as it is")]
    internal static partial void RetryNotDecided(ILogger logger, Exception exception, Guid processId);

    [LoggerMessage(1036, LogLevel.Error, "Process {ProcessId}: the search index of its subscriptions could not be refreshed")]
    internal static partial void SearchNotRefreshed(ILogger logger, Exception exception, Guid processId);

    [LoggerMessage(1030, LogLevel.Error, "Metric {Metric} cannot be read or reported, so it is left out")]
    internal static partial void MetricFailed(ILogger logger, Exception exception, string metric);

    [LoggerMessage(1035, LogLevel.Error, "A listener of the engine's activities has failed, so a span is missing or incomplete")]
    internal static partial void TraceFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1032,
        LogLevel.Warning,
        "Bulk reconcile {ProcessId}: subscription {SubscriptionId} is left out, because its reconcile could not be started"
    )]
    internal static partial void ReconcileRefused(ILogger logger, Exception exception, Guid processId, Guid subscriptionId);

    [LoggerMessage(
        1045,
        LogLevel.Warning,
        "Bulk check {ProcessId}: subscription {SubscriptionId} is left out, because it could not be checked"
    )]
    internal static partial void CheckRefused(ILogger logger, Exception exception, Guid processId, Guid subscriptionId);

    [LoggerMessage(
        1049,
        LogLevel.Warning,
        "Bulk operation {ProcessId}: process {ChangedId} is left as it is, because it could not be changed"
    )]
    internal static partial void BulkOperationRefused(ILogger logger, Exception exception, Guid processId, Guid changedId);

    [LoggerMessage(1034, LogLevel.Warning, "Subscription {SubscriptionId}: validation {WorkflowName} could not be started")]
    internal static partial void ValidationRefused(ILogger logger, Exception exception, string subscriptionId, string workflowName);

    [LoggerMessage(1033, LogLevel.Error, "A worker could not take its next process; it is tried again")]
    internal static partial void WorkerFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1040,
        LogLevel.Error,
        "The limits of external system '{System}' could not be shared with other hosts; it is tried again, and calls wait until then"
    )]
    internal static partial void LimitsNotShared(ILogger logger, Exception exception, string system);

    [LoggerMessage(1041, LogLevel.Error, "The deliveries to webhook '{Webhook}' could not be sent; it is tried again")]
    internal static partial void WebhookFailed(ILogger logger, Exception exception, string webhook);

    [LoggerMessage(
        1042,
        LogLevel.Warning,
        "Webhook '{Webhook}': delivery {DeliveryId} was not received at attempt {Attempt} ({Reason}); it is tried again at {NextAttempt}"
    )]
    internal static partial void DeliveryFailed(
        ILogger logger,
        string webhook,
        Guid deliveryId,
        int attempt,
        string reason,
        DateTimeOffset nextAttempt
    );

    [LoggerMessage(
        1043,
        LogLevel.Error,
        "Webhook '{Webhook}': delivery {DeliveryId} was not received at attempt {Attempt} ({Reason}), and is given up"
    )]
    internal static partial void DeliveryGivenUp(ILogger logger, string webhook, Guid deliveryId, int attempt, string reason);

    [LoggerMessage(
        1044,
        LogLevel.Error,
        "Webhook '{Webhook}' is disabled, because its receiver answered 410. Change its Url or Secret, or remove it from the settings"
    )]
    internal static partial void WebhookDisabled(ILogger logger, string webhook);

    [LoggerMessage(1046, LogLevel.Warning, "Product '{Product}' is paused by round {ProcessId} of its drift policy: {Reason}")]
    internal static partial void HealPaused(ILogger logger, string product, Guid processId, string reason);

    [LoggerMessage(1022, LogLevel.Warning, "Process {ProcessId}: the form of step '{StepName}' cannot be shown")]
    internal static partial void FormNotShown(ILogger logger, Exception exception, Guid processId, string stepName);

    [LoggerMessage(2004, LogLevel.Information, "The core database is {Database}")]
    internal static partial void DatabaseChosen(ILogger logger, string database);

    [LoggerMessage(2000, LogLevel.Information, "Added {Count} row(s) that the code declares: {Rows}")]
    internal static partial void CatalogAdded(ILogger logger, int count, string rows);

    [LoggerMessage(
        2001,
        LogLevel.Warning,
        "The workflows table has workflows that are not in the code of this host: {Workflows}. They are kept. If another host has them, "
            + "register their assembly in this one too; if no code has them any longer, set deleted_at to hide them"
    )]
    internal static partial void WorkflowsNotInCode(ILogger logger, string workflows);

    [LoggerMessage(
        2005,
        LogLevel.Warning,
        "This host registers no workflows, and the database has {Count}: {Workflows}. {Advice}. Leave the rows in the database as they are"
    )]
    internal static partial void NoWorkflowRegistered(ILogger logger, int count, string workflows, string advice);

    [LoggerMessage(2007, LogLevel.Warning, "This host registers no workflows, so it has only the tasks of the engine. {Advice}")]
    internal static partial void NoWorkflow(ILogger logger, string advice);

    [LoggerMessage(
        2008,
        LogLevel.Warning,
        "The assembly '{Assembly}' has workflows that this host does not register, so it neither starts nor continues them. Call the "
            + "Add…Workflows() that the build emits for it on what AddOrchestrator returns"
    )]
    internal static partial void AssemblyNotRegistered(ILogger logger, string assembly);

    [LoggerMessage(
        2009,
        LogLevel.Warning,
        "{Workflows}, so operators cannot tell them apart. Give one of them another description: in its attribute, and with PATCH "
            + "/api/workflows/<id> where the database has it already"
    )]
    internal static partial void DescriptionIsShared(ILogger logger, string workflows);

    [LoggerMessage(2002, LogLevel.Warning, "Code and database differ: {Difference}")]
    internal static partial void CatalogDiffers(ILogger logger, string difference);

    [LoggerMessage(2003, LogLevel.Error, "A subscription cannot be loaded. {Reason}")]
    internal static partial void SubscriptionNotLoaded(ILogger logger, string reason);

    [LoggerMessage(
        2006,
        LogLevel.Warning,
        "Writing that this host is running failed; it is tried again, and other hosts may list it as ended"
    )]
    internal static partial void PresenceFailed(ILogger logger, Exception exception);
}
