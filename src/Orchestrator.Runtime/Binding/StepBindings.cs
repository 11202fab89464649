using System.Collections.Concurrent;
using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>
/// The bindings of all steps, found by class and method. A class's bindings are registered when the first of its steps is looked up, so
/// that the registration of a catalog runs no author code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepBindings
{
    private readonly ConcurrentDictionary<Type, Lazy<StepClass>> _classes = new();

    /// <summary>Adds the steps of a class. Emitted code calls it, without running code of the class.</summary>
    /// <param name="declaringType">The class that declares the steps.</param>
    /// <param name="name">The name of the class, including its containing classes, with which the identities of its steps begin.</param>
    /// <param name="register">Adds a binding for each of its steps.</param>
    public void AddClass(Type declaringType, string name, Action<StepClass> register)
    {
        ArgumentNullException.ThrowIfNull(declaringType);
        ArgumentNullException.ThrowIfNull(register);
        _classes.TryAdd(declaringType, new(Register, LazyThreadSafetyMode.PublicationOnly));

        // What it throws is not kept: the next lookup tries again.
        StepClass Register()
        {
            var steps = new StepClass(name);
            register(steps);
            return steps;
        }
    }

    /// <summary>Finds the binding of a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="CatalogException">The method is not a step, or its assembly's workflows were not added.</exception>
    internal StepBinding Find(MethodStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var method = step.Method.Method;
        return (method.DeclaringType is { } type && _classes.TryGetValue(type, out var steps) ? steps.Value.Find(method.Name) : null)
            ?? throw new CatalogException(
                "step_not_bound",
                $"The step '{step}' has no emitted binding. Mark the method with [Step] or [InputStep], make its class partial, and "
                    + $"register its assembly '{method.Module.Assembly.GetName().Name}' with the emitted Add…Workflows() method."
            );
    }
}
