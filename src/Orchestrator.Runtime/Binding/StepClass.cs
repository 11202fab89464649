using System.ComponentModel;
using System.Globalization;

namespace Orchestrator.Binding;

/// <summary>Takes the bindings of the steps of one class. Emitted code fills it when the first of them is needed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepClass
{
    // A timer counts milliseconds. The longest is that of the host's own setting.
    private const double ShortestTimeout = 0.001;
    private const double MaxTimeout = 30 * 24 * 60 * 60;

    private readonly string _name;
    private readonly Dictionary<string, StepBinding> _bindings = new(StringComparer.Ordinal);

    internal StepClass(string name) => _name = name;

    /// <summary>Adds a step.</summary>
    /// <param name="method">The step's method, the only one of its name.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="body">Binds, runs and collects.</param>
    public void Add(string method, string name, StepBody body) => Add(method, name, IdOf(method), body);

    /// <summary>Adds a step whose author gave it an identity.</summary>
    /// <param name="method">The step's method, the only one of its name.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="id">The stable identity in stored processes.</param>
    /// <param name="body">Binds, runs and collects.</param>
    public void Add(string method, string name, string id, StepBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _bindings[method] = new ActionStepBinding(id, name, body);
    }

    /// <summary>Adds a step that is tried again when it fails.</summary>
    /// <param name="method">The step's method, the only one of its name.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="id">The stable identity in stored processes.</param>
    /// <param name="maxAttempts">How often it is tried automatically, the first time included; 0: never automatically.</param>
    /// <param name="firstDelaySeconds">Seconds between the first failure and the next attempt.</param>
    /// <param name="backoff">By how much each delay is longer than the one before.</param>
    /// <param name="body">Binds, runs and collects.</param>
    public void AddRetry(string method, string name, string id, int maxAttempts, double firstDelaySeconds, double backoff, StepBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _bindings[method] = new ActionStepBinding(id, name, body, new(maxAttempts, RetryPolicy.ToDelay(firstDelaySeconds), backoff));
    }

    /// <summary>Adds an input step.</summary>
    /// <param name="method">The step's form method, the only one of its name.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="id">The stable identity in stored processes.</param>
    /// <param name="assignee">The person or group that answers.</param>
    /// <param name="form">Asks the pages.</param>
    public void AddInput(string method, string name, string id, string assignee, FormBody form)
    {
        ArgumentNullException.ThrowIfNull(form);
        _bindings[method] = new InputStepBinding(id, name, assignee, form);
    }

    /// <summary>Puts a step that was added under policies.</summary>
    /// <param name="method">The step's method.</param>
    /// <param name="policy">The policy under which it is answered; null if it has none.</param>
    /// <param name="retryPolicy">The policy under which a process that is at it is retried or aborted; null if it has none.</param>
    public void RequirePolicy(string method, string? policy, string? retryPolicy = null) =>
        _bindings[method] = _bindings[method] with { Policy = policy, RetryPolicy = retryPolicy };

    /// <summary>Limits the time of a step that was added.</summary>
    /// <param name="method">The step's method.</param>
    /// <param name="seconds">How many seconds it may take.</param>
    /// <exception cref="CatalogException">No step can be given that time.</exception>
    public void Limit(string method, double seconds) =>
        _bindings[method] =
            _bindings[method] is not ActionStepBinding action
                ? throw new ArgumentException($"'{method}' is not a step that is executed.", nameof(method))
            : seconds is >= ShortestTimeout and <= MaxTimeout ? action with { Timeout = TimeSpan.FromSeconds(seconds) }
            : throw new CatalogException(
                "step_timeout_unusable",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The step '{_name}.{method}' cannot have a TimeoutSeconds of {seconds}; write a number from {ShortestTimeout} "
                        + $"to {MaxTimeout} (30 days)."
                )
            );

    internal StepBinding? Find(string method) => _bindings.GetValueOrDefault(method);

    private string IdOf(string method) => $"{_name}.{method}";
}
