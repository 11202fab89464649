using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>Compares and shows the values of a type. Emitted code creates shapes with <see cref="StateShapes"/>.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StateShape<T>
{
    private protected StateShape() { }

    /// <summary>
    /// Copies the values that the external system assigns from the actual value, and all others from the desired one.
    /// </summary>
    /// <param name="desired">The desired value.</param>
    /// <param name="actual">The actual value.</param>
    /// <returns>The value to write.</returns>
    [return: NotNullIfNotNull(nameof(desired))]
    public virtual T? Take(T? desired, T? actual) => desired;

    /// <summary>The differences of two values, each with its path.</summary>
    internal IReadOnlyList<Difference> Compare(T? desired, T? actual) => [.. Find(desired, actual).Select(static found => found.Shown)];

    /// <summary>The differences of two values, each with its place and what is never shown of it.</summary>
    internal IReadOnlyList<FoundDifference> Find(T? desired, T? actual)
    {
        var differences = new Differences();
        Compare(desired, actual, differences);
        return differences.Found;
    }

    /// <summary>Adds the differences of two values, with paths from the value on.</summary>
    internal abstract void Compare(T? desired, T? actual, Differences differences);

    /// <summary>A value as a difference shows it: without members that are not compared, and with sensitive values masked.</summary>
    internal abstract JsonNode? Show(T? value);

    /// <summary>True if all compared members of the values are equal.</summary>
    internal abstract bool AreEqual(T? left, T? right);

    /// <summary>A hash code; equal values have the same one.</summary>
    internal abstract int Hash(T? value);

    /// <summary>A keyed hash. Two values have the same hash exactly if they do not differ.</summary>
    internal abstract byte[] Hash(T? value, StateHasher hasher);

    /// <summary>Adds the difference of two values of which at least one is null; gives false when neither is.</summary>
    private protected bool CompareNull(T? desired, T? actual, Differences differences)
    {
        if (desired is null || actual is null)
        {
            if (desired is not null)
            {
                differences.Add(
                    DifferenceKind.Missing,
                    Write(desired),
                    default,
                    hasher => hasher.OfList([Hash(desired, hasher), hasher.OfNothing()])
                );
            }
            else if (actual is not null)
            {
                differences.Add(
                    DifferenceKind.Unexpected,
                    default,
                    Write(actual),
                    hasher => hasher.OfList([hasher.OfNothing(), Hash(actual, hasher)])
                );
            }

            return true;
        }

        return false;
    }

    /// <summary>Adds the difference of two values that are there and are not equal.</summary>
    private protected void AddChange(T? desired, T? actual, Differences differences)
    {
        var (shownDesired, shownActual) = ShowChange(desired, actual);
        differences.Add(
            DifferenceKind.Changed,
            Write(shownDesired),
            Write(shownActual),
            hasher => hasher.OfList([Hash(desired, hasher), Hash(actual, hasher)])
        );
    }

    /// <summary>Two values that are not equal, so that what is shown of them is not equal either.</summary>
    internal virtual (JsonNode? Desired, JsonNode? Actual) ShowChange(T? desired, T? actual) => (Show(desired), Show(actual));

    /// <summary>A value as it is stored in a difference.</summary>
    internal JsonElement Write(T? value) => Write(Show(value));

    private static JsonElement Write(JsonNode? shown) => JsonSerializer.SerializeToElement(shown, StateJson.Options);
}
