using Microsoft.Extensions.Options;

namespace Orchestrator.Options;

/// <summary>Refuses queues that make no sense when the host starts, and not when the first process is lost on one.</summary>
internal sealed class QueueSettings : IValidateOptions<OrchestratorOptions>
{
    private const int MaxWorkers = 1_000;

    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. options
                .Queues.Where(static queue => IsNoName(queue.Key))
                .Select(static queue =>
                    $"{OrchestratorOptions.Section}:Queues has the queue '{queue.Key}': a name has 1 to {Limits.MaxShortNameLength} "
                    + "characters."
                ),
            .. options
                .Queues.Where(static queue => queue.Value is < 0 or > MaxWorkers)
                .Select(static queue =>
                    $"{OrchestratorOptions.Section}:Queues:{queue.Key} is {queue.Value}: a host has 0 to {MaxWorkers} workers for a queue."
                ),
            .. options
                .BackgroundWorkers.Where(limit => limit.Value < 0 || limit.Value > WorkersOf(limit.Key))
                .Select(limit =>
                    $"{OrchestratorOptions.Section}:BackgroundWorkers:{limit.Key} is {limit.Value}: this host has "
                    + $"{WorkersOf(limit.Key)} workers for the queue, and 0 to all of them may work in its background."
                ),
            .. options
                .TargetQueues.Where(static queue => IsNoName(queue.Value))
                .Select(static queue =>
                    $"{OrchestratorOptions.Section}:TargetQueues:{queue.Key} is '{queue.Value}': the name of a queue has 1 to "
                    + $"{Limits.MaxShortNameLength} characters."
                ),
            .. options
                .TargetQueues.Where(queue =>
                    Enum.IsDefined(queue.Key) && !IsNoName(queue.Value) && !options.Queues.ContainsKey(queue.Value)
                )
                .Select(queue =>
                    $"{OrchestratorOptions.Section}:TargetQueues:{queue.Key} is '{queue.Value}', which is not one of the queues "
                    + $"{string.Join(", ", options.Queues.Keys.Order(StringComparer.Ordinal))}. "
                    + $"Correct the name, or add {OrchestratorOptions.Section}:Queues:{queue.Value}, with 0 workers where only other "
                    + "hosts serve it."
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        int WorkersOf(string queue) => options.Queues.TryGetValue(queue, out var workers) ? workers : 0;
    }

    private static bool IsNoName(string? name) => string.IsNullOrWhiteSpace(name) || name.Length > Limits.MaxShortNameLength;
}
