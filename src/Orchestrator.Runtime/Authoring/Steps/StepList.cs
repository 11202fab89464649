using System.Collections;
using System.Collections.Immutable;

namespace Orchestrator;

/// <summary>
/// An immutable sequence of steps. Appending with <c>&gt;&gt;</c> is associative, creates a new list, and does not change the operands.
/// </summary>
public sealed class StepList : IReadOnlyList<Step>, IEquatable<StepList>
{
    private readonly ImmutableArray<Step> _steps;

    private StepList(ImmutableArray<Step> steps) => _steps = steps;

    /// <summary>The empty list.</summary>
    public static StepList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _steps.Length;

    /// <inheritdoc/>
    public Step this[int index] => _steps[index];

    /// <summary>Creates a list of steps, in the specified order.</summary>
    /// <param name="steps">The steps; none of them null.</param>
    /// <returns>The list.</returns>
    public static StepList Of(params IEnumerable<Step> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return steps.Aggregate(Empty, static (list, step) => list >> step);
    }

    /// <summary>Appends a step.</summary>
    /// <param name="steps">The list to append to.</param>
    /// <param name="step">The step to append.</param>
    /// <returns>A new list.</returns>
    public static StepList operator >>(StepList steps, Step step)
    {
        ThrowIfNull(steps, step, "step");
        return new(steps._steps.Add(step));
    }

    /// <summary>Appends the steps of another list.</summary>
    /// <param name="steps">The list to append to.</param>
    /// <param name="more">The steps to append.</param>
    /// <returns>A new list.</returns>
    public static StepList operator >>(StepList steps, StepList more)
    {
        ThrowIfNull(steps, more, "step list");
        return steps.Count == 0 ? more
            : more.Count == 0 ? steps
            : new(steps._steps.AddRange(more._steps));
    }

    /// <summary>
    /// Appends a method marked <see cref="StepAttribute"/> or <see cref="InputStepAttribute"/>, written as a method group.
    /// </summary>
    /// <param name="steps">The list to append to.</param>
    /// <param name="method">The method.</param>
    /// <returns>A new list.</returns>
    public static StepList operator >>(StepList steps, Delegate method)
    {
        ThrowIfNull(steps, method, "method");
        return steps >> new MethodStep(method);
    }

    /// <inheritdoc/>
    public bool Equals(StepList? other) => other is not null && _steps.AsSpan().SequenceEqual(other._steps.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StepList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var step in _steps)
        {
            hash.Add(step);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<Step> GetEnumerator() => ((IEnumerable<Step>)_steps).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void ThrowIfNull(StepList steps, object? appended, string what)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (appended is null)
        {
            throw new ArgumentNullException(
                what,
                $"The {what} that is appended after {steps.Count} step(s) is null. A static property that is read before it was set "
                    + "is the usual cause: write chains as expression-bodied members."
            );
        }
    }
}
