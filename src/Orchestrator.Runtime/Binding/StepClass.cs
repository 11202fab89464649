using System.ComponentModel;
using System.Globalization;

namespace Orchestrator.Binding;

/// <summary>Collects the bindings of the steps of one class. Emitted code fills it when the first of them is needed.</summary>
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
    /// <param name="body">Binds the parameters, runs the step and collects its result.</param>
    public void Add(string method, string name, StepBody body) => Add(method, name, IdOf(method), body);

    /// <summary>Adds a step with an identity that the author specified.</summary>
    /// <param name="method">The step's method, the only one of its name.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="id">The stable identity in stored processes.</param>
    /// <param name="body">Binds the parameters, runs the step and collects its result.</param>
    public void Add(string method, string name, string id, StepBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _bindings[method] = new ActionStepBinding(id, name, body);
    }

    /// <summary>Adds a step that is retried after a failure.</summary>
    /// <param name="method">The step's method, the only one of its name.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="id">The stable identity in stored processes.</param>
    /// <param name="maxAttempts">The maximum number of automatic attempts, including the first; 0 for no automatic retries.</param>
    /// <param name="firstDelaySeconds">Seconds between the first failure and the next attempt.</param>
    /// <param name="backoff">The factor by which each delay is longer than the previous one.</param>
    /// <param name="body">Binds the parameters, runs the step and collects its result.</param>
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
    /// <param name="form">Shows the pages.</param>
    public void AddInput(string method, string name, string id, string assignee, FormBody form)
    {
        ArgumentNullException.ThrowIfNull(form);
        _bindings[method] = new InputStepBinding(id, name, assignee, form);
    }

    /// <summary>Sets the policies of a step that was added.</summary>
    /// <param name="method">The step's method.</param>
    /// <param name="policy">The policy for answering the step; null if it has none.</param>
    /// <param name="retryPolicy">The policy for retrying or aborting a process at this step; null if it has none.</param>
    public void RequirePolicy(string method, string? policy, string? retryPolicy = null) =>
        _bindings[method] = _bindings[method] with { Policy = policy, RetryPolicy = retryPolicy };

    /// <summary>Names the keys that a step that was added uses.</summary>
    /// <param name="method">The step's method.</param>
    /// <param name="reads">The keys that it takes from the state.</param>
    /// <param name="writes">The keys that it gives to the state.</param>
    public void Describe(string method, string[] reads, string[] writes) => Describe(method, new DeclaredKeys(reads, writes));

    /// <summary>Describes how a step that was added uses the state.</summary>
    /// <param name="method">The step's method.</param>
    /// <param name="keys">The keys.</param>
    public void Describe(string method, DeclaredKeys keys) => _bindings[method] = _bindings[method] with { Keys = keys };

    /// <summary>Limits the time of a step that was added.</summary>
    /// <param name="method">The step's method.</param>
    /// <param name="seconds">The time limit in seconds.</param>
    /// <exception cref="CatalogException">The value is out of range.</exception>
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

    /// <summary>
    /// Declares what a step that was added reads from the result of a callback, so that an incomplete result is rejected.
    /// </summary>
    /// <typeparam name="T">The type of its parameter.</typeparam>
    /// <param name="method">The step's method.</param>
    /// <param name="key">The state key of the result.</param>
    public void Reads<T>(string method, string key) =>
        _bindings[method] = _bindings[method] is ActionStepBinding action
            ? action with
            {
                Results = action.Results.SetItem(key, state => state.Get<T>(key)),
            }
            : throw new ArgumentException($"'{method}' is not a step that is executed.", nameof(method));

    internal StepBinding? Find(string method) => _bindings.GetValueOrDefault(method);

    private string IdOf(string method) => $"{_name}.{method}";
}
