using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Options;

/// <summary>The settings of a host, read from the configuration section <see cref="Section"/>.</summary>
public sealed class OrchestratorOptions
{
    /// <summary>The workflow that writes the note of a subscription. It belongs to the engine, and runs on every product.</summary>
    internal const string ModifyNote = "modify_note";

    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Orchestrator";

    /// <summary>
    /// The kind of the core database, for an application that adds several: <c>Sqlite</c> for <c>UseSqlite()</c>, <c>PostgreSql</c> for
    /// <c>UsePostgreSql()</c>. Default: the one that it adds.
    /// </summary>
    [MinLength(1)]
    public string? Provider { get; set; }

    /// <summary>
    /// The connection string of the core database. Default: for SQLite a file <c>orchestrator.db</c> in the content root; none for
    /// PostgreSQL.
    /// </summary>
    [MinLength(1)]
    public string? Database { get; set; }

    /// <summary>
    /// The address at which external systems reach this host's API, for example <c>https://orchestrator.example.org</c>, with the path
    /// under which a proxy serves it. The <c>callback_route</c> of every callback step that begins from then on is the complete address;
    /// an external system that puts the address of the API before it must no longer do so. Default: none, and it is a path.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Durability of commits on SQLite. Default <see cref="SqliteSynchronous.Full"/>.
    /// </summary>
    public SqliteSynchronous SqliteSynchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>
    /// How long a lease of a process lasts without renewal. Default 15 seconds; a host renews its leases after a third of this time.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a host polls for processes that no host executes. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a running step can continue when the host stops. After that, its token is cancelled, and its process is released
    /// immediately. Default 10 seconds; the host waits no longer than its own shutdown timeout.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time limit of a step that specifies none. After that, its token is cancelled, it fails, and its worker is freed even if the step
    /// is still running. Default 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// What the host does at start if a step, a form or an external resource takes a service that is not registered. Default
    /// <see cref="ServiceCheck.Fail"/>: it does not start if a workflow that its queues execute needs it. With it, a host with the API does
    /// not start either if a workflow or <see cref="Policies"/> names a policy that the application does not have.
    /// </summary>
    public ServiceCheck CheckServices { get; set; }

    /// <summary>
    /// The number of times in a row that a process can be executed without logging a step, because its host was lost or the row could not
    /// be written, before the process fails. Default 10.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxUnloggedAttempts { get; set; } = 10;

    /// <summary>
    /// The maximum size of the state of a process, in bytes of JSON. A step that exceeds it fails; input that would exceed it is rejected.
    /// Default 4,194,304. Every logged step stores the state, and a process is shown with all of its steps.
    /// </summary>
    [Range(65_536, 268_435_456)]
    public int MaxStateSize { get; set; } = 4_194_304;

    /// <summary>How long a completed task is kept before the task <c>task_clean_up_tasks</c> deletes it. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan TaskRetention { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// How long a completed process that is not a task is kept after its last change, before the task <c>task_clean_up_tasks</c> deletes it
    /// with its log. Default 0: permanently.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan ProcessRetention { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How long an audit entry is kept before the same task deletes it; with 0, it is kept permanently. Default 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan AuditRetention { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How long an entry of the drift history is kept before the same task deletes it; with 0, it is kept permanently. Default 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan DriftRetention { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How long a check waits for an external system to return one resource. After that, the resource is <c>unknown</c>. Default 30
    /// seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan DriftCheckTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the start of a workflow by a schedule can take, including its form, authorizers and start preconditions. A start that times
    /// out is retried once; if it times out again, the schedule shows this as the reason, and is due at its next time. Default 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ScheduleStartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// When the subscriptions of a product are checked for drift, and whether it is corrected, by the product's name:
    /// <c>DriftPolicies:l2vpn:Check=*/15 * * * *</c> with <c>Heal</c>, <c>MaxDriftPercent</c>, <c>Canary</c>, <c>StopAfterFailed</c>,
    /// <c>WaveSize</c> and <c>WaitSeconds</c>. Each replaces the value that the code declares with <c>AddDriftPolicy</c>. Default: the
    /// declaration in code.
    /// </summary>
    public IDictionary<string, DriftPolicyOptions> DriftPolicies { get; } =
        new Dictionary<string, DriftPolicyOptions>(StringComparer.Ordinal);

    /// <summary>
    /// How long the idempotency key of a start is kept: a repeated request within that time returns the process of the first one. Default 1
    /// day; older keys are deleted by the task <c>task_clean_up_tasks</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan IdempotencyRetention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long a process can be started with a reconcile plan. Default 1 day; a plan that has expired is deleted by the task
    /// <c>task_clean_up_tasks</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan ReconcilePlanRetention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a webhook delivery is retried. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan WebhookRetryTime { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// How long a failed delivery is kept with its error after the last retry, before the task <c>task_clean_up_tasks</c> deletes it.
    /// Default 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan WebhookRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The webhooks that receive events, by name: <c>Webhooks:noc:Url</c>, <c>Webhooks:noc:Secret</c> and
    /// <c>Webhooks:noc:Events:0=process.failed</c>. Default: none.
    /// </summary>
    public IDictionary<string, WebhookOptions> Webhooks { get; } = new Dictionary<string, WebhookOptions>(StringComparer.Ordinal);

    /// <summary>The maximum number of rows in a list. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxPageSize { get; set; } = 1_000;

    /// <summary>
    /// True: the task <c>task_validate_subscriptions</c> validates subscriptions that are out of sync as well. Default false.
    /// </summary>
    public bool ValidateOutOfSyncSubscriptions { get; set; }

    /// <summary>
    /// True: <c>GET /api/metrics</c> returns metrics for dashboards to every user of the API. Default false.
    /// </summary>
    public bool Metrics { get; set; }

    /// <summary>
    /// True: <c>GET /api/settings/overview</c> shows these settings, without secrets, to every user of the API. Default false.
    /// </summary>
    public bool ShowSettings { get; set; }

    /// <summary>Defines whether the API can be served without authentication.</summary>
    public OrchestratorAuthenticationOptions Authentication { get; } = new();

    /// <summary>
    /// The ASP.NET Core authorization policy for actions that have no policy of an author, by action:
    /// <c>Policies:PauseEngine=operators</c>. The actions are the members of <c>WorkflowAction</c>. Default: none.
    /// </summary>
    public IDictionary<string, string> Policies { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The origins whose web pages can call the API and connect to its web socket, for example <c>https://ui.example.org</c>. Pages of the
    /// host itself are always allowed. Default: none, and in Development any.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The maximum size of a request body, in bytes. Default 262,144.</summary>
    [Range(1_024, 104_857_600)]
    public int MaxBodySize { get; set; } = 262_144;

    /// <summary>The maximum size of the body of a callback or its progress, in bytes. Default 1,048,576.</summary>
    [Range(1_024, 104_857_600)]
    public int MaxCallbackSize { get; set; } = 1_048_576;

    /// <summary>The maximum length of a request address, including its query. Default 8,000 characters.</summary>
    [Range(1_024, 65_536)]
    public int MaxUrlLength { get; set; } = 8_000;

    /// <summary>The maximum number of form pages in a request. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxFormPages { get; set; } = 100;

    /// <summary>
    /// The maximum number of requests of one client per minute: a signed-in user, otherwise an address. All of them can arrive in one
    /// burst; further requests are accepted at that rate. 0 disables the limit. Default 6,000.
    /// </summary>
    [Range(0, 10_000_000)]
    public int MaxRequestsPerMinute { get; set; } = 6_000;

    /// <summary>The maximum number of open web sockets of the host. Default 1,000.</summary>
    [Range(0, 1_000_000)]
    public int MaxSockets { get; set; } = 1_000;

    /// <summary>
    /// The maximum number of open web sockets of one client: a signed-in user, otherwise an address. Default 100.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxSocketsPerClient { get; set; } = 100;

    /// <summary>
    /// The workflows that every product has, in addition to those that its author declares. Configured names are added to the default,
    /// <c>modify_note</c>, and are linked to all products at the next start.
    /// </summary>
    public ISet<string> DefaultWorkflows { get; } = new HashSet<string>(StringComparer.Ordinal) { ModifyNote };

    /// <summary>
    /// The workflows that can run on a subscription that is out of sync, or related to one that is. Configured names are added to the
    /// default, <c>modify_note</c>. Reconcile workflows are rejected: they write to external systems, so they never run at the same time as
    /// another process.
    /// </summary>
    public ISet<string> UsableWhileOutOfSync { get; } = new HashSet<string>(StringComparer.Ordinal) { ModifyNote };

    /// <summary>
    /// When reconciles of a product can be started, by the product's name: <c>MaintenanceWindows:l2vpn:0:Cron=0 2 * * *</c> with
    /// <c>Duration</c>, <c>TimeZone</c> and <c>Deny</c>. Default: at any time.
    /// </summary>
    public IDictionary<string, MaintenanceWindowOptions[]> MaintenanceWindows { get; } =
        new Dictionary<string, MaintenanceWindowOptions[]>(StringComparer.Ordinal);

    /// <summary>
    /// The lifecycles in which a workflow can run, by workflow, if they differ from those of its target: none for a create workflow, active
    /// and provisioning for a terminate workflow, active for all others. Default: empty.
    /// </summary>
    public IDictionary<string, SubscriptionLifecycle[]> UsableStatuses { get; } =
        new Dictionary<string, SubscriptionLifecycle[]>(StringComparer.Ordinal);

    /// <summary>
    /// Whether a workflow is blocked while other subscriptions that are not terminated use its subscription, by workflow, if it differs
    /// from its target: terminate workflows are blocked, all others are not. Default: empty.
    /// </summary>
    public IDictionary<string, bool> BlockedByUsers { get; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>
    /// The resource types whose value is the id of another subscription: the subscription with the value counts as a user of that
    /// subscription. Default: none.
    /// </summary>
    public ISet<string> RelationResourceTypes { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// False: a subscription can be set in sync by hand even if processes of it are neither completed nor aborted. Default true.
    /// </summary>
    public bool CheckProcessesBeforeSetInSync { get; set; } = true;

    /// <summary>
    /// The limits of the external systems that resources name with <c>[ExternalResource(System = …)]</c>, for reads and writes alike:
    /// <c>ExternalSystems:nrm:MaxConcurrency=10</c>. All hosts of the core database share them. Default: none is limited.
    /// </summary>
    public IDictionary<string, ExternalSystemOptions> ExternalSystems { get; } =
        new Dictionary<string, ExternalSystemOptions>(StringComparer.Ordinal);

    /// <summary>
    /// The queues of this host, each with the maximum number of processes that the host executes concurrently. Queues do not share workers.
    /// Default: 8 for <c>default</c>, 4 for <c>tasks</c>, 4 for <c>reconcile</c>. Other queues are executed only by other hosts.
    /// </summary>
    public IDictionary<string, int> Queues { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [QueueNames.Default] = 8,
            [QueueNames.Tasks] = 4,
            [QueueNames.Reconcile] = 4,
        };

    /// <summary>
    /// The maximum number of a queue's workers that execute background processes: validations of all subscriptions, reconciles of bulk
    /// reconciles, and tasks that are retried together. The other workers are reserved for processes that are started individually.
    /// Default: all but one, but at least one. With 0, only other hosts execute background processes.
    /// </summary>
    public IDictionary<string, int> BackgroundWorkers { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// The queues of targets that have their own queue. By default, reconciles run on <c>reconcile</c>, tasks on <c>tasks</c>, and
    /// everything else on <c>default</c>.
    /// </summary>
    public IDictionary<Target, string> TargetQueues { get; } = new Dictionary<Target, string> { [Target.Reconcile] = QueueNames.Reconcile };

    internal int BackgroundWorkersOf(string queue) =>
        BackgroundWorkers.TryGetValue(queue, out var limit) ? limit
        : Queues[queue] > 1 ? Queues[queue] - 1
        : Queues[queue];
}
