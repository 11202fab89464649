namespace Orchestrator;

/// <summary>
/// The methods and properties from which step lists are composed. Import them with <c>using static Orchestrator.Workflow;</c>.
/// </summary>
public static class Workflow
{
    /// <summary>The beginning of a step list, without steps.</summary>
    public static StepList Begin => StepList.Empty;

    /// <summary>The first step of a plain workflow.</summary>
    public static Step Start { get; } = new BoundaryStep(IsLast: false);

    /// <summary>The last step of a plain workflow, which completes the process.</summary>
    public static Step Done { get; } = new BoundaryStep(IsLast: true);

    /// <summary>
    /// Links the process to the subscription that a create workflow has created. Add it after the step that returns the subscription.
    /// </summary>
    public static Step StoreProcessSubscription { get; } = new StoreProcessSubscriptionStep();

    /// <summary>
    /// Sets the lifecycle of the subscription. The step fails with the path of each missing value that the lifecycle requires.
    /// </summary>
    /// <param name="status">The new lifecycle.</param>
    /// <returns>The step.</returns>
    public static Step SetStatus(SubscriptionLifecycle status) => new SetStatusStep(status);

    /// <summary>
    /// Writes the desired state of the object to the external system, and reads the object again. If nothing differs, nothing is written.
    /// The object's key is added to the state: for a resource class <c>NrmPortResource</c>, as <c>nrm_port_key</c>.
    /// </summary>
    /// <typeparam name="T">The resource, marked <see cref="ExternalResourceAttribute"/>.</typeparam>
    /// <param name="awaitCallback">
    /// Whether the external system calls back when the work is done: the step then waits for the callback before it reads the object again.
    /// The resource passes its <see cref="ExternalResourceBase.CallbackRoute"/> to the system.
    /// </param>
    /// <param name="timeout">The timeout of the callback, after which the step fails. Default: no limit.</param>
    /// <returns>
    /// The step. It fails with the paths that still differ after the write, and if the write has returned another key than the resource
    /// identifies the object by, which no later step takes.
    /// </returns>
    public static Step Apply<T>(bool awaitCallback = false, TimeSpan? timeout = null)
        where T : ExternalResourceBase
    {
        CheckTimeout(timeout, $"Apply<{TypeText.Of(typeof(T))}>");
        return awaitCallback || timeout is null
            ? new ResourceStep(typeof(T), ResourceAction.Apply) { AwaitCallback = awaitCallback, Timeout = timeout }
            : throw new ArgumentException(
                $"Apply<{TypeText.Of(typeof(T))}> has a time-out and does not wait for a callback. Set awaitCallback, or omit the "
                    + "time-out.",
                nameof(timeout)
            );
    }

    /// <summary>Removes the object from the external system. An object that does not exist is not an error.</summary>
    /// <typeparam name="T">The resource, marked <see cref="ExternalResourceAttribute"/>.</typeparam>
    /// <returns>The step.</returns>
    public static Step Remove<T>()
        where T : ExternalResourceBase => new ResourceStep(typeof(T), ResourceAction.Remove);

    /// <summary>Compares the object in the external system with the desired state, without writing.</summary>
    /// <typeparam name="T">The resource, marked <see cref="ExternalResourceAttribute"/>.</typeparam>
    /// <returns>The step. It fails with the paths that differ: see <see cref="InconsistentDataException"/>.</returns>
    public static Step Compare<T>()
        where T : ExternalResourceBase => new ResourceStep(typeof(T), ResourceAction.Compare);

    /// <summary>
    /// Runs steps only while a condition holds. The condition is evaluated before each step, so that a step can change it for the following
    /// steps.
    /// </summary>
    /// <param name="condition">Called with the current state before each step; it must not have side effects.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The steps, each with its condition. A skipped step has a row in the log.</returns>
    public static StepList Conditional(Func<State, bool> condition, StepList steps)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(steps);
        return StepList.Of(steps.Select(step => new ConditionalStep(condition, step)));
    }

    /// <summary>Runs one step only while a condition holds.</summary>
    /// <param name="condition">Called with the current state before the step; it must not have side effects.</param>
    /// <param name="step">The step.</param>
    /// <returns>The step with its condition. A skipped step has a row in the log.</returns>
    public static StepList Conditional(Func<State, bool> condition, Step step) => Conditional(condition, Begin >> step);

    /// <summary>Runs one step only while a condition holds.</summary>
    /// <param name="condition">Called with the current state before the step; it must not have side effects.</param>
    /// <param name="method">A method marked <see cref="StepAttribute"/> or <see cref="InputStepAttribute"/>.</param>
    /// <returns>The step with its condition. A skipped step has a row in the log.</returns>
    public static StepList Conditional(Func<State, bool> condition, Delegate method) => Conditional(condition, Begin >> method);

    /// <summary>
    /// Runs steps only while a condition on the subscription holds. The condition is evaluated before each step with the subscription as it
    /// is stored then, and needs no key of the state, so it can be used in a chain of external-system steps.
    /// </summary>
    /// <typeparam name="TModel">The product, or a class that the products of the workflow have in common.</typeparam>
    /// <param name="condition">Called with the subscription; it must not have side effects.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The steps, each with its condition. A skipped step has a row in the log.</returns>
    public static StepList Conditional<TModel>(Func<TModel, bool> condition, StepList steps)
        where TModel : SubscriptionModel
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(steps);
        return StepList.Of(steps.Select(step => new SubscriptionConditionalStep(new SubscriptionCondition<TModel>(condition), step)));
    }

    /// <summary>Runs one step only while a condition on the subscription holds.</summary>
    /// <typeparam name="TModel">The product, or a class that the products of the workflow have in common.</typeparam>
    /// <param name="condition">Called with the subscription; it must not have side effects.</param>
    /// <param name="step">The step.</param>
    /// <returns>The step with its condition. A skipped step has a row in the log.</returns>
    public static StepList Conditional<TModel>(Func<TModel, bool> condition, Step step)
        where TModel : SubscriptionModel => Conditional(condition, Begin >> step);

    /// <summary>Runs one step only while a condition on the subscription holds.</summary>
    /// <typeparam name="TModel">The product, or a class that the products of the workflow have in common.</typeparam>
    /// <param name="condition">Called with the subscription; it must not have side effects.</param>
    /// <param name="method">A method marked <see cref="StepAttribute"/> or <see cref="InputStepAttribute"/>.</param>
    /// <returns>The step with its condition. A skipped step has a row in the log.</returns>
    public static StepList Conditional<TModel>(Func<TModel, bool> condition, Delegate method)
        where TModel : SubscriptionModel => Conditional(condition, Begin >> method);

    /// <summary>Runs one step on a part of the state.</summary>
    /// <param name="key">The key; if it is missing, the part is an empty object.</param>
    /// <param name="step">The step.</param>
    /// <returns>The step on that part.</returns>
    public static StepList FocusSteps(string key, Step step) => FocusSteps(key, Begin >> step);

    /// <summary>Runs one step on a part of the state.</summary>
    /// <param name="key">The key; if it is missing, the part is an empty object.</param>
    /// <param name="method">A method marked <see cref="StepAttribute"/> or <see cref="InputStepAttribute"/>.</param>
    /// <returns>The step on that part.</returns>
    public static StepList FocusSteps(string key, Delegate method) => FocusSteps(key, Begin >> method);

    /// <summary>Runs steps on a part of the state: they read and write the keys of the object that is the value of one key.</summary>
    /// <param name="key">The key; if it is missing, the part is an empty object.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The steps, each on that part.</returns>
    public static StepList FocusSteps(string key, StepList steps)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(steps);
        return StepList.Of(steps.Select(step => new FocusedStep(key, step)));
    }

    /// <summary>
    /// Replaces a removed step, so that processes that completed that step still find their position.
    /// </summary>
    /// <param name="id">The identity of the removed step: its class and method name, or the <c>Id</c> that it had.</param>
    /// <returns>A step that does nothing.</returns>
    public static Step ObsoleteStep(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ObsoleteStep(id);
    }

    /// <summary>
    /// Presents several steps as one, with one row in the log for each attempt. A retry runs them again from the first step; after an
    /// answer or a callback, the group continues at its current step.
    /// </summary>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="id">The identity in stored processes. Default: the name. Set it to the old name if you rename the group.</param>
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

    /// <summary>Presents one step under another name and identity, as a group of one.</summary>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="step">The step.</param>
    /// <returns>The group, of which the name is the identity in stored processes; write a step list to set another one.</returns>
    public static Step StepGroup(string name, Step step) => StepGroup(name, Begin >> step);

    /// <summary>Presents one step under another name and identity, as a group of one.</summary>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="method">A method marked <see cref="StepAttribute"/> or <see cref="InputStepAttribute"/>.</param>
    /// <returns>The group, of which the name is the identity in stored processes; write a step list to set another one.</returns>
    public static Step StepGroup(string name, Delegate method) => StepGroup(name, Begin >> method);

    /// <summary>Sends a request to an external system and waits until it calls back at an address that is unique to this process.</summary>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="action">
    /// A method marked <see cref="StepAttribute"/> that passes the address, a parameter named like <paramref name="routeKey"/>, to the
    /// external system.
    /// </param>
    /// <param name="validate">
    /// A method marked <see cref="StepAttribute"/> that validates the result, a parameter named like <paramref name="resultKey"/>; it fails
    /// the step by throwing an exception.
    /// </param>
    /// <param name="resultKey">The state key of the object that the external system sends.</param>
    /// <param name="routeKey">The state key of the address.</param>
    /// <param name="timeout">The timeout, after which the step fails. Default: no limit.</param>
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
