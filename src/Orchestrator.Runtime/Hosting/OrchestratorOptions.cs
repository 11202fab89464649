using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Hosting;

/// <summary>The settings of a host, read from the configuration section <see cref="Section"/>.</summary>
public sealed class OrchestratorOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Orchestrator";

    /// <summary>
    /// The kind of database that holds the core database: <c>Sqlite</c>, the default, or <c>PostgreSql</c>, which needs the package Orchestrator.PostgreSql and its
    /// <c>AddPostgreSql()</c>.
    /// </summary>
    [Required]
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The connection string of the core database. Default: a SQLite file <c>orchestrator.db</c> in the working folder.</summary>
    [Required]
    public string Database { get; set; } = "Data Source=orchestrator.db";

    /// <summary>How long a process belongs to a host without a sign of life. Default 15 seconds; renewed at a third of it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a host looks for processes that no host executes. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many processes this host executes at once, reconciles apart. Default 8.</summary>
    [Range(1, 1_000)]
    public int Workers { get; set; } = 8;

    /// <summary>How many reconciles this host executes at once. Default 4; they never take a worker from anything else.</summary>
    [Range(1, 1_000)]
    public int ReconcileWorkers { get; set; } = 4;
}
