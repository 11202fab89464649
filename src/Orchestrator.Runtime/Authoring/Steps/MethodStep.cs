namespace Orchestrator;

/// <summary>A step that runs an author's method marked <see cref="StepAttribute"/> or <see cref="InputStepAttribute"/>.</summary>
/// <remarks>
/// It is identified by its method, never by the delegate: for a method with optional parameters, the compiler creates a different delegate
/// type in each assembly.
/// </remarks>
internal sealed record MethodStep : Step
{
    /// <summary>Creates a step from a method.</summary>
    /// <param name="method">The method, usually written as a method group.</param>
    /// <exception cref="ArgumentException">The delegate refers to several methods.</exception>
    public MethodStep(Delegate method)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (!method.HasSingleTarget)
        {
            throw new ArgumentException(
                $"A step is one method, but this delegate stands for several, the last of them '{method.Method.Name}'. Append them "
                    + "one by one.",
                nameof(method)
            );
        }

        Method = method;
    }

    /// <summary>The method that runs.</summary>
    public Delegate Method { get; }

    /// <inheritdoc/>
    public bool Equals(MethodStep? other) => other is not null && Method.Method == other.Method.Method;

    /// <inheritdoc/>
    public override int GetHashCode() => Method.Method.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{Method.Method.DeclaringType?.Name}.{Method.Method.Name}";
}
