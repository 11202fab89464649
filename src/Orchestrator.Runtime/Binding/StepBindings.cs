using System.Collections.Concurrent;
using System.Reflection;

namespace Orchestrator.Binding;

/// <summary>
/// The bindings of all steps, found by method. A class's bindings are registered when the first of its steps is looked up, so that
/// registering a catalog runs no author code.
/// </summary>
public sealed class StepBindings
{
    private readonly ConcurrentDictionary<MethodInfo, StepBinding> _bindings = new();
    private readonly ConcurrentDictionary<Type, Lazy<bool>> _classes = new();

    /// <summary>Says how the steps of a class are registered. Emitted code calls it; nothing of the class runs yet.</summary>
    /// <param name="declaringType">The class that declares the steps.</param>
    /// <param name="register">Adds a binding for each of its steps.</param>
    public void AddClass(Type declaringType, Action<StepBindings> register)
    {
        ArgumentNullException.ThrowIfNull(declaringType);
        ArgumentNullException.ThrowIfNull(register);
        _classes.TryAdd(declaringType, new(() =>
        {
            register(this);
            return true;
        }));
    }

    /// <summary>Adds the binding of a step. Emitted code calls it.</summary>
    /// <param name="method">The step's method.</param>
    /// <param name="id">The stable identity in stored processes.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="body">Binds, runs and collects.</param>
    public void Add(Delegate method, string id, string name, StepBody body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(body);
        _bindings[method.Method] = new ActionStepBinding(id, name, body);
    }

    /// <summary>Adds the binding of a step that is tried again when it fails. Emitted code calls it.</summary>
    /// <param name="method">The step's method.</param>
    /// <param name="id">The stable identity in stored processes.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="maxAttempts">How often it is tried by itself, the first time included; 0: never by itself.</param>
    /// <param name="firstDelaySeconds">Seconds between the first failure and the next attempt.</param>
    /// <param name="backoff">By how much each delay is longer than the one before.</param>
    /// <param name="body">Binds, runs and collects.</param>
    public void AddRetry(Delegate method, string id, string name, int maxAttempts, double firstDelaySeconds, double backoff, StepBody body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(body);
        _bindings[method.Method] = new ActionStepBinding(id, name, body, new(maxAttempts, TimeSpan.FromSeconds(firstDelaySeconds), backoff));
    }

    /// <summary>Adds the binding of an input step. Emitted code calls it.</summary>
    /// <param name="method">The step's form method.</param>
    /// <param name="id">The stable identity in stored processes.</param>
    /// <param name="name">The name shown to operators.</param>
    /// <param name="assignee">Who is to answer.</param>
    /// <param name="form">Asks the pages.</param>
    public void AddInput(Delegate method, string id, string name, string assignee, FormBody form)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(form);
        _bindings[method.Method] = new InputStepBinding(id, name, assignee, form);
    }

    /// <summary>Finds the binding of a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="CatalogException">The method is no step, or its assembly's workflows were not added.</exception>
    public StepBinding Find(MethodStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var method = step.Method.Method;
        if (_bindings.TryGetValue(method, out var binding))
        {
            return binding;
        }

        if (method.DeclaringType is { } type && _classes.TryGetValue(type, out var registration))
        {
            _ = registration.Value;
            if (_bindings.TryGetValue(method, out binding))
            {
                return binding;
            }
        }

        throw new CatalogException(
            "step_not_bound",
            $"The step '{step}' has no emitted binding. Mark the method with [Step] or [InputStep], make its class partial, and register its assembly '{method.Module.Assembly.GetName().Name}' with the emitted Add…Workflows() method.");
    }
}
