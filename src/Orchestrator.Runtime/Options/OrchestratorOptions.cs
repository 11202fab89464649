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
    /// The kind of the core database, for an application that brings several: <c>Sqlite</c> where it calls <c>UseSqlite()</c>,
    /// <c>PostgreSql</c> where it calls <c>UsePostgreSql()</c>. Default: the one that it brings.
    /// </summary>
    [MinLength(1)]
    public string? Provider { get; set; }

    /// <summary>
    /// The connection string of the core database. Default: for SQLite a file <c>orchestrator.db</c> in the working folder; for PostgreSQL
    /// there is none.
    /// </summary>
    [MinLength(1)]
    public string? Database { get; set; }

    /// <summary>
    /// Durability of commits on SQLite. Default <see cref="SqliteSynchronous.Full"/>.
    /// </summary>
    public SqliteSynchronous SqliteSynchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>How long a process belongs to a host without a sign of life. Default 15 seconds; renewed at a third of it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a host polls for processes that no host executes. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a running step may continue when the host stops. Then its token is cancelled, and its process is released immediately.
    /// Default 10 seconds; the host itself waits no longer than its own shutdown time-out.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time limit of a step that has none of its own. Then its token is cancelled, it fails, and its worker is freed even if the step
    /// is still running. Default 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How often in a row a process is executed without a step being logged, because its host was lost or the record refused, before it
    /// fails. Default 10.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxUnloggedAttempts { get; set; } = 10;

    /// <summary>
    /// The largest state of a process in bytes of JSON. A step that leaves more fails; input that would make it larger is refused. Default
    /// 4,194,304. Every logged step keeps the state as it was, and a process is shown with all of them.
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

    /// <summary>How long an audit entry is kept, before the same task deletes it; 0 keeps it permanently. Default 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan AuditRetention { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How long an entry of the history of drift is kept, before the same task deletes it; 0 keeps it permanently. Default 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan DriftRetention { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How long a check waits for an external system to give one resource. Then the resource is <c>unknown</c>. Default 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan DriftCheckTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the start of a workflow by a schedule may take, its form and all who are asked whether it may start included. Then it is
    /// tried once more, and after that the schedule shows that as the reason why it did not start, and is due at its next time. Default 30
    /// seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ScheduleStartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// When the subscriptions of a product are checked for drift, and whether it is corrected, by the product's name:
    /// <c>DriftPolicies:l2vpn:Check=*/15 * * * *</c> with <c>Heal</c>, <c>MaxDriftPercent</c>, <c>Canary</c>, <c>StopAfterFailed</c>,
    /// <c>WaveSize</c> and <c>WaitSeconds</c>. Each replaces what the code declares with <c>AddDriftPolicy</c>. Default: what the code
    /// declares.
    /// </summary>
    public IDictionary<string, DriftPolicyOptions> DriftPolicies { get; } =
        new Dictionary<string, DriftPolicyOptions>(StringComparer.Ordinal);

    /// <summary>
    /// How long a start with an idempotency key is remembered: a repetition within that time answers with the process of the first one.
    /// Default 1 day; what is older is deleted by the task
    /// <c>task_clean_up_tasks</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan IdempotencyRetention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// For how long a process can be started with a reconcile plan. Default 1 day; a plan that has expired is deleted by the task
    /// <c>task_clean_up_tasks</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan ReconcilePlanRetention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a delivery to a webhook is tried again. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan WebhookRetryTime { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// How long a delivery that was given up is kept with its error, before the task <c>task_clean_up_tasks</c> deletes it. Default 30
    /// days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan WebhookRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The addresses that receive events, by a name: <c>Webhooks:noc:Url</c>, <c>Webhooks:noc:Secret</c> and
    /// <c>Webhooks:noc:Events:0=process.failed</c>. Default: none.
    /// </summary>
    public IDictionary<string, WebhookOptions> Webhooks { get; } = new Dictionary<string, WebhookOptions>(StringComparer.Ordinal);

    /// <summary>The most rows that a list gives at once. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxPageSize { get; set; } = 1_000;

    /// <summary>
    /// True: the task <c>task_validate_subscriptions</c> validates subscriptions that are out of sync as well. Default false.
    /// </summary>
    public bool ValidateOutOfSyncSubscriptions { get; set; }

    /// <summary>
    /// True: <c>GET /api/metrics</c> answers with counts for dashboards, to everyone who may call the API. Default false.
    /// </summary>
    public bool Metrics { get; set; }

    /// <summary>
    /// True: <c>GET /api/settings/overview</c> shows these settings, without secrets, to everyone who may call the API. Default false.
    /// </summary>
    public bool ShowSettings { get; set; }

    /// <summary>Whether the API may be served without authentication.</summary>
    public OrchestratorAuthenticationOptions Authentication { get; } = new();

    /// <summary>
    /// The policy of ASP.NET Core's authorization under which something is done that is under none of an author's, for each action:
    /// <c>Policies:PauseEngine=operators</c>. The actions are the members of <c>WorkflowAction</c>. Default: none.
    /// </summary>
    public IDictionary<string, string> Policies { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The origins whose web pages may call the API and connect to its web socket, for example <c>https://ui.example.org</c>; the pages of
    /// the host itself always may. Default: none, and in Development any.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The largest body of a request in bytes. Default 262,144.</summary>
    [Range(1_024, 104_857_600)]
    public int MaxBodySize { get; set; } = 262_144;

    /// <summary>The largest body of a callback, or of its progress, in bytes. Default 1,048,576.</summary>
    [Range(1_024, 104_857_600)]
    public int MaxCallbackSize { get; set; } = 1_048_576;

    /// <summary>The longest address of a request, its query included. Default 8,000 characters.</summary>
    [Range(1_024, 65_536)]
    public int MaxUrlLength { get; set; } = 8_000;

    /// <summary>How many pages of a form a request answers at most. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxFormPages { get; set; } = 100;

    /// <summary>
    /// The maximum number of requests of one client per minute: a signed-in user, otherwise an address. All of them may come at once;
    /// further requests are accepted at that rate. 0 disables the limit. Default 6,000.
    /// </summary>
    [Range(0, 10_000_000)]
    public int MaxRequestsPerMinute { get; set; } = 6_000;

    /// <summary>How many web sockets the host keeps open at once. Default 1,000.</summary>
    [Range(0, 1_000_000)]
    public int MaxSockets { get; set; } = 1_000;

    /// <summary>
    /// How many web sockets one client keeps open at once: a user who is signed in, otherwise an address. Default 100.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxSocketsPerClient { get; set; } = 100;

    /// <summary>
    /// The workflows that every product has, whatever their author says. A name that is set is added to the default, <c>modify_note</c>;
    /// what is added later is linked to all products at the next start.
    /// </summary>
    public ISet<string> DefaultWorkflows { get; } = new HashSet<string>(StringComparer.Ordinal) { ModifyNote };

    /// <summary>
    /// The workflows that may run on a subscription that is out of sync, or related to one that is. A name that is set is added to the
    /// default, <c>modify_note</c>. A reconcile workflow is refused here: it writes to the external systems, so it never runs beside
    /// another process.
    /// </summary>
    public ISet<string> UsableWhileOutOfSync { get; } = new HashSet<string>(StringComparer.Ordinal) { ModifyNote };

    /// <summary>
    /// When reconciles of a product may be started, by the product's name: <c>MaintenanceWindows:l2vpn:0:Cron=0 2 * * *</c> with
    /// <c>Duration</c>, <c>TimeZone</c> and <c>Deny</c>. Default: at any time.
    /// </summary>
    public IDictionary<string, MaintenanceWindowOptions[]> MaintenanceWindows { get; } =
        new Dictionary<string, MaintenanceWindowOptions[]>(StringComparer.Ordinal);

    /// <summary>
    /// The lifecycles in which a workflow may run, for each workflow that does not have those of its target: none for a create workflow,
    /// active and provisioning for a terminate workflow, active for all others. Default: none has.
    /// </summary>
    public IDictionary<string, SubscriptionLifecycle[]> UsableStatuses { get; } =
        new Dictionary<string, SubscriptionLifecycle[]>(StringComparer.Ordinal);

    /// <summary>
    /// Whether a workflow is blocked while subscriptions that are not terminated use the one it runs on, for each workflow that differs
    /// from its target: terminate workflows are, all others are not. Default: none differs.
    /// </summary>
    public IDictionary<string, bool> BlockedByUsers { get; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>
    /// The resource types whose value is the id of a subscription that is used: the subscription that has the value counts as a user of the
    /// one it names. Default: none.
    /// </summary>
    public ISet<string> RelationResourceTypes { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// False: a subscription can be set in sync by hand although processes of it are neither completed nor aborted. Default true.
    /// </summary>
    public bool CheckProcessesBeforeSetInSync { get; set; } = true;

    /// <summary>
    /// The limits of the external systems that resources name with <c>[ExternalResource(System = …)]</c>, for reads and writes alike:
    /// <c>ExternalSystems:nrm:MaxConcurrency=10</c>. All hosts of the core database share them. Default: none is limited.
    /// </summary>
    public IDictionary<string, ExternalSystemOptions> ExternalSystems { get; } =
        new Dictionary<string, ExternalSystemOptions>(StringComparer.Ordinal);

    /// <summary>
    /// The queues of this host, each with how many of its processes the host executes at once. None takes a worker from another. Default: 8
    /// for <c>default</c>, 4 for
    /// <c>tasks</c>, 4 for <c>reconcile</c>. A queue that only other hosts have is left to them.
    /// </summary>
    public IDictionary<string, int> Queues { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [QueueNames.Default] = 8,
            [QueueNames.Tasks] = 4,
            [QueueNames.Reconcile] = 4,
        };

    /// <summary>
    /// How many of a queue's workers may execute what was started or retried in numbers: validations of all subscriptions, bulk reconciles,
    /// tasks that are all retried. The others are kept for what is started individually. Default: all but one of them, at least one; 0
    /// leaves such processes to other hosts.
    /// </summary>
    public IDictionary<string, int> BackgroundWorkers { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// The queues of targets with their own queue. By default reconciles run on <c>reconcile</c>, tasks on <c>tasks</c>, and everything
    /// else on <c>default</c>.
    /// </summary>
    public IDictionary<Target, string> TargetQueues { get; } = new Dictionary<Target, string> { [Target.Reconcile] = QueueNames.Reconcile };

    internal int BackgroundWorkersOf(string queue) =>
        BackgroundWorkers.TryGetValue(queue, out var limit) ? limit
        : Queues[queue] > 1 ? Queues[queue] - 1
        : Queues[queue];
}
