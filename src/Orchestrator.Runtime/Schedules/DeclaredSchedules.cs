using System.Text.Json;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Schedules;

/// <summary>The schedules that the code declares. They are compared with the table when a host starts.</summary>
internal sealed class DeclaredSchedules
{
    private readonly Dictionary<string, DeclaredSchedule> _byKey = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<DeclaredSchedule> All => _byKey.Values;

    /// <exception cref="CatalogException">The key is taken, or too long.</exception>
    internal void Add(string key, string workflowName, string name, ScheduleTrigger trigger, params JsonElement[] pages) =>
        Add(new(key, workflowName, name, trigger, pages));

    /// <exception cref="CatalogException">The key is taken, or too long.</exception>
    internal void Add(DeclaredSchedule schedule)
    {
        var (key, workflowName, _, _, _) = schedule;
        if (string.IsNullOrWhiteSpace(key) || key.Length > DeclaredSchedule.MaxKeyLength)
        {
            throw new CatalogException(
                "schedule_key_invalid",
                $"The key '{key}' of a schedule for workflow '{workflowName}' is empty or longer than "
                    + $"{DeclaredSchedule.MaxKeyLength} characters. Give it a short one that stays."
            );
        }

        if (!_byKey.TryAdd(key, schedule))
        {
            throw new CatalogException(
                "schedule_key_taken",
                $"Two schedules have the key '{key}': one for workflow '{_byKey[key].WorkflowName}', one for workflow "
                    + $"'{workflowName}'. Rename one of them."
            );
        }
    }
}

/// <summary>A schedule as the code declares it.</summary>
/// <param name="Key">What it is called forever.</param>
/// <param name="WorkflowName">The workflow that it starts.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Trigger">When.</param>
/// <param name="Pages">The answers to the workflow's form.</param>
internal sealed record DeclaredSchedule(
    string Key,
    string WorkflowName,
    string Name,
    ScheduleTrigger Trigger,
    IReadOnlyList<JsonElement> Pages
)
{
    /// <summary>How long a key is at most.</summary>
    internal const int MaxKeyLength = 200;

    /// <summary>The product that it reconciles; null where it is about none.</summary>
    internal string? Product { get; init; }

    /// <summary>What tells whether the code declares something else than at the last start.</summary>
    internal string Declaration => $"{WorkflowName} {Name} {Trigger} {JsonSerializer.Serialize(Pages)}";
}
