namespace Orchestrator;

/// <summary>The words of which step lists are written. Import them with <c>using static Orchestrator.Workflow;</c>.</summary>
public static class Workflow
{
    /// <summary>The beginning of a step list: no steps yet.</summary>
    public static StepList Begin => StepList.Empty;

    /// <summary>The first step of a plain workflow.</summary>
    public static Step Start { get; } = new BoundaryStep(IsLast: false);

    /// <summary>The last step of a plain workflow: it completes the process.</summary>
    public static Step Done { get; } = new BoundaryStep(IsLast: true);

    /// <summary>
    /// Links the process to the subscription that a create workflow has just made. Write it after the step that returns the subscription.
    /// </summary>
    public static Step StoreProcessSubscription { get; } = new StoreProcessSubscriptionStep();

    /// <summary>Moves the subscription to a lifecycle; fails with the path of a value that is required there and missing.</summary>
    /// <param name="status">The lifecycle to move to.</param>
    /// <returns>The step.</returns>
    public static Step SetStatus(SubscriptionLifecycle status) => new SetStatusStep(status);

    /// <summary>
    /// Makes the object in the external system equal what the subscription says, and reads it back. Nothing is written where nothing
    /// differs. The state gains the object's key, for a resource class <c>NrmPortResource</c> as <c>nrm_port_key</c>.
    /// </summary>
    /// <typeparam name="T">The resource, marked <see cref="ExternalResourceAttribute"/>.</typeparam>
    /// <param name="awaitCallback">Whether the external system calls back when it has done what was written: the step then waits for the
    /// call before it reads the object back. The resource passes on its <see cref="ExternalResourceBase.CallbackRoute"/>.</param>
    /// <param name="timeout">How long to wait for the call before the step fails. Default: without a limit.</param>
    /// <returns>The step. It fails with the paths of what was written and still differs.</returns>
    public static Step Apply<T>(bool awaitCallback = false, TimeSpan? timeout = null)
        where T : ExternalResourceBase
    {
        CheckTimeout(timeout, $"Apply<{typeof(T).Name}>");
        return awaitCallback || timeout is null
            ? new ResourceStep(typeof(T), ResourceAction.Apply) { AwaitCallback = awaitCallback, Timeout = timeout }
            : throw new ArgumentException(
                $"Apply<{typeof(T).Name}> has a time-out and does not wait for a callback. Set awaitCallback, or omit the time-out.",
                nameof(timeout)
            );
    }

    /// <summary>Removes the object from the external system; one that is not there is fine.</summary>
    /// <typeparam name="T">The resource, marked <see cref="ExternalResourceAttribute"/>.</typeparam>
    /// <returns>The step.</returns>
    public static Step Remove<T>()
        where T : ExternalResourceBase => new ResourceStep(typeof(T), ResourceAction.Remove);

    /// <summary>Compares the object in the external system with what the subscription says, and writes nothing.</summary>
    /// <typeparam name="T">The resource, marked <see cref="ExternalResourceAttribute"/>.</typeparam>
    /// <returns>The step. It fails with the paths of what differs: see <see cref="InconsistentDataException"/>.</returns>
    public static Step Compare<T>()
        where T : ExternalResourceBase => new ResourceStep(typeof(T), ResourceAction.Compare);

    /// <summary>
    /// Runs steps only while a condition holds. It is asked again before each of them, so that one can switch off those after it.
    /// </summary>
    /// <param name="condition">Asked with the state as it is then; it has no side effects.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The steps, each with its condition. A step that is skipped leaves a row in the log.</returns>
    public static StepList Conditional(Func<State, bool> condition, StepList steps)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(steps);
        return StepList.Of(steps.Select(step => new ConditionalStep(condition, step)));
    }

    /// <summary>Runs steps on a part of the state: they read and write the keys of the object under one key.</summary>
    /// <param name="key">The key; a missing one is an empty object.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The steps, each on that part.</returns>
    public static StepList FocusSteps(string key, StepList steps)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(steps);
        return StepList.Of(steps.Select(step => new FocusedStep(key, step)));
    }

    /// <summary>
    /// Stands where a step was that has been removed, so that processes which have finished that one still find their place.
    /// </summary>
    /// <param name="id">The identity of the removed step: its class and method name, or the <c>Id</c> that it had.</param>
    /// <returns>A step that does nothing.</returns>
    public static Step ObsoleteStep(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ObsoleteStep(id);
    }

    /// <summary>
    /// Presents several steps as one, with one row in the log for each attempt. A retry runs them from the first again; an answer or a
    /// callback continues where the group stands.
    /// </summary>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="id">The identity in stored processes. Default: the name. Set it to the old name when the group is renamed.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentException">There are no steps.</exception>
    public static Step StepGroup(string name, StepList steps, string? id = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(steps);
        return steps.Count > 0
            ? new StepGroup(id ?? name, name, steps)
            : throw new ArgumentException($"The step group '{name}' has no steps.", nameof(steps));
    }

    /// <summary>Asks an external system for something and waits until it calls back at an address that only this process has.</summary>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="action">A method marked <see cref="StepAttribute"/> that hands the address, a parameter named like
    /// <paramref name="routeKey"/>, to the external system.</param>
    /// <param name="validate">A method marked <see cref="StepAttribute"/> that judges what came, a parameter named like
    /// <paramref name="resultKey"/>; it fails the step by throwing.</param>
    /// <param name="resultKey">The state key of the object that comes.</param>
    /// <param name="routeKey">The state key of the address.</param>
    /// <param name="timeout">How long to wait before the step fails. Default: forever.</param>
    /// <param name="id">The identity in stored processes. Default: the name.</param>
    /// <returns>The step.</returns>
    public static Step CallbackStep(
        string name,
        Delegate action,
        Delegate validate,
        string resultKey = Orchestrator.CallbackStep.DefaultResultKey,
        string routeKey = Orchestrator.CallbackStep.DefaultRouteKey,
        TimeSpan? timeout = null,
        string? id = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(resultKey);
        ArgumentException.ThrowIfNullOrEmpty(routeKey);
        CheckTimeout(timeout, $"The callback step '{name}'");
        return new CallbackStep(id ?? name, name, new(action), new(validate))
        {
            ResultKey = resultKey,
            RouteKey = routeKey,
            Timeout = timeout,
        };
    }

    private static void CheckTimeout(TimeSpan? timeout, string step)
    {
        if (timeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, $"{step} waits for a time that is not positive.");
        }
    }
}
